"""The functions of the gateway that are imitated, by the name they have in a request."""

from apps.simulator.functions import definitions, queries, reads, sessions, setup, users, writes
from apps.simulator.functions.context import Imitation

IMITATED: dict[str, Imitation] = {
    "getAPISession": sessions.get_api_session,
    "readEntityDetails": setup.read_entity_details,
    "get_applications": setup.get_applications,
    "get_companyprefs": setup.get_companyprefs,
    "getFinancialSetup": setup.get_financial_setup,
    "getUserPermissions": users.get_user_permissions,
    "readUserFormatting": users.read_user_formatting,
    "query": queries.query,
    "readByQuery": reads.read_by_query,
    "readMore": reads.read_more,
    "read": reads.read,
    "readByName": reads.read_by_name,
    "lookup": definitions.lookup,
    "inspect": definitions.inspect,
    "create": writes.create,
    "update": writes.update,
    "delete": writes.delete,
}
