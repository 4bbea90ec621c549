"""What the demonstration keeps for its owner's eyes alone: passwords, and the links of bidders."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

LINKS = "demo-links.json"


def keep_private(path: Path, value: Mapping[str, str]) -> None:
    """Write a file that nobody but its owner may read, whole or not at all."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(dict(value), file)
    Path(file.name).replace(path)


def kept_links(folder: Path) -> dict[str, str]:
    """Return the bidders' links of an earlier run by the reference of the tender, if it kept any.

    A link is kept nowhere else: where the file is gone, an officer sends a new one.
    """
    try:
        held = json.loads((folder / LINKS).read_text())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {}
