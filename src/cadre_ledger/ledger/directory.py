"""A ledger is a directory: what lies where in it, who may read it, and where it may not lie."""

import json
import os
import sqlite3
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cadre_ledger.ledger import pages
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, LedgerError, NotFound, Refused

SUFFIX = ".ledger"
INVENTED = "invented/"
"""What the origin of an invented ledger begins with; the origin of no other can, for it is made of letters, digits and dashes."""
# File systems on which SQLite's write-ahead log is not safe between machines.
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "davfs", "fuse.sshfs", "fuse.davfs2"})


@dataclass(frozen=True, slots=True)
class Founding:
    """What entry 1 says, read raw: without it no stream id can be computed."""

    origin: str
    name: str
    namespace: UUID
    time_zone: str
    authority: str

    @property
    def invented(self) -> bool:
        """Whether nobody in this ledger exists; everything made from it says so."""
        return self.origin.startswith(INVENTED)


@dataclass(frozen=True, slots=True)
class Directory:
    """The paths of one ledger."""

    path: Path

    @property
    def events(self) -> Path:
        """Events, and nothing but events and the keys of their commands."""
        return self.path / "events.db"

    @property
    def settings(self) -> Path:
        """Convenience: compared with the founding event, never believed against it."""
        return self.path / "ledger.toml"

    @property
    def drafts(self) -> Path:
        """What is being typed."""
        return self.path / "drafts"

    @property
    def incidents(self) -> Path:
        """What went wrong inside the program; nothing of anyone's data."""
        return self.path / "incidents"

    def views(self, generation: int) -> Path:
        """One generation of read models; may be deleted at any time."""
        return self.path / f"views-{generation}.db"

    def create(self) -> None:
        """Make the directory for its owner alone, or refuse a place that cannot hold a ledger."""
        if self.events.exists() and self._begun():
            raise Refused(Code.ALREADY_FOUNDED, path=str(self.path))
        _refuse_network(self.path)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.drafts.mkdir(mode=0o700, exist_ok=True)
            self.events.touch(mode=0o600)
        except OSError as error:
            raise Broken(Code.STORE_BROKEN, reason=error.strerror or str(error)) from None

    def _begun(self) -> bool:
        """Whether there is an entry; what a founding that was cut short left behind holds none."""
        connection = pages.open_reading(self.events)
        try:
            return pages.head(connection) > 0
        except sqlite3.OperationalError:
            return False
        except sqlite3.DatabaseError:
            return True
        finally:
            connection.close()

    def must_exist(self) -> None:
        """Refuse what is not a ledger, and what cannot be opened safely."""
        if not self.events.is_file() or self.events.stat().st_size == 0:
            raise NotFound(Code.NO_LEDGER, path=str(self.path))
        _refuse_network(self.path)
        if not os.access(self.path, os.W_OK) or not os.access(self.events, os.W_OK):
            # Without write access SQLite would not see what is still in the write-ahead log.
            raise Refused(Code.READ_ONLY, path=str(self.path))

    def write_settings(self, founding: Founding, language: str) -> None:
        """The settings file of a new ledger."""
        lines = {"origin": founding.origin, "name": founding.name, "time_zone": founding.time_zone, "language": language}
        text = "".join(f'{key} = "{_escaped(value)}"\n' for key, value in lines.items())
        self.settings.write_text(text, encoding="utf-8")
        self.settings.chmod(0o600)

    def language(self) -> str | None:
        """The language that the ledger's people use, if its settings say so."""
        try:
            language = tomllib.loads(self.settings.read_text(encoding="utf-8")).get("language")
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            return None
        return language if isinstance(language, str) else None

    def founding(self) -> Founding:
        """Entry 1, compared with the settings file."""
        connection = pages.open_reading(self.events)
        try:
            stored = pages.row(connection, 1)
        finally:
            connection.close()
        if stored is None or not stored[3].startswith("charter.founded/"):
            raise Broken(Code.STORE_BROKEN, reason="entry 1 is not a founding")
        try:
            event = json.loads(stored[4])["event"]
            fields = {name: event[name] for name in ("origin", "name", "time_zone", "authority")}
            founding = Founding(namespace=UUID(event["namespace"]), **fields)
        except (ValueError, KeyError, TypeError):
            raise Broken(Code.STATE_UNREADABLE, topic=stored[3], version=1) from None
        self._compare_settings(founding)
        return founding

    def _compare_settings(self, founding: Founding) -> None:
        if not self.settings.exists():
            return
        try:
            settings = tomllib.loads(self.settings.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Broken(Code.FOUNDING_DIFFERS, field="ledger.toml", found=str(error), founded="TOML") from None
        for field in ("origin", "time_zone"):
            if field in settings and settings[field] != getattr(founding, field):
                raise Broken(Code.FOUNDING_DIFFERS, field=field, found=str(settings[field]), founded=getattr(founding, field))

    def open_to_others(self) -> list[Path]:
        """Files of the ledger that more than their owner may read."""
        inside = [self.path, *(each for each in self.path.rglob("*"))]
        return [each for each in inside if stat.S_IMODE(each.stat().st_mode) & 0o077]


def locate(named: str | None, environment: str | None, here: Path) -> Directory:
    """The ledger that is named, or that the environment names, or the only `*.ledger` directory here."""
    if named or environment:
        return Directory(Path(str(named or environment)))
    candidates = sorted(each for each in here.glob(f"*{SUFFIX}") if each.is_dir())
    if len(candidates) == 1:
        return Directory(candidates[0])
    error: type[LedgerError] = NotFound
    raise error(Code.LEDGER_NOT_NAMED, found=len(candidates), names=", ".join(each.name for each in candidates[:5]))


def _refuse_network(path: Path) -> None:
    kind = file_system(path, Path("/proc/self/mounts"))
    if kind in NETWORK:
        raise Refused(Code.NETWORK_FILE_SYSTEM, path=str(path), kind=kind)


def file_system(path: Path, mounts: Path) -> str | None:
    """The kind of the file system that holds a path, by the longest mount point; None where it cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    # A link must not hide what it leads to.
    absolute = path.resolve()
    best: tuple[int, str] | None = None
    for line in lines:
        _, point, kind = [*line.split(" "), "", "", ""][:3]
        mount = Path(point.replace("\\040", " "))
        if absolute.is_relative_to(mount) and (best is None or len(mount.parts) >= best[0]):
            best = (len(mount.parts), kind)
    return best[1] if best else None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
