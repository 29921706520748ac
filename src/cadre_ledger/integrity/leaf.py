"""The leaf of one stored record: length-prefixed bytes of exactly what is stored, and their RFC 6962 hash.

RFC 6962, section 2.1: the hash of a leaf is SHA-256 over a zero byte and the leaf.
"""

import hashlib
import struct
from uuid import UUID

HEAD = struct.Struct(">QQ")
LENGTH = struct.Struct(">Q")


def leaf_bytes(entry: int, stream_id: UUID, version: int, topic: str, state: bytes) -> bytes:
    """Entry and version as 8 bytes each, then stream id, topic and state, each after its length."""
    parts = (stream_id.bytes, topic.encode(), state)
    return HEAD.pack(entry, version) + b"".join(LENGTH.pack(len(part)) + part for part in parts)


def leaf_hash(leaf: bytes) -> bytes:
    """32 bytes that no other leaf has."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def signed_part(state: bytes) -> bytes:
    """A stored state without its stamp and without its signature: the bytes that were there when it was signed.

    Inside texts every quotation mark is escaped, so that the first bare name is the field's.
    """
    _, stream, rest = state.partition(b'"stream":')
    before, _, rest = rest.partition(b'"signature":')
    _, key, after = rest.partition(b',"key":"')
    return stream + before + key + after
