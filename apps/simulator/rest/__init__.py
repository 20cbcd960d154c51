"""The REST API (intacct-rest.md §§5 to 8): services, objects, and the five envelopes of errors."""
