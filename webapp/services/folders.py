"""A folder of files that belong together: all are written before any is put in its place.

A letter of an earlier run that lay beside a later report could be sent by mistake. So the folder
keeps a list of what was written into it: what is on the list and unchanged is replaced or taken
away by the next run, and nothing else is ever touched.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rules.errors import PodiumError
from webapp.services.files import FileNotWritten, write_whole

CONTENTS = "contents.json"
FORMAT = "podium/contents/1"


class FolderIsTaken(PodiumError):
    """Something stands in the folder that Podium did not write, or that was changed since."""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made if need be, and return their paths.

    Files of an earlier run that are not among these are removed.

    Raises:
        FolderIsTaken: a file would be overwritten that is not as Podium wrote it.
        FileNotWritten: the folder cannot be made or written to.
    """
    _make(folder)
    earlier = _earlier(folder)
    _refuse_strangers(folder, files, earlier)
    written = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with _held(folder) as held:
        holding = Path(held)
        for name, data in files.items():
            write_whole(holding / name, data)
        for name in files:
            _move(holding / name, folder / name)
    for name in sorted(set(earlier) - set(files)):
        (folder / name).unlink(missing_ok=True)
    contents = {"format": FORMAT, "files": dict(sorted(written.items()))}
    write_whole(folder / CONTENTS, (json.dumps(contents, indent=2) + "\n").encode())
    return tuple(folder / name for name in files)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileNotWritten(
            str(folder), f"the folder cannot be made: {error.strerror}", "Name another folder"
        ) from error


def _held(folder: Path) -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(dir=folder, prefix=".writing-")
    except OSError as error:
        raise FileNotWritten(
            str(folder),
            f"the folder cannot be written to: {error.strerror}",
            "Name another folder, or ask for the right to write there",
        ) from error


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        raise FileNotWritten(
            str(target), f"it cannot be written: {error.strerror}", "Close or remove it"
        ) from error


def _earlier(folder: Path) -> dict[str, str]:
    """Return what earlier runs wrote and nobody has changed: digests by name."""
    try:
        listed = json.loads((folder / CONTENTS).read_bytes())
        files = listed["files"] if listed["format"] == FORMAT else {}
        plain = {name: digest for name, digest in files.items() if Path(name).name == name}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: digest for name, digest in plain.items() if _digest(folder / name) == digest}


def _refuse_strangers(folder: Path, files: Mapping[str, bytes], earlier: Mapping[str, str]) -> None:
    for name, data in files.items():
        path = folder / name
        is_same = _digest(path) == hashlib.sha256(data).hexdigest()
        if (path.exists() or path.is_symlink()) and name not in earlier and not is_same:
            raise FolderIsTaken(
                str(path),
                "it is there already, and not as Podium wrote it",
                "Move it away, or name another folder; nothing was written",
            )


def _digest(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
