"""One fault for each doubt of the lint: where to plant it, and the line it is told for."""

from dataclasses import dataclass, field

from tests.checklists.features.feature import guide_with

SECRET = "- {name: pass_word, label: Password, owner: customer, kind: secret, lifetime: For ever"


@dataclass(frozen=True)
class Planted:
    """Snippets for the smallest guide, words to replace in it, and the spot of the doubt."""

    spot: str
    snippets: dict[str, str] = field(default_factory=dict)
    old: str = ""
    new: str = ""

    @property
    def text(self) -> str:
        text = guide_with(**self.snippets)
        assert self.old in text
        return text.replace(self.old, self.new, 1)


def named(*variables: str) -> str:
    return "\n".join(f"- {{name: {each}, owner: customer}}" for each in variables)


FACT = """
- id: look
  title: Look
  actor: intacct_admin
  minutes: 1
  decision:
    kind: fact
    variable: kind
    legend: What do you see?
    options: [{value: role, label: Roles}, {value: user, label: None}]
- id: early
  title: Early
  actor: customer
  minutes: 1
  when: kind == user
  attest: {label: Done}
- id: late
  title: Late
  actor: customer
  minutes: 1
  when: kind == role
  needs: [early]
  attest: {label: Done}
"""
MATRIX = "matrices: [{id: rights, level: module, preset: All, rows: [{application: GL}]}]"

PLANTED = {
    "unused-prerequisite": Planted(
        "id: okta", {"guide": "prerequisites: [{id: okta, text: Okta.}]"}
    ),
    "variable-without-rule": Planted(
        "name: nick", {"variables": named("nick, label: Nickname"), "step": "asks: [nick]"}
    ),
    "secret-without-recipient": Planted(
        "name: pass_word",
        {
            "variables": SECRET + "}",
            "instruction": "values: [{variable: pass_word, label: Password, copyable: false}]",
        },
    ),
    "undetected": Planted(
        "id: unseen",
        {
            "variables": named("code, label: Code, exact_case: true"),
            "steps": "- {id: unseen, title: Do, actor: customer, minutes: 1, asks: [code], "
            "instructions: [{title: Do it}]}",
        },
    ),
    "contradiction": Planted("needs: [early]", {"steps": FACT}),
    "two-spellings": Planted(
        "path: [Company, Admin, Subscriptions]",
        {"instruction": "path: [Company, Subscriptions]"},
        old="path: [Company, Subscriptions]\n",
        new="path: [Company, Subscriptions]\n          - title: Again\n"
        "            path: [Company, Admin, Subscriptions]\n",
    ),
    "dead-condition": Planted(
        "when: kind == role and kind == user",
        {
            "steps": FACT,
            "step": "notes:\n  - text: Never.\n    when: kind == role and kind == user",
        },
    ),
    "unknown-probe": Planted("probe: guess", {"step": "probes: [{probe: guess}]"}),
    "permission-unspecified": Planted(
        "id: rights", {"guide": MATRIX.replace("preset: All", "preset: Unspecified")}
    ),
    "stale-path": Planted(
        "path: [Company", {"instruction": "path: [Company, Roles]\npath_checked: 2026-08-01"}
    ),
    "missing-picture": Planted(
        "pictures:", {"instruction": "pictures: [{alt: A form., file: form.png}]"}
    ),
    "unsourced": Planted(
        "text: Whence", {"step": "notes:\n  - {text: Here., seed: [S0.A1]}\n  - text: Whence?"}
    ),
    "idle-acceptance": Planted("lint: X9", {"guide": "accepted: [{lint: X9, why: Because.}]"}),
    "X1": Planted("id: work"),
    "X2": Planted("id: work", {"instruction": "path: [Company, Setup]"}),
    "X3": Planted(
        "id: work", old="- web_services_on", new="- web_services_on\n          - client_authorized"
    ),
    "X5": Planted("id: work"),
    "X6": Planted(
        "name: login",
        {
            "variables": named("login, label: User name, example: jo@larch, exact_case: true"),
            "step": "asks: [login]",
        },
    ),
    "X7": Planted(
        "name: pass_word",
        {
            "variables": "- {name: mailbox, label: Mailbox, owner: vendor, kind: email, "
            "value: it@larch.example}\n" + SECRET + ", mailed_to: mailbox}",
            "step": "asks: [pass_word]",
        },
    ),
    "X8": Planted(
        "label: Contact name",
        {"instruction": "values: [{variable: company_id, label: Contact name}]"},
    ),
    "X9": Planted(
        "title: Open the page",
        {
            "variables": "- {name: admin, label: Admin, owner: vendor, value: Full}",
            "instruction": "values: [{variable: admin, label: Admin privileges}]",
        },
    ),
    "X11": Planted("id: rights", {"guide": MATRIX}),
    "X12": Planted("id: work"),
    "X13": Planted("name: pass_word", {"variables": SECRET + "}", "step": "asks: [pass_word]"}),
    "X14": Planted("id: work"),
    "X15": Planted(
        "path: [Applications]", {"instruction": "place: developer_console\npath: [Applications]"}
    ),
    "X16": Planted(
        "label: Client", {"instruction": "values: [{variable: company_id, label: Client}]"}
    ),
    "X18": Planted("sections:"),
    "X20": Planted(
        "name: pass_word",
        {
            "variables": SECRET.replace(", lifetime: For ever", "}"),
            "step": "asks: [pass_word]",
        },
    ),
}
