"""The packs of a bundle: the files that decide, read again by the strict loader."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rules.errors import PackIsBroken
from rules.library import SHIPPED, Library, shipped
from rules.loader import PARTS, manifest_of
from rules.stack import Stack
from rules.trial import try_packs

FOLDER = "packs/"
_TESTS = "tests"


def files_of(packs: Stack, folder: Path = SHIPPED) -> dict[str, bytes]:
    """Return the files of the packs that decide, by their names in a bundle.

    A pack's own tests decide nothing, and are left out.
    """
    folders = {manifest_of(path.parent)[0]: path.parent for path in folder.glob("*/pack.yaml")}
    return {
        f"{FOLDER}{pack.id}/{path.relative_to(folders[pack.id]).as_posix()}": path.read_bytes()
        for pack in packs.packs
        for path in sorted(_read_from(folders[pack.id]))
    }


def decides(name: str) -> bool:
    """Return whether a file of a bundle is one of those that a pack is read from.

    >>> decides("packs/uk/rules/award.yaml"), decides("packs/uk/tests/award.yaml")
    (True, False)
    """
    match name.split("/"):
        case ["packs", _, "pack.yaml"]:
            return True
        case ["packs", _, file] | ["packs", _, file, _] if name.endswith(".yaml"):
            return file.removesuffix(".yaml") in PARTS and not file.startswith(_TESTS)
        case _:
            return False


def _read_from(folder: Path) -> Iterator[Path]:
    yield folder / "pack.yaml"
    for part in PARTS:
        if part != _TESTS:
            yield from (path for path in (folder / f"{part}.yaml",) if path.exists())
            yield from (folder / part).glob("*.yaml")


@contextmanager
def library_of(files: Mapping[str, bytes]) -> Iterator[Library]:
    """Give the library of the packs in a bundle's files, unpacked for as long as it is used.

    Raises:
        PackIsBroken: a pack is not in the form that packs have, or the rules engine fails on it.
    """
    with tempfile.TemporaryDirectory(prefix="podium-packs-") as held:
        folder = Path(held)
        for name, data in files.items():
            if decides(name):
                path = folder / name.removeprefix(FOLDER)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        library = Library(folder)
        strangers = [id_ for id_ in library.ids() if not _is_shipped(library, id_)]
        if strangers:
            try_packs(folder, strangers)
        yield library


def _is_shipped(library: Library, id_: str) -> bool:
    """Return whether a pack is one that ships with Podium, whose rules the engine is known for."""
    ours = shipped()
    if id_ not in ours.ids():
        return False
    try:
        return library.pack(id_).sha256 == ours.pack(id_).sha256
    except PackIsBroken as error:
        raise PackIsBroken(f"{FOLDER}{error.place}", error.problem, error.remedy) from error
