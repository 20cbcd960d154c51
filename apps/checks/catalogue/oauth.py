"""Findings about the REST way in: client applications, approvals, and users behind a client.

Menu paths and causes: ../shared/reference/ux.md §6.5 case 7, ../shared/intacct/intacct-rest.md §3
and ../shared/intacct/intacct-rest-errors.tsv.
"""

from apps.checks.findings import Act, Audience, Kind

_CLIENTS = ("Company", "Setup", "Company", "Security", "Authorized Client Applications")
_SENDERS = ("Company", "Setup", "Company", "Security", "Web Services authorizations")
_SUBSCRIPTIONS = ("Company", "Admin", "Subscriptions")
_USERS = ("Company", "Admin", "Web Services users")
_PEOPLE = ("Company", "Admin", "Users")
_COMPANY = ("Company", "Setup", "Company")
_APPROVE = "Continue to Sage Intacct from here, sign in to **{company_id}**, and select **Accept**."

APPLICATIONS = (
    Kind(
        code="client.unknown",
        audience=Audience.CUSTOMER,
        purpose="app_registered",
        brief="Client ID or secret refused",
        title="Intacct does not know the client ID or secret",
        saw="Intacct refused the client ID **{client_id}** with the secret we hold, and does not "
        "say which of the two is wrong.",
        why="Most likely the secret was copied with a space or only in part, it was replaced in "
        "the Sage Developer Console, or the client ID is that of another application.",
        fix=(
            Act(text="Open the application in the **Sage Developer Console**."),
            Act(text="Copy the **Client ID** and the **Secret Key** again, whole and unspaced."),
            Act(text="Paste both here, and check again."),
        ),
        minutes=3,
    ),
    Kind(
        code="client.not_authorized",
        audience=Audience.CUSTOMER,
        purpose="client_authorized",
        brief="Client application not authorized",
        title="Your company does not admit the client application",
        saw="**{company_id}** refused the client ID **{client_id}** for the user `{user_id}`.",
        why="Most likely the two are not on the list together, a capital letter of the user ID "
        "differs, or the application's Client Scope is Non-production and the company is not.",
        fix=(
            Act(_CLIENTS, "Look for **{client_id}**, or select **Add**."),
            Act(text="Paste the client ID and the Web Services user ID `{user_id}` exactly."),
            Act(text="Select **Save** twice: once in the pop-up, once on the page."),
            Act(text="For a production company the application needs the scope **Production**."),
        ),
        minutes=3,
    ),
    Kind(
        code="client.not_admitted",
        audience=Audience.CUSTOMER,
        purpose="client_authorized",
        brief="Let in, but no question answered",
        title="Your company turns the client application away",
        saw="Intacct let `{user_id}` in by the client ID **{client_id}**, then turned us away at "
        "the first question.",
        why="Most likely the sender ID of the application is not on the company's list, or is "
        "not Active there.",
        fix=(
            Act(text="Look up the sender ID in the **Sage Developer Console**."),
            Act(_SENDERS, "Select **Add**, paste it, and set the status to **Active**."),
            Act(text="Select **Save** twice: once in the pop-up, once on the page."),
        ),
        minutes=3,
    ),
    Kind(
        code="sender.not_admitted",
        audience=Audience.CUSTOMER,
        purpose="sender_authorized",
        brief="Approved, but sender ID not admitted",
        title="Intacct does not admit our sender ID",
        saw="Intacct knows your approval, and turned us away at the first question.",
        why="Most likely whoever approved is no administrator, and **{sender_id}** is not on the "
        "list of **{company_id}**. Web Services that is off looks the same.",
        fix=(
            Act(_SENDERS, "Select **Add**, paste `{sender_id}`, set the status to **Active**."),
            Act(text="Select **Save** twice: once in the pop-up, once on the page."),
            Act(_SUBSCRIPTIONS, "See that **Web Services** is **On**."),
        ),
        minutes=3,
    ),
)

