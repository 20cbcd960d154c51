"""FF27 to FF29, FF31, FF32, FF38, FF39: what stands around the steps."""

from tests.checklists.features.feature import Feature

FEATURES = {
    "FF27 versions, review date, release": Feature(
        {"guide": "changes: [{version: 1, on: 2026-11-21, text: First version.}]"},
        lambda guide: guide.changes[0].version == guide.version,
        old="on: 2026-11-21",
        new="on: yesterday",
        spot="on: yesterday",
        sentence='"on" must be a date such as 2026-11-21.',
    ),
    "FF28 translations of texts and labels": Feature(
        {
            "guide": """
            translations:
              - language: de
                words: [{of: Company ID, to: Firmen-ID}, {of: Open the page, to: Seite öffnen}]
            """
        },
        lambda guide: (
            (
                guide.translated("de").variable("company_id").label,
                guide.translated("de").step("work").instructions[0].title,
                guide.translated("de").step("company").title,
                guide.translated("fr"),
            )
            == ("Firmen-ID", "Seite öffnen", "Name your company", guide)
        ),
        old="of: Open the page",
        new="of: Open the door",
        spot="of: Open the door",
        sentence="The guide says this nowhere, so that nothing is translated.",
    ),
    "FF29 include another guide's sections": Feature(
        {"guide": "includes: [{guide: other@1, sections: [extra], before: start}]"},
        lambda guide: (
            [each.id for each in guide.sections] == ["extra", "start"]
            and guide.variable("contact").label == "Contact"
        ),
        old="sections: [extra]",
        new="sections: [nothing]",
        spot="sections: [nothing]",
        sentence='other@1 has no section "nothing".',
    ),
    "FF31 network facts": Feature(
        {
            "guide": "network: [{what: Larch calls from here., "
            "addresses: [203.0.113.7, 198.51.100.0/24, api.larch.example]}]"
        },
        lambda guide: len(guide.network[0].addresses) == 3,
        old="203.0.113.7",
        new="203.0.113.777",
        spot="203.0.113.777",
        sentence='"203.0.113.777" is no address, network or host name.',
    ),
    "FF32 glossary with aliases": Feature(
        {
            "guide": "glossary: "
            "[{term: sender ID, means: Who calls., aliases: [License Key, License Username]}]"
        },
        lambda guide: "License Key" in guide.glossary[0].aliases,
        old="aliases: [License Key, License Username]",
        new="aliases: License Key",
        spot="aliases: License Key",
        sentence='"aliases" must be a list.',
    ),
    "FF38 out of scope": Feature(
        {"guide": "out_of_scope: [{what: Mapping of accounts., url: https://larch.example/map}]"},
        lambda guide: guide.out_of_scope[0].what == "Mapping of accounts.",
        old="what: Mapping of accounts.",
        new="what: 'Mapping of {accounts}.'",
        spot="what: 'Mapping of",
        sentence='There is no variable "accounts" here.',
    ),
    "FF39 messages to a third party": Feature(
        {
            "guide": """
            messages:
              - id: ask-sage
                to: Your Sage account manager
                subject: Web Services for {company_id}
                body:
                  - Add Web Services to {company_id}.
            """,
            "variables": "- {name: pass_word, label: Password, owner: customer, kind: secret}",
            "step": "asks: [pass_word]\n"
            "hand_offs: [{to: sage_account_manager, via: mail, message: ask-sage}]",
        },
        lambda guide: guide.message("ask-sage").subject.names == {"company_id"},
        old="Add Web Services to {company_id}.",
        new="My password is {pass_word}.",
        spot="My password is {pass_word}.",
        sentence='The secret "pass_word" may only be asked for, never shown.',
    ),
}
