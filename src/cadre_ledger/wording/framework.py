"""What the command-line framework says of itself. Typer translates a few phrases and writes the rest in English."""

import re
from collections.abc import Mapping

from cadre_ledger.wording.catalogue import N_, Words

# Texts that typer passes through gettext; a `Words` can stand in for its `_`.
PASSED_THROUGH = (
    N_("Usage: "),
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("default: {default}"),
    N_("[default: {}]"),
    N_("required"),
    N_("[required]"),
    N_("env var: {var}"),
    N_("(dynamic)"),
    N_("Error"),
    N_("Aborted!"),
)

# Sentences that come ready made; the first pattern that fits one whole is taken, so the narrower stand first.
SENTENCES = (
    N_("Error: {problem}"),
    N_("Try '{command}' for help."),
    N_("Missing command."),
    N_("Missing argument {name}."),
    N_("Missing argument {name}. {problem}"),
    N_("Missing option {name}."),
    N_("Missing option {name}. {problem}"),
    N_("No such command {name}. Did you mean {near}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {near})"),
    N_("No such option: {name}"),
    N_("Got unexpected extra argument(s) ({values})"),
    N_("Option {name} requires an argument."),
    N_("Option {name} requires {count} arguments."),
    N_("Option {name} does not take a value."),
    N_("Argument {name} takes {count} values."),
    N_("Invalid value for {name}: {problem}"),
    N_("Invalid value: {problem}"),
    N_("{value} is not one of {known}."),
    N_("Could not open file {file}: {problem}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
    N_("Input should be greater than or equal to {least}"),
    N_("Input should be less than or equal to {most}"),
)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", sentence)
    texts = [f"(?P<{piece}>.+?)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)]
    return re.compile("".join(texts), re.DOTALL)


PATTERNS: Mapping[str, re.Pattern[str]] = {sentence: _pattern(sentence) for sentence in SENTENCES}


def translated(words: Words, text: str) -> str:
    """A ready-made sentence of the framework in the reader's language; what is not known stays as it is."""
    for sentence, pattern in PATTERNS.items():
        found = pattern.fullmatch(text)
        if found is not None:
            facts = {name: translated(words, value) if name == "problem" else value for name, value in found.groupdict().items()}
            return words(sentence, **facts)
    return text
