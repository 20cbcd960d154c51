"""FF01 to FF03, FF18, FF24 to FF26, FF30, FF33, FF34, FF36: steps and their pages."""

from tests.checklists.features.feature import Feature

FEATURES = {
    "FF01 sections and steps with stable ids": Feature(
        {},
        lambda guide: guide.section_of("work").id == "start",
        old="- id: work",
        new="- id: company  # again",
        spot="- id: company  # again",
        sentence='"company" is defined twice.',
    ),
    "FF02 actor per step": Feature(
        {"step": "hint: x"},
        lambda guide: guide.step("work").actor == "intacct_admin",
        old="actor: intacct_admin",
        new="actor: somebody",
        spot="actor: somebody",
        sentence="\"actor\" must be 'intacct_admin', 'customer', 'mailbox_owner', ",
    ),
    "FF03 menu path with variants by generation": Feature(
        {
            "instruction": """
            path: [Company, Subscriptions]
            path_checked: 2026-11-01
            path_variants:
              - {label: Newer, path: [Company, Admin, Subscriptions], release: 2025 R4}
            """
        },
        lambda guide: guide.step("work").instructions[0].path_variants[0].release == "2025 R4",
        old="path_checked: 2026-11-01",
        new="path_checked: lately",
        spot="path_checked: lately",
        sentence='"path_checked" must be a date such as 2026-11-21.',
    ),
    "FF18 external waits": Feature(
        {"step": "wait: {who: sage_account_manager, what: A mail with the sender ID., days: 3}"},
        lambda guide: getattr(guide.step("work").wait, "days", 0) == 3,
        old="days: 3",
        new="days: soon",
        spot="days: soon",
        sentence='"days" must be a whole number.',
    ),
    "FF24 verification hooks": Feature(
        {"step": "probes: [{probe: read, object: GLACCOUNT}]"},
        lambda guide: guide.step("work").probes[0].object == "GLACCOUNT",
        old="object: GLACCOUNT}]",
        new="table: GLACCOUNT}]",
        spot="table: GLACCOUNT}]",
        sentence='Unknown member "table".',
    ),
    "FF25 hand-off to the vendor": Feature(
        {"step": "hand_offs: [{to: vendor_operator, via: portal, values: [company_id]}]"},
        lambda guide: guide.step("work").hand_offs[0].values == ("company_id",),
        old="values: [company_id]",
        new="values: [company]",
        spot="values: [company]",
        sentence='There is no variable "company".',
    ),
    "FF26 symptom, cause, step": Feature(
        {
            "step": """
            troubles:
              - {symptom: It fails., error: XL03, cause: A typo., text: Look., step: company}
            """
        },
        lambda guide: guide.step("work").troubles[0].step == "company",
        old="step: company}",
        new="step: nowhere}",
        spot="step: nowhere}",
        sentence='There is no step "nowhere".',
    ),
    "FF30 steps outside Intacct": Feature(
        {
            "instruction": """
            place: developer_console
            url: https://developer.sage.com/intacct/
            path: [Applications, Create new application]
            """
        },
        lambda guide: not guide.step("work").in_intacct,
        old="url: https:",
        new="url: javascript:",
        spot="url: javascript:",
        sentence='"url" must match',
    ),
    "FF33 optional steps and fields": Feature(
        {
            "variables": "- {name: location, label: Location, owner: customer, optional: true, "
            "exact_case: true}",
            "step": "optional: true\nasks: [location]",
            "instruction": "optional: true\nvalues: "
            "[{variable: location, label: Location, optional: true}]",
        },
        lambda guide: guide.step("work").optional and guide.variable("location").may_be_blank,
        old="optional: true\n        asks",
        new="optional: perhaps\n        asks",
        spot="optional: perhaps",
        sentence='"optional" must be true or false.',
    ),
    "FF34 several users with different rights": Feature(
        {
            "guide": """
            users:
              - {id: reader, label: Reader, kind: person, means: Reads., environments: [production]}
            """,
            "step": "user: reader",
        },
        lambda guide: guide.user(guide.step("work").user or "").kind == "person",
        old="user: reader",
        new="user: writer",
        spot="user: writer",
        sentence='There is no user "writer".',
    ),
    "FF36 confirmations on the page": Feature(
        {"instruction": "confirms: [{asks: Leave the page, answer: Select Leave.}]"},
        lambda guide: guide.step("work").instructions[0].confirms[0].answer == "Select Leave.",
        old="answer: Select Leave.",
        new="reply: Select Leave.",
        spot="reply: Select Leave.",
        sentence='Unknown member "reply".',
    ),
}
