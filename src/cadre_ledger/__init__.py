"""cadre-ledger: an event-sourced record of evaluations and votes of confidence."""

__version__ = "0.1.0"
