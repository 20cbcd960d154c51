"""Findings about what the company has switched on and what the user may read.

Menu paths and causes: ../shared/reference/ux.md §6.5 and ../shared/intacct/intacct-xml.md §5, §6.
"""

from apps.checks.findings import Act, Audience, Kind

_USERS = ("Company", "Admin", "Web Services users")
_ROLES = ("Company", "Admin", "Roles")
_SUBSCRIPTIONS = ("Company", "Admin", "Subscriptions")

KINDS = (
    Kind(
        code="module.not_subscribed",
        audience=Audience.CUSTOMER,
        purpose="module_subscribed",
        brief="{application} is not switched on",
        title="{application} is not switched on for your company",
        saw="Intacct's list of subscriptions for **{company_id}** does not have **{application}**.",
        why="The company has not subscribed to that application.",
        fix=(
            Act(
                _SUBSCRIPTIONS,
                "Turn **{application}** on, or ask whoever manages your Sage contract.",
            ),
        ),
        minutes=5,
    ),
    Kind(
        code="permission.missing",
        audience=Audience.CUSTOMER,
        purpose="role_permissions",
        brief="Permission missing: {application}",
        title="One permission is missing: {application}",
        saw="Intacct let us sign in, then refused when we asked for {words}: "
        "no permission to query {object}.",
        why="Most likely the role of `{user_id}` does not include **{activity}** "
        "in {application}. Changing the user type does not help.",
        fix=(
            Act(_ROLES, "Next to the role of `{user_id}` select **Subscriptions**."),
            Act(
                text="In the **{application}** row select **Permissions**, choose **All** "
                "(at least List and View for **{activity}**), then **Save**."
            ),
        ),
        minutes=1,
    ),
    Kind(
        code="permission.none",
        audience=Audience.CUSTOMER,
        purpose="role_permissions",
        brief="User has no permissions",
        title="This user cannot read anything yet",
        saw="Intacct let `{user_id}` sign in, then refused everything we asked for.",
        why="Most likely the user has no role, or its role has no permissions.",
        fix=(
            Act(_USERS, "Next to `{user_id}` select **Edit** and give it the role."),
            Act(_ROLES, "Check that the role has **{applications}**, each with permissions."),
        ),
        minutes=3,
    ),
    Kind(
        code="permission.short",
        audience=Audience.CUSTOMER,
        purpose="role_permissions",
        brief="Permissions fall short: {places}",
        title="The role lacks permissions the guide asks for",
        saw="Intacct's own list for `{user_id}` lacks: {lacking}.",
        why="Most likely a box was not ticked when the role was made.",
        fix=(
            Act(_ROLES, "Next to the role of `{user_id}` select **Subscriptions**."),
            Act(
                text="Select **Permissions** in the row of {places}, add what is missing, "
                "then **Save**."
            ),
        ),
        minutes=3,
    ),
)
