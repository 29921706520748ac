"""The screens over many people, beside an application with nothing in it."""

from collections.abc import Iterator, Sequence

from benchmarks.measuring import SIZES, Line, children
from benchmarks.rows.browsing import MOST_PEOPLE
from benchmarks.shelf import Shelf

PAINT, KEY = 0.15, 0.02
"""What the list may take beyond an empty application: the first time, and for a key."""
KEYS = {"down": "one line down", "page": "one page down", "letter": "one letter of a name, found and drawn"}


def screens(shelf: Shelf, sizes: Sequence[str]) -> Iterator[Line]:
    """Sizes are people here. The test driver's own cost of a key is in both figures."""
    bare = children("empty")
    yield Line("screens", "empty application: first paint", "-", "ms", bare["seconds"].over(1e-3))
    yield Line("screens", "empty application: a key", "-", "ms", bare["key"].over(1e-3))
    yield Line("screens", "empty application: peak memory", "-", "MiB", bare["peak_mib"])
    for size in (each for each in sizes if SIZES[each] <= MOST_PEOPLE):
        found = children("listed", shelf.people(size).path)
        base, key = bare["seconds"].median, bare["key"].median
        yield Line("screens", "start: first paint", size, "ms", found["seconds"].over(1e-3), "empty", found["seconds"].median / base)
        more = found["list"].median - base
        target = f"<= empty + {PAINT * 1000:.0f} ms"
        yield Line(
            "screens",
            "list of everyone: first paint",
            size,
            "ms",
            found["list"].over(1e-3),
            "empty",
            found["list"].median / base,
            target,
            more <= PAINT,
        )
        for name, what in KEYS.items():
            met = found[name].median - key <= KEY if name != "letter" else None
            target = f"<= empty + {KEY * 1000:.0f} ms" if name != "letter" else ""
            yield Line("screens", what, size, "ms", found[name].over(1e-3), "empty", found[name].median / key, target, met)
        yield Line("screens", "peak memory", size, "MiB", found["peak_mib"], "empty", found["peak_mib"].median / bare["peak_mib"].median)
