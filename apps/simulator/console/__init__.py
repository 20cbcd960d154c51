"""Intacct's own pages, plainly: where a guide's menu paths lead, for a person or a browser."""
