"""Canonical JSON, the one text of a value by which it is kept, and the digests of texts."""

import hashlib
import json
from collections.abc import Callable


def canonical_text(value: object, *, default: Callable[[object], object] | None = None) -> str:
    """Return a value as JSON with its keys sorted and no white space.

    `default` turns into JSON what is none.

    >>> canonical_text({"places": 2, "criteria": ["é"]})
    '{"criteria":["é"],"places":2}'
    """
    return json.dumps(
        value, default=default, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def sha256_of(text: str) -> str:
    """Return the digest of a text's UTF-8 bytes, in hexadecimal.

    >>> sha256_of("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
