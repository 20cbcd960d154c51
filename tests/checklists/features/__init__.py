"""One small snippet for each feature FF01 to FF39 of `reference/market.md` §4."""
