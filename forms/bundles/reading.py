"""A bundle, from bytes to what it holds; whether that is what was sealed, a replay finds out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.bundles.archive import read_archive
from forms.bundles.manifest import MANIFEST, Manifest, read_manifest
from forms.errors import InvalidInput
from rules.errors import PodiumError


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it came: `data` is the whole file, `files` what it holds but the manifest."""

    data: bytes = field(repr=False)
    manifest: Manifest
    manifest_data: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)


def read_bundle(data: bytes, *, name: str) -> Bundle:
    """Return the bundle that the bytes hold, its files unchecked against its manifest.

    Raises:
        InvalidInput: it is no zip as bundles are, or its manifest is missing or not one.
    """
    entries = dict(read_archive(data, name=name))
    manifest = entries.pop(MANIFEST, None)
    if manifest is None:
        problem, remedy = "the bundle does not hold it", "Give a file that podium bundle wrote"
        raise InvalidInput(name, (PodiumError(MANIFEST, problem, remedy),))
    return Bundle(data, read_manifest(manifest, name=f"{name}: {MANIFEST}"), manifest, entries)
