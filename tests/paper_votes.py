"""A vote on paper, typed step by step: two stacks, two counters, cells that differ, a third count, a certificate."""

from pathlib import Path

from cadre_ledger.values.tallies import VoteKind
from councils import council
from terminals import Said, Terminal

ONE, TWO, THREE, CHAIR = "Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba", "Lý Thị Chủ"
BODY = "Ban Chấp hành Đảng bộ tỉnh Sông Giang"
PLACE = "Hội trường tỉnh Sông Giang"
NAMES = ("Nguyễn Thị Ánh Tuyết", "Trần Đức Lương", "Võ Nguyễn Hoàng Phương Uyên Thư", "Đỗ Thị Ngọc Ẩn")
POSTS = ("Phó Bí thư Thường trực", "Giám đốc Sở Nông nghiệp và Môi trường", "Chủ tịch Ủy ban Mặt trận Tổ quốc", "Trưởng ban Tổ chức")
MEMBERS = tuple(f"Thành viên {number}" for number in range(1, 31))
# By stack: the entries of both counters; they differ in two cells of the third person in the first stack.
STACKS = (
    ((("2;3;9;1", "9;4;2;0", "8;5;1;1"), ("2;3;9;1", "9;4;2;0", "7;6;1;1"))),
    ((("1;2;10;1", "11;2;1;0", "6;6;2;0"), ("1;2;10;1", "11;2;1;0", "6;6;2;0"))),
)
# By stack and person: the binding vote has two levels.
BINDING = (
    ((("5;9;1", "12;3;0", "10;4;1"), ("5;9;1", "12;3;0", "10;4;1"))),
    ((("4;10;0", "13;1;0", "9;5;0"), ("4;10;0", "13;1;0", "9;5;0"))),
)
STEPS = ("convened", "opened", "struck", "boxed", "announced", "locked", "compared", "settled", "certified")
DAY = "2026-05-10"


def done(said: Said) -> Said:
    assert said.status == 0, said.words
    return said


def held(path: Path, upto: str = "certified", *, authority: str = "party", kind: VoteKind = VoteKind.CONFIDENCE) -> Terminal:
    """Someone before the ledger of a council that has come up to a step."""
    council(path, authority)
    terminal = Terminal(path)
    done(terminal("body", "add", "HD", BODY))
    done(terminal("body", "member", "add", "HD", *MEMBERS, "--since", "2021-06-25"))
    return go_on(terminal, STEPS[: STEPS.index(upto) + 1], kind)


def go_on(terminal: Terminal, steps: tuple[str, ...], kind: VoteKind = VoteKind.CONFIDENCE) -> Terminal:
    """The same a few steps further."""
    for step in steps:
        _STEPS[step](terminal, kind)
    return terminal


def _convene(terminal: Terminal, kind: VoteKind) -> None:
    rows = (part for name, post in zip(NAMES, POSTS, strict=True) for part in ("--row", f"{name};{post}"))
    committee = (part for name in (ONE, TWO, THREE) for part in ("--committee", name))
    adopted = done(terminal("rules", "list", "--json")).text
    basis = ("vn/96-QD-TW-2023",) if "vn/96-QD-TW-2023" in adopted else ("vn/96-2023-QH15", "--calendar", "11")
    session = ("S1", "--body", "HD", "--kind", kind.value, "--held-on", DAY, "--place", PLACE, "--basis", *basis)
    done(terminal("vote", "convene", *session, *rows, *committee, "--yes"))


def _open(terminal: Terminal, kind: VoteKind) -> None:
    done(terminal("vote", "open", "S1", "--absent", "7;ốm nằm viện", "--absent", "8;đi công tác"))
    done(terminal("vote", "late", "S1", 7))


def _strike(terminal: Terminal, kind: VoteKind) -> None:
    done(terminal("vote", "strike", "S1", 2, "--why", "withdrawn", "--reason", "đơn xin rút"))


def _box(terminal: Terminal, kind: VoteKind) -> None:
    done(terminal("vote", "box", "S1", "--printed", 36, "--issued", 29, "--spoilt", 3, "--unused", 4))


def _announce(terminal: Terminal, kind: VoteKind) -> None:
    done(terminal("vote", "announce", "S1", "--collected", 29, "--stack", 15, "--stack", 14))


def _lock_one(terminal: Terminal, kind: VoteKind) -> None:
    lock(terminal, ONE, 1, kind)


def _compare(terminal: Terminal, kind: VoteKind) -> None:
    lock(terminal, TWO, 1, kind)
    compare(terminal, 1)


def _settle(terminal: Terminal, kind: VoteKind) -> None:
    if kind is VoteKind.CONFIDENCE:
        cells = ("--cell", "high=8", "--cell", "confidence=5", "--why", "misread", "--note", "phiếu số chín đọc nhầm ô")
        done(terminal("vote", "adjudicate", "S1", 4, "--batch", 1, *cells, "--actor", THREE))
    for counter in (ONE, TWO):
        lock(terminal, counter, 2, kind)
    compare(terminal, 2)


def _certify(terminal: Terminal, kind: VoteKind) -> None:
    done(terminal("vote", "certify", "S1", "--minutes", "12/BB-BKP", "--actor", CHAIR, "--yes"))


def lock(terminal: Terminal, counter: str, batch: int, kind: VoteKind = VoteKind.CONFIDENCE) -> None:
    """One counter's entry of one stack."""
    rows = (STACKS if kind is VoteKind.CONFIDENCE else BINDING)[batch - 1][(ONE, TWO).index(counter)]
    typed = [part for row in rows for part in ("--row", row)]
    done(terminal("vote", "count", "S1", "--batch", batch, *typed, "--actor", counter, typed=f"mật mã {counter}\n"))


def compare(terminal: Terminal, batch: int) -> None:
    """Both entries opened."""
    done(terminal("vote", "compare", "S1", "--batch", batch, typed=f"mật mã {ONE}\nmật mã {TWO}\n"))


_STEPS = {
    "convened": _convene,
    "opened": _open,
    "struck": _strike,
    "boxed": _box,
    "announced": _announce,
    "locked": _lock_one,
    "compared": _compare,
    "settled": _settle,
    "certified": _certify,
}
