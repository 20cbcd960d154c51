"""The guide format (design D7): plain Python that reads a vendor's guide and names its mistakes."""
