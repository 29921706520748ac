"""Key files of actors: where they lie, outside the ledger, and how one is made and unlocked for a single act."""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path

from cadre_ledger.domain.actors import Actor
from cadre_ledger.integrity import keyfile
from cadre_ledger.integrity.keyfile import COST, NONCE, SALT, Chance
from cadre_ledger.integrity.signing import SEED, KeyPair, possession
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.signing import Signer, enrolled, standing
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Broken, NotAllowed, NotFound, Refused

VARIABLE = "CADRE_LEDGER_KEYS"
Random = Callable[[int], bytes]
"""So many bytes of chance."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The key files of one ledger's actors in one directory; only their owner may read them."""

    path: Path
    origin: str

    @classmethod
    def of(cls, directory: Directory, environment: Mapping[str, str]) -> "Keys":
        """Where the environment or the ledger's settings say, else where the platform keeps settings; never in the ledger."""
        origin = directory.founding().origin
        named = environment.get(VARIABLE) or _setting(directory)
        base = (directory.path / named).expanduser() if named else user_config_path("cadre-ledger") / "keys"
        path = base / origin.replace("/", "-")
        if path.resolve().is_relative_to(directory.path.resolve()):
            raise Refused(Code.KEYS_INSIDE, path=str(path))
        return cls(path, origin)

    @classmethod
    def away(cls, origin: str, environment: Mapping[str, str]) -> "Keys":
        """On a machine without the ledger: where the environment says, else where the platform keeps settings."""
        named = environment.get(VARIABLE)
        base = Path(named).expanduser() if named else user_config_path("cadre-ledger") / "keys"
        return cls(base / origin.replace("/", "-"), origin)

    def file(self, actor: str) -> Path:
        """An actor's key file."""
        return self.path / f"{actor}.key"

    def new_file(self, actor: str) -> Path:
        """Where a new key waits until the ledger knows it."""
        return self.path / f"{actor}.new.key"

    def write(self, path: Path, content: bytes) -> None:
        """A key file that is there is never written over."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            raise Refused(Code.KEY_FILE_EXISTS, path=str(path)) from None
        except OSError as error:
            raise Broken(Code.KEY_FILE_UNWRITABLE, path=str(path), reason=error.strerror or str(error)) from None

    def discard(self, path: Path) -> None:
        """Of a key that the ledger did not take, nothing is kept."""
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def take(self, actor: str) -> None:
        """The new key in the place of the old one."""
        try:
            self.new_file(actor).replace(self.file(actor))
        except OSError as error:
            raise Broken(Code.KEY_FILE_UNWRITABLE, path=str(self.file(actor)), reason=error.strerror or str(error)) from None

    def unlock(self, actor: Actor, passphrase: str) -> Signer:
        """The actor's signer, as long as the caller holds it; refused with another passphrase or an older key."""
        waiting = _content(self.new_file(actor.code))
        if waiting is not None and keyfile.public_of(waiting, actor.code) == actor.public_key:
            # The change of key was recorded, and then cut short.
            self.take(actor.code)
        return unlocked_from(self.file(actor.code), self.origin, actor, passphrase)


def unlocked_from(path: Path, origin: str, actor: Actor, passphrase: str) -> Signer:
    """The signer of one key file, wherever it lies; refused with another passphrase or an older key."""
    content = _content(path)
    if content is None:
        raise NotFound(Code.NO_KEY_FILE, actor=actor.code, path=str(path))
    pair = keyfile.opened(content, origin, actor.code, passphrase)
    if pair.public != actor.public_key:
        raise NotAllowed(Code.KEY_UNKNOWN, actor=actor.code)
    return Signer(actor.code, pair.sign)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Broken(Code.KEY_FILE_UNWRITABLE, path=str(path), reason=error.strerror or str(error)) from None


def unlocked(ledger: Ledger, keys: Keys, people: Sequence[str], passphrase: Callable[[str], str]) -> tuple[Signer, ...]:
    """Those who sign together, each unlocked by the passphrase that is asked for by their code; the first is the author.

    Refuses whoever is not enrolled, or retired, before anything is asked.
    """
    known = enrolled(ledger)
    return tuple(keys.unlock(each, passphrase(each.code)) for each in [standing(known, code) for code in people])


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key pair just made, with its sealed file."""

    pair: KeyPair
    file: bytes

    @classmethod
    def made(cls, origin: str, actor: str, passphrase: str, random: Random, cost: int = COST) -> "NewKey":
        """A key of so much chance, sealed under the passphrase."""
        pair = KeyPair.of(random(SEED))
        return cls(pair, keyfile.sealed(pair, origin, actor, passphrase, Chance(random(SALT), random(NONCE)), cost))

    def proof(self, origin: str, actor: str, *told: str) -> str:
        """Signed by the new key: that its holder is this actor of this ledger, and what is told of them."""
        return self.pair.sign(possession(origin, actor, self.pair.public, *told))


def _setting(directory: Directory) -> str | None:
    try:
        named = tomllib.loads(directory.settings.read_text(encoding="utf-8")).get("keys")
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    return named if isinstance(named, str) else None
