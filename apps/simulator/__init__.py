"""An imitated Sage Intacct, written from its documents only and sharing no code with our client.

A stranger in this house: it imports nothing from other apps, and nothing imports it.
`docs/simulator.md` says how to start it, what it imitates and what it merely assumes.
"""
