"""The languages: English is the language of the source, Vietnamese comes from the gettext catalogue beside it."""

import gettext
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from cadre_ledger.values.dates import PartialDate

DOMAIN = "cadre_ledger"
LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")


def N_(text: str) -> str:  # noqa: N802 - the name that extractors of gettext know
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


class Words:
    """Texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext.translation(DOMAIN, LOCALES, [self.language], fallback=self.language == "en")

    def __call__(self, text: str, **facts: object) -> str:
        """The text in this language with its facts filled in; a fact that is missing stays visible by its name."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format_map(_Facts(facts)) if facts else translated

    def day(self, day: PartialDate | date) -> str:
        """A day as people write it, at the precision that is known."""
        if isinstance(day, date):
            return self._day(day)
        if day.exact:
            return self._day(day.first)
        text = str(day)
        return "/".join(reversed(text.split("-"))) if self.language == "vi" else text

    def _day(self, day: date) -> str:
        from babel.dates import format_date

        return format_date(day, "dd/MM/yyyy", self.language) if self.language == "vi" else day.isoformat()

    def day_in_full(self, day: date) -> str:
        """`10 May 2026`, or `ngày 10 tháng 5 năm 2026`: as papers are dated, a nought before days below ten and months below three."""
        from babel.dates import format_date

        month = "MM" if day.month < 3 else "M"
        return format_date(day, f"'ngày' dd 'tháng' {month} 'năm' y" if self.language == "vi" else "d MMMM y", self.language)

    def number(self, value: Decimal) -> str:
        """`84,5` or `84.5`, with as many decimals as it has."""
        from babel.numbers import format_decimal

        exponent = value.as_tuple().exponent
        decimals = "0" * -exponent if isinstance(exponent, int) and exponent < 0 else ""
        return format_decimal(value, f"#,##0.{decimals}" if decimals else "#,##0", self.language)

    def percent(self, value: Decimal | str) -> str:
        """`53,19%` or `53.19%`, always with two decimals."""
        from babel.numbers import format_percent

        return format_percent(Decimal(value) / 100, "#,##0.00%", self.language)


class _Facts(dict[str, object]):
    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__(facts)

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
