"""Placeholder until merged."""

from textual.app import App


class SafeApp(App[int]):
    """Placeholder."""
