"""Small records that are never used when they are damaged: JSON that carries its own digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

_SEAL = "sha256"


def sealed(record: dict[str, Any]) -> str:
    """The text of a record, with a digest of itself."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps({_SEAL: digest, "record": record}, ensure_ascii=False, sort_keys=True)


def read_sealed(path: Path) -> dict[str, Any] | None:
    """Read a record back.

    Returns:
        The record; None where there is none, or its text is not what was written.
    """
    try:
        stored = json.loads(path.read_bytes())
        record: dict[str, Any] = stored["record"]
        intact = json.loads(sealed(record)) == stored
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if intact else None
