"""Files that answers and papers are written to."""

import errno
import os
from pathlib import Path

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused


def must_be_writable(path: Path) -> None:
    """Refuse before anything is recorded, as far as one can tell without writing."""
    known = path if path.exists() else path.parent
    if path.is_dir() or not known.exists() or not os.access(known, os.W_OK):
        reason = os.strerror(errno.EISDIR if path.is_dir() else errno.EACCES if known.exists() else errno.ENOENT)
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=reason)


def write_file(path: Path, content: bytes) -> None:
    """The whole file, in the place of what was there."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path=str(path), reason=error.strerror or "") from None
