"""Papers of a vote: what stands on each, made of its data."""
