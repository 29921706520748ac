"""The screens: the ledger in a terminal, by keys."""
