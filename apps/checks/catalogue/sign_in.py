"""Findings about the Web Services user: its sign-in and the entities it may enter.

Menu paths and causes: ../shared/reference/ux.md §6.5 and ../shared/intacct/intacct-xml.md §5, §6.
"""

from apps.checks.findings import Act, Audience, Kind

_USERS = ("Company", "Admin", "Web Services users")

KINDS = (
    Kind(
        code="sign_in.refused",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="Sign-in refused",
        title="Intacct did not accept the user ID or password",
        saw="We signed in to **{company_id}** as `{user_id}`. Intacct refused, and does not say "
        "which of the two is wrong.",
        why="Most likely the user does not exist yet, the password was typed instead of pasted, "
        "a capital letter differs, or the user's status is Inactive.",
        fix=(
            Act(_USERS, "Compare the user ID letter by letter, and see that it is Active."),
            Act(text="If it matches, select **Edit**, then **Reset password**."),
            Act(
                text="Paste the new password here. Do not test it on the Intacct website: "
                "this kind of user cannot sign in there."
            ),
        ),
        minutes=3,
        may_lock=True,
    ),
    Kind(
        code="sign_in.stopped",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="Sign-in stopped working",
        title="Intacct no longer accepts the password",
        saw="Until {until} we signed in to **{company_id}** as `{user_id}`. Now Intacct refuses.",
        why="Most likely somebody reset the user's password or set the user to Inactive.",
        fix=(
            Act(_USERS, "See that the status of `{user_id}` is **Active**."),
            Act(text="Select **Edit**, then **Reset password**, and paste the new one here."),
            Act(
                text="Do not test it on the Intacct website: this kind of user cannot sign in "
                "there."
            ),
        ),
        minutes=3,
        may_lock=True,
    ),
    Kind(
        code="sign_in.locked",
        audience=Audience.CUSTOMER,
        purpose="user_signs_in",
        brief="User locked out",
        title="Intacct has locked the Web Services user",
        saw="Intacct says the user `{user_id}` is locked out.",
        why="Too many sign-ins with an old password, often from another product that uses "
        "the same user.",
        fix=(
            Act(_USERS, "Next to `{user_id}` select **Edit**."),
            Act(text="Set the status to **Active** and select **Save**."),
            Act(text="Give us the current password before you check again, or it locks again."),
        ),
        minutes=2,
        may_lock=True,
    ),
    Kind(
        code="entity.closed",
        audience=Audience.CUSTOMER,
        purpose="entity_access",
        brief="Entity {entity_id} cannot be opened",
        title="We cannot open entity {entity_id}",
        saw="The user `{user_id}` signs in, but not to entity **{entity_id}**.",
        why="The user is not allowed in that entity, or the entity ID is spelled differently.",
        fix=(
            Act(_USERS, "Next to `{user_id}` select **Edit**."),
            Act(
                text="Under **User entities** add **{entity_id}**, or leave the list empty "
                "for all entities. Select **Save**."
            ),
        ),
        minutes=2,
    ),
    Kind(
        code="entity.top_level_only",
        audience=Audience.CUSTOMER,
        purpose="entity_access",
        brief="Company allows the top level only",
        title="Your company allows the top level only",
        saw="Intacct says: “{quote}”",
        why="Multi-Entity Management is set to restrict access to the top level.",
        fix=(
            Act(
                ("Company", "Admin", "Subscriptions", "Multi-Entity Management", "Configure"),
                "Clear **Restrict access to top level only**, then **Save**.",
            ),
        ),
        minutes=2,
    ),
    Kind(
        code="entity.top_level_closed",
        audience=Audience.CUSTOMER,
        purpose="entity_access",
        brief="User sees only some entities",
        title="The user is limited to some entities",
        saw="The user `{user_id}` can open {seen} of the company's entities: {entities}.",
        why="Entities are assigned to the user. For the top level, none may be assigned.",
        fix=(
            Act(_USERS, "Next to `{user_id}` select **Edit**."),
            Act(text="Under **User entities** remove every entity, then select **Save**."),
        ),
        minutes=2,
    ),
)
