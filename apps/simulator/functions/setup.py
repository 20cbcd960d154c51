"""What a company is made of: entities, subscriptions, preferences, financial setup.

Shapes: developer.intacct.com, Company & Console > Entities, Subscriptions, Financial setup.
"""

from apps.simulator.entities import accessible
from apps.simulator.functions.context import Context
from apps.simulator.permissions import subscribed
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, node

_GENERAL = {"PRIMARY_ACCTNO_LENGTH": "4", "BASECURR": "USD", "FIRSTMONTH": "1"}
_OF_A_MODULE = {"LOCATIONDIMENSION": "T", "DEPARTMENTDIMENSION": "T"}


def read_entity_details(_call: Element, context: Context) -> Element:
    """The entities the caller can access, one `<entity>` each."""
    company = context.company
    hidden = company.top_level_only and not context.assumptions.top_level_only_lists_entities
    ids = [] if hidden or not company.multi_entity else accessible(company, context.user)
    numbered = enumerate(company.entities, 1)
    return node("data", *(_entity(one.id, one.name, n) for n, one in numbered if one.id in ids))


def get_applications(_call: Element, context: Context) -> Element:
    """The codes of the subscribed modules, one `<application>` each."""
    return node("data", *(node("application", code) for code in context.company.applications))


def get_companyprefs(call: Element, context: Context) -> Element:
    """The preferences of one module; GEN stands for the company in general."""
    code = call.get("application", "")
    if code not in {"GEN", "ME"} and not subscribed(context.company, code):
        raise FunctionRefusal(Problem("", f"{code} module is not subscribed"))
    preferences = _GENERAL if code == "GEN" else _OF_A_MODULE
    return node("data", *(_preference(code, name, value) for name, value in preferences.items()))


def get_financial_setup(_call: Element, context: Context) -> Element:
    """Base currency, books and whether the company is a multi-entity shared one."""
    return node(
        "data",
        node(
            "financialSetup",
            node("baseCurrency", "USD"),
            node("defaultBook", "ACCRUAL"),
            node("firstFiscalMonth", "January"),
            node("multiBaseCurrency", "false"),
            node("multiBook", "false"),
            node("multiCurrency", "false"),
            node("multiEntityShared", "true" if context.company.multi_entity else "false"),
        ),
    )


def _entity(entity_id: str, name: str, number: int) -> Element:
    return node(
        "entity",
        node("id", entity_id),
        node("name", name),
        node("recordno", str(number)),
        node("currency", "USD"),
        node("firstfiscalmonth", "1"),
        node("firstfiscaltaxmonth", ""),
        node("weekstart", ""),
    )


def _preference(code: str, name: str, value: str) -> Element:
    return node(
        "companypref",
        node("application", code),
        node("preference", name),
        node("prefvalue", value),
    )
