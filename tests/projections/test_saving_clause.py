"""What was begun under an old text ends under it, unless the new text says that it takes over."""

from datetime import date

from cadre_ledger.projections.judge import SessionVerdict
from cadre_ledger.projections.source import verdict
from folding import History
from ledgers import adoption, body
from regulations import PLAIN_TEXT
from stories import line, vote

# 16 of 30 are more than one half, and less than three fifths.
STRICTER = PLAIN_TEXT.replace('more_than = "1/2", less_than', 'more_than = "3/5", less_than')
TAKES_OVER = STRICTER.replace('authority = "state"', 'authority = "state"\npending = "new"')


def judged(new_text: str, as_of: date) -> SessionVerdict:
    history = History()
    for command in (body(), vote("S1", "2014-12-10", [line(1, 16)]), adoption([new_text], since="2020-01-01")):
        assert history.record(command), command
    return verdict(history.dossiers, history.dossiers["session", "S1"], as_of)


def flag_up(found: SessionVerdict) -> bool:
    return found.subjects[0].opened is not None


def test_a_changed_text_moves_nothing_that_was_begun_under_the_old_one() -> None:
    found = judged(STRICTER, date(2026, 5, 10))

    assert flag_up(found)
    assert found.regulation_digest == found.session.basis_digest


def test_a_text_that_takes_over_judges_what_was_begun_from_its_own_day_on() -> None:
    before, after = judged(TAKES_OVER, date(2019, 12, 31)), judged(TAKES_OVER, date(2020, 1, 1))

    assert flag_up(before)
    assert before.next_change == date(2020, 1, 1)
    assert not flag_up(after)
    assert after.regulation_digest != after.session.basis_digest
