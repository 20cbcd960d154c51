"""What the checks tell the floors above, inside the transaction that made it true."""

from django.dispatch import Signal

run_finished = Signal()
"""Sent with ``connection`` and ``run`` when a run's proofs and findings have been written."""