USERS = (
    Kind(
        code="username.refused",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="User not let in by the client",
        title="Intacct does not let this user in",
        saw="Intacct refused `{user_id}` of **{company_id}** for the client ID **{client_id}**, "
        "and gives no reason.",
        why="Most likely a capital letter of the user ID differs, the user is not Active or not "
        "paired with the client, or Web Services is off for the company.",
        fix=(
            Act(_USERS, "Compare the user ID letter by letter, and see that it is Active."),
            Act(_CLIENTS, "See that **{client_id}** and `{user_id}` stand there together."),
            Act(_SUBSCRIPTIONS, "See that **Web Services** is **On**."),
        ),
        minutes=4,
    ),
    Kind(
        code="username.stopped",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="User no longer let in by the client",
        title="Intacct no longer lets this user in",
        saw="Until {until} Intacct let `{user_id}` of **{company_id}** in. Now it refuses, and "
        "gives no reason.",
        why="Most likely the user was renamed, locked or set to Inactive, or Web Services was "
        "switched off.",
        fix=(
            Act(_USERS, "See that `{user_id}` is there, and that its status is **Active**."),
            Act(_SUBSCRIPTIONS, "See that **Web Services** is **On**."),
            Act(_CLIENTS, "See that **{client_id}** and `{user_id}` stand there together."),
        ),
        minutes=4,
    ),
    Kind(
        code="user.not_active",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="User is {status}",
        title="The Web Services user is not active",
        saw="Intacct's record of `{user_id}` says **{status}**.",
        why="Somebody set it so, or Intacct did after too many sign-ins.",
        fix=(
            Act(_USERS, "Next to `{user_id}` select **Edit**."),
            Act(text="Set the status to **Active** and select **Save**."),
        ),
        minutes=2,
    ),
    Kind(
        code="module.unavailable",
        audience=Audience.CUSTOMER,
        purpose="role_permissions",
        brief="{application} is not available",
        title="{application} is not available in your company",
        saw="Intacct says: “{quote}”",
        why="Most likely the company has not subscribed to **{application}**.",
        fix=(
            Act(
                _SUBSCRIPTIONS,
                "Turn **{application}** on, or ask whoever manages your Sage contract.",
            ),
        ),
        minutes=5,
    ),
)

APPROVALS = (
    Kind(
        code="approval.ended",
        audience=Audience.CUSTOMER,
        purpose="oauth_approved",
        brief="Approval ended by Intacct",
        title="Intacct needs your approval again",
        saw="Intacct no longer accepts the approval that was given for **{company_id}**.",
        why="Most likely it was taken back in Intacct, the user who gave it was set to Inactive, "
        "or another product was approved with the same user.",
        fix=(
            Act(text=_APPROVE),
            Act(text="If it happens again, approve with an Intacct user that only we use."),
        ),
        minutes=3,
    ),
    Kind(
        code="approval.superseded",
        audience=Audience.CUSTOMER,
        purpose="oauth_approved",
        brief="Replaced by a newer approval",
        title="A newer approval has replaced this one",
        saw="The Intacct user who approved this connection has approved another one since.",
        why="Intacct keeps one approval for each user and company, and the newer ends the older.",
        fix=(
            Act(text="Choose another Intacct user for this connection."),
            Act(text=_APPROVE),
        ),
        minutes=4,
    ),
    Kind(
        code="approval.elsewhere",
        audience=Audience.CUSTOMER,
        purpose="oauth_approved",
        brief="Approved for {approved_company}",
        title="The approval is not for this connection",
        saw="You named **{company_id}**. The approval is for **{approved_company}**, by "
        "`{approved_user}`. We do not use it.",
        why="Most likely another company ID was typed on Intacct's sign-in page.",
        fix=(
            Act(text=_APPROVE),
            Act(text="Or ask to use the other company instead, if that is the one you mean."),
        ),
        minutes=3,
    ),
    Kind(
        code="approval.withdrawn",
        audience=Audience.CUSTOMER,
        purpose="oauth_approved",
        brief="Disconnected here",
        title="This connection was disconnected here",
        saw="Somebody chose **Disconnect**, which ended the approval for **{company_id}**.",
        fix=(Act(text=_APPROVE),),
        minutes=3,
    ),
    Kind(
        code="approver.not_active",
        audience=Audience.CUSTOMER,
        purpose="oauth_approved",
        brief="Approver is {status}",
        title="Whoever approved is not active in Intacct",
        saw="Intacct's record of `{user_id}`, who approved, says **{status}**.",
        why="An approval lends us that user's rights, and ends with the user.",
        fix=(
            Act(_PEOPLE, "Set the status of `{user_id}` to **Active**, or choose another user."),
            Act(text=_APPROVE),
        ),
        minutes=4,
    ),
    Kind(
        code="company.other",
        audience=Audience.CUSTOMER,
        purpose="company_id",
        brief="Approval is for {approved_company}",
        title="The approval is for another company",
        saw="You named **{company_id}**. Intacct says the approval is for **{approved_company}**.",
        why="Most likely the company ID was changed here after somebody approved.",
        fix=(
            Act(_COMPANY, "Read the **ID** under General information, and compare both."),
            Act(text="Correct the company ID here, or approve again in **{company_id}**."),
        ),
        minutes=3,
    ),
    Kind(
        code="entity.approver_limited",
        audience=Audience.CUSTOMER,
        purpose="entity_access",
        brief="Approver sees only some entities",
        title="Whoever approved is limited to some entities",
        saw="By the approval of `{user_id}` we can open {seen} of the company's entities: "
        "{entities}.",
        why="Entities are assigned to that user, and the approval lends us no more.",
        fix=(
            Act(_PEOPLE, "Next to `{user_id}` select **Edit**."),
            Act(text="Under **User entities** remove every entity, then select **Save**."),
            Act(text="Or approve again as a user who may open every entity."),
        ),
        minutes=3,
    ),
)

KINDS = (*APPLICATIONS, *USERS, *APPROVALS)
