"""Files that answers and papers are written to."""

import errno
import os
from pathlib import Path

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.text import clean_note


def must_be_writable(path: Path) -> None:
    """Refuse before anything is recorded, as far as one can tell without writing."""
    try:
        known = path if path.exists() else path.parent
        if path.is_dir() or not known.exists() or not os.access(known, os.W_OK):
            reason = os.strerror(errno.EISDIR if path.is_dir() else errno.EACCES if known.exists() else errno.ENOENT)
            raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=reason)
    except OSError as error:
        # A name that is too long for any folder.
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=error.strerror or "") from None


def file_meant(text: str, proposed: Path) -> Path:
    """The file that is meant by what was typed: in a folder the name that was proposed, and its ending where none was typed.

    Refused where it could not be written.
    """
    typed = clean_note(text)
    try:
        path = Path(typed).expanduser()
        path = path / proposed.name if path.is_dir() else path
        path = path if path.suffix else path.with_suffix(proposed.suffix)
    except (OSError, RuntimeError) as error:
        # A name that is too long, or the home of somebody unknown.
        raise Refused(Code.OUTPUT_UNWRITABLE, path=typed, reason=os.strerror(getattr(error, "errno", errno.ENOENT))) from None
    must_be_writable(path)
    return path


def write_file(path: Path, content: bytes) -> None:
    """The whole file, in the place of what was there."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=error.strerror or "") from None
