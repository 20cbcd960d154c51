"""FF07 to FF11, FF22, FF23: decisions, facts, repeats, environments, levels."""

from apps.checklists.guide.purposes import Purpose
from tests.checklists.features.feature import Feature

CHOICE = """
- id: choose
  title: Choose
  actor: customer
  minutes: 1
  decision:
    variable: level
    legend: Where?
    options:
      - {value: top, label: Top, consequence: One user., irreversible: true}
      - {value: single, label: One, consequence: One user.}
"""
FACT = """
- id: look
  title: Look for roles
  actor: intacct_admin
  minutes: 1
  decision:
    kind: fact
    variable: permission_type
    legend: Is there a Roles menu?
    options:
      - {value: role, label: Roles}
      - {value: user, label: No roles}
"""
LIST = """
- id: list
  title: List your entities
  actor: customer
  minutes: 1
  asks: [entity_ids]
"""
ENTITY_IDS = "- {name: entity_ids, label: Entity IDs, owner: customer, kind: list}"

FEATURES = {
    "FF07 conditions on facts and environment": Feature(
        {
            "steps": FACT,
            "step": """
            notes:
              - {text: Use a role., when: permission_type == role and environment != production}
            """,
        },
        lambda guide: (
            [
                len(step.notes)
                for env in ("production", "implementation")
                for step in guide.steps_for({"permission_type": "role", "environment": env})
                if step.id == "work"
            ]
            == [0, 1]
        ),
        old="permission_type == role",
        new="permission_type == group",
        spot="== group",
        sentence='"permission_type" has no option "group".',
    ),
    "FF08 fact-finding steps": Feature(
        {"steps": FACT},
        lambda guide: [each.variable for each in guide.facts] == ["permission_type"],
        old="label: Roles}",
        new="label: Roles, recommended: true}",
        spot="decision:",
        sentence='"permission_type" is a fact: nothing about it is recommended.',
    ),
    "FF09 alternatives with consequence and irreversible": Feature(
        {"steps": CHOICE},
        lambda guide: guide.decisions[0].options[0].irreversible,
        old="label: One, consequence: One user.}",
        new="label: One}",
        spot="decision:",
        sentence='Each option of the choice "level" needs a "consequence".',
    ),
    "FF10 skip if done, verified all the same": Feature(
        {"step": "skip_if_done: You have a Web Services user already."},
        lambda guide: Purpose.USER_EXISTS in guide.step("work").serves,
        old="        asks: [company_id]\n",
        new="        asks: [company_id]\n      - id: extra\n        title: More\n"
        "        actor: customer\n        minutes: 1\n        skip_if_done: It is done.\n"
        "        attest: {label: Done}\n",
        spot="skip_if_done: It is done.",
        sentence='Nothing verifies "extra" when it is skipped: give it a purpose.',
    ),
    "FF11 repeat per entity, environment, application, sender": Feature(
        {
            "variables": ENTITY_IDS,
            "steps": LIST,
            "step": "repeat: {each: entity_id, of: entity_ids}\nhint: For {entity_id}.",
        },
        lambda guide: (
            guide.items_of(guide.step("work"), {"entity_ids": "100\n200"}) == ("100", "200")
        ),
        old="of: entity_ids}",
        new="over: environment, of: entity_ids}",
        spot="repeat:",
        sentence='A repeat needs "of" exactly when it goes over a list.',
    ),
    "FF22 environments and immutable scope": Feature(
        {
            "variables": "- {name: scope_label, label: Client scope, owner: vendor, "
            "value: Production, immutable: true}",
            "steps": CHOICE.replace("irreversible: true", "environments: [production]"),
            "step": "hint: Take {scope_label}.",
        },
        lambda guide: (
            guide.variable("scope_label").immutable
            and not guide.decisions[0].options[0].suits("implementation")
        ),
        old="environments: [production]}",
        new="environments: [sandbox]}",
        spot="environments: [sandbox]}",
        sentence='The guide is not for the environment "sandbox".',
    ),
    "FF23 top level or entity": Feature(
        {
            "variables": """
            - {name: user_id, label: User ID, owner: customer, exact_case: true}
            - {name: entity_id, label: Entity ID, owner: customer, exact_case: true}
            - name: sign_in
              label: Sign in
              owner: portal
              derived: "{user_id}@{company_id}|{entity_id}"
            """,
            "step": "at_level: entity\nasks: [user_id, entity_id]\nhint: Sign in as {sign_in}.",
        },
        lambda guide: (
            guide.filled({"user_id": "u", "company_id": "C", "entity_id": "100"})["sign_in"]
            == "u@C|100"
        ),
        old="at_level: entity",
        new="at_level: middle",
        spot="at_level: middle",
        sentence="\"at_level\" must be 'top' or 'entity'.",
    ),
}
