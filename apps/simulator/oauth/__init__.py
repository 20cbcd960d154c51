"""OAuth 2.0 (intacct-rest.md §4): discovery, the approval pages, tokens and their ends."""
