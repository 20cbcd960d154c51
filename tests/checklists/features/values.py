"""FF04 to FF06, FF12 to FF17, FF19 to FF21, FF35, FF37: values, permissions, pictures, files."""

from tests.checklists.features.feature import Feature

MATRIX = """
matrices:
  - id: rights
    level: activity
    preset: Read only
    profile: Vendor bills
    when: environment == production
    rows:
      - {application: GL}
      - {application: GL, activity: Journal entries, preset: All, since: 1}
      - {application: GL, activity: Budgets, preset: None}
      - {application: GL, section: reports, rights: [Run]}
      - {application: AP, if_present: true, when: environment == implementation}
"""

FEATURES = {
    "FF04 scope, example, secret, derived, generated": Feature(
        {
            "variables": """
            - name: client_id
              label: Client ID
              owner: customer
              scope: environment
              generated_by: developer_console
            - {name: login, label: Login, owner: portal, derived: "{client_id}@{company_id}"}
            """,
            "step": "asks: [client_id]\nhint: Enter {login}.",
        },
        lambda guide: guide.filled({"client_id": "a", "company_id": "B"})["login"] == "a@B",
        old="{client_id}@{company_id}",
        new="{client_id}@{login}",
        spot="{client_id}@{login}",
        sentence='"login" must stand above "login".',
    ),
    "FF05 rules and sentinels": Feature(
        {
            "variables": """
            - name: location
              label: Location ID
              owner: customer
              max_length: 20
              pattern: {matches: '[A-Z0-9]+', says: Capital letters only.}
              sentinels: [{value: "", means: All entities}, {value: "-", means: One entity}]
            """,
            "step": "asks: [location]",
        },
        lambda guide: (
            [guide.variable("location").problem_with(each) for each in ("", "-", "a")]
            == [None, None, "Capital letters only."]
        ),
        old="[A-Z0-9]+",
        new="[A-Z0-9",
        spot="matches:",
        sentence='"matches" is no regular expression',
    ),
    "FF06 direction of a value": Feature(
        {"instruction": "values: [{variable: company_id, label: Company}]"},
        lambda guide: guide.directions("company_id") == {"paste_out", "bring_back"},
        old="variable: company_id,",
        new="variable: entity_id,",
        spot="variable: entity_id,",
        sentence='There is no variable "entity_id".',
    ),
    "FF12 matrix with presets": Feature(
        {"guide": "matrices: [{id: a, level: module, preset: All, rows: [{application: GL}]}]"},
        lambda guide: guide.demands({})[0].rights == ("List", "View", "Add", "Edit", "Delete"),
        old="preset: All",
        new="preset: Everything",
        spot="preset: Everything",
        sentence="\"preset\" must be 'All', 'Read only', 'None' or 'Unspecified'.",
    ),
    "FF13 activities, exceptions both ways, reports": Feature(
        {"guide": MATRIX},
        lambda guide: (
            [
                (each.activity, len(each.rights), each.forbidden)
                for each in guide.demands({"environment": "production"})
            ]
            == [
                ("", 2, False),
                ("Journal entries", 5, False),
                ("Budgets", 0, True),
                ("Reports", 1, False),
            ]
        ),
        old="level: activity",
        new="level: module",
        spot="- id: rights",
        sentence='Matrix "rights" names activities: set its level to "activity".',
    ),
    "FF14 conditional rows": Feature(
        {"guide": MATRIX.replace("    when: environment == production\n", "")},
        lambda guide: guide.demands({"environment": "implementation"})[-1].if_present,
        old="if_present: true",
        new="if_present: maybe",
        spot="if_present: maybe",
        sentence='"if_present" must be true or false.',
    ),
    "FF15 named profiles": Feature(
        {"guide": MATRIX},
        lambda guide: (
            guide.matrices[0].profile == "Vendor bills"
            and guide.demands({"environment": "implementation"}) == ()
        ),
        old="when: environment == production",
        new="when: bills == yes",
        spot="when: bills == yes",
        sentence='No earlier step decides "bills".',
    ),
    "FF16 pictures with alt text, missing is legal": Feature(
        {"instruction": "pictures: [{alt: The form of a role., missing: true}]"},
        lambda guide: guide.step("work").instructions[0].pictures[0].missing,
        old=", missing: true",
        new="",
        spot="pictures:",
        sentence='A picture has either a "file" or "missing: true".',
    ),
    "FF17 notes and warnings": Feature(
        {"step": "notes: [{text: Ignore the charge., severity: warning}]"},
        lambda guide: guide.step("work").notes[0].severity == "warning",
        old="severity: warning",
        new="severity: alarm",
        spot="severity: alarm",
        sentence="\"severity\" must be 'note' or 'warning'.",
    ),
    "FF19 files, with secrets in them": Feature(
        {
            "instruction": "files: "
            "[{name: key.json, direction: down, what: The client key., secret: true}]"
        },
        lambda guide: guide.step("work").instructions[0].files[0].secret,
        old="direction: down",
        new="direction: sideways",
        spot="direction: sideways",
        sentence="\"direction\" must be 'down' or 'up'.",
    ),
    "FF20 several senders, one of them the customer's": Feature(
        {
            "guide": """
            senders:
              - {id: ours, label: Larch, sender_id: our_sender}
              - {id: theirs, label: Yours, sender_id: own_sender, password: own_password}
            """,
            "variables": """
            - {name: our_sender, label: Sender ID, owner: vendor, value: LarchMPP}
            - {name: own_sender, label: Your sender ID, owner: customer, exact_case: true}
            - {name: own_password, label: Sender password, owner: customer, kind: secret}
            """,
            "step": "asks: [own_sender, own_password]",
        },
        lambda guide: guide.sender("theirs").password == "own_password",
        old="asks: [own_sender, own_password]",
        new="asks: [own_sender]",
        spot="id: theirs",
        sentence='Ask for the password of the sender "theirs" as well.',
    ),
    "FF21 ways to sign in": Feature(
        {},
        lambda guide: guide.auth == "xml",
        old="auth: xml",
        new="auth: carrier_pigeon",
        spot="auth: carrier_pigeon",
        sentence="\"auth\" must be 'xml', 'authorization_code' or 'client_credentials'.",
    ),
    "FF35 a value that only a picture showed": Feature(
        {"instruction": "values: [{variable: company_id, label: Company, from_picture: true}]"},
        lambda guide: guide.step("work").instructions[0].values[0].from_picture,
        old="from_picture: true",
        new="from_picture: 1",
        spot="from_picture: 1",
        sentence='"from_picture" must be true or false.',
    ),
    "FF37 configuration tables": Feature(
        {"instruction": "settings: [{field: Document sequencing, value: Off}]"},
        lambda guide: guide.step("work").instructions[0].settings[0].value == "Off",
        old="value: Off",
        new="value: '{off'",
        spot="value: '{off'",
        sentence="A brace stands alone",
    ),
}
