"""Answers as words that people read: one module a subject; the command line prints them, the screens open them."""
