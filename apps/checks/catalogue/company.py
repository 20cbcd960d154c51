"""Findings about the company, its subscription and its list of sender IDs.

Menu paths and causes: ../shared/reference/ux.md §6.5 and ../shared/intacct/intacct-xml.md §5, §6.
"""

from apps.checks.findings import Act, Audience, Kind

_SECURITY = ("Company", "Setup", "Company", "Security")
_SUBSCRIPTIONS = ("Company", "Admin", "Subscriptions")

KINDS = (
    Kind(
        code="company.unknown",
        audience=Audience.CUSTOMER,
        purpose="company_id",
        brief="Company ID not found",
        title="Intacct does not know the company {company_id}",
        saw="Intacct turned us away at the door when we named the company **{company_id}**.",
        why="Most likely the company ID is spelled differently. It is the first box of the "
        "Intacct sign-in page, and it is not the company's name.",
        fix=(
            Act(("Company", "Setup", "Company"), "Read the **ID** under General information."),
            Act(text="Copy it here exactly, capital letters included, and check again."),
        ),
        minutes=1,
    ),
    Kind(
        code="company.gone",
        audience=Audience.CUSTOMER,
        purpose="company_id",
        brief="Company ID no longer found",
        title="Intacct no longer knows the company {company_id}",
        saw="Until {until} Intacct knew **{company_id}**. Now it turns us away at the door.",
        why="Most likely the company ID was changed, as happens when a practice company is "
        "copied again, or Sage has closed the company.",
        fix=(
            Act(("Company", "Setup", "Company"), "Read the **ID** under General information."),
            Act(text="If it differs from **{company_id}**, give us the new one."),
            Act(text="If it is the same, ask your Sage account manager."),
        ),
        minutes=3,
    ),
    Kind(
        code="company.demo_expired",
        audience=Audience.CUSTOMER,
        purpose="company_id",
        brief="Demo company has expired",
        title="{company_id} is a demo company that has expired",
        saw="Intacct says: “{quote}”",
        why="A trial company stops answering when its time is over.",
        fix=(Act(text="Use the ID of your live company, or ask Sage to extend the trial."),),
        minutes=5,
    ),
    Kind(
        code="company.suspended",
        audience=Audience.CUSTOMER,
        purpose="company_id",
        brief="Company is suspended at Intacct",
        title="Intacct has suspended the company {company_id}",
        saw="Intacct says: “{quote}”",
        why="Only Sage can suspend a company, and only Sage can open it again.",
        fix=(Act(text="Ask your Sage account manager to reactivate the company."),),
        minutes=10,
    ),
    Kind(
        code="web_services.off",
        audience=Audience.CUSTOMER,
        purpose="web_services_on",
        brief="Web Services is off",
        title="Web Services is not switched on",
        saw="Intacct says that **{company_id}** does not accept connections from other software.",
        why="The Web Services subscription of the company is off.",
        fix=(
            Act(_SUBSCRIPTIONS),
            Act(text="Find **Web Services** near the bottom of the list and turn it **On**."),
        ),
        minutes=2,
    ),
    Kind(
        code="sender.not_authorized",
        audience=Audience.CUSTOMER,
        purpose="sender_authorized",
        brief="Sender ID not authorized",
        title="Intacct does not admit our sender ID",
        saw="Intacct says the sender ID **{sender_id}** is not on the list for **{company_id}**.",
        why="It was not added, was added in another company, its status is not Active, "
        "or a capital letter differs.",
        fix=(
            Act(_SECURITY, "Select **Edit**."),
            Act(
                text="Under **Web Services authorizations** select **Add**, paste `{sender_id}`, "
                "set the status to **Active**."
            ),
            Act(text="Select **Save** twice: once in the pop-up, once on the page."),
        ),
        minutes=2,
    ),
    Kind(
        code="sender.own_refused",
        audience=Audience.CUSTOMER,
        purpose="sender_authorized",
        brief="Customer's own sender ID refused",
        title="Intacct did not accept your sender ID or password",
        saw="Intacct refused the sender ID **{sender_id}** with the password we hold, and does "
        "not say which of the two is wrong.",
        why="Most likely the password was typed instead of pasted, or a letter of the sender ID "
        "differs.",
        fix=(
            Act(text="Compare the sender ID with the one Sage gave you, capital letters included."),
            Act(text="Paste its password here again, and check again."),
        ),
        minutes=3,
    ),
)
