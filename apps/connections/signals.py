"""What connections tell the floors above, inside the transaction that made it true."""

from django.dispatch import Signal

approval_finished = Signal()
"""Sent with ``connection`` and ``approval`` when an attempt is over, however it ended."""
