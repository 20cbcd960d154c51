"""The catalogue of findings: every answer worth telling, in words, by code."""

from apps.checks.catalogue import company, oauth, rights, sign_in, troubles
from apps.checks.findings import Kind

CATALOGUE: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *company.KINDS,
        *sign_in.KINDS,
        *rights.KINDS,
        *oauth.KINDS,
        *troubles.OURS,
        *troubles.INTACCTS,
    )
}
