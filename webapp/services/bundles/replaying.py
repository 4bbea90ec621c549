"""Replaying: is everything in a bundle what was sealed, and does it come out again from its inputs?

First each file is held against the manifest. If an input is not what was sealed, nothing can be
said of the rest and nothing is recomputed. Otherwise everything is computed again from the
inputs alone, and held against the bundle: what each file says always, its bytes only under the
versions that the bundle was made with. At last the zip itself is held against the one form that
a bundle has.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from forms.bundles import MANIFEST, Bundle, Seal
from forms.errors import InvalidInput
from rules.errors import PodiumError
from webapp.services.bundles.archive import archive_bytes
from webapp.services.bundles.canonical import canonical_of, json_of
from webapp.services.bundles.differences import Difference, json_differences
from webapp.services.bundles.packs import FOLDER
from webapp.services.bundles.recomputation import LETTERS, TENDER, Computed, Recomputed, recompute
from webapp.services.bundles.versions import PODIUM, line_of, versions_here

_JSON = ".json"


class CannotBeHonoured(PodiumError):
    """The bundle needs another version of Podium, which could come to another result."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found.

    `made` is None where the inputs are not what was sealed, so that nothing was recomputed.
    `other_versions` names what is of another version here, so that bytes were not compared;
    `sha256` is the digest of the manifest.
    """

    sha256: str
    differences: tuple[Difference, ...]
    made: Recomputed | None
    other_versions: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether everything is as it was sealed, and came out again."""
        return not self.differences


def replay(bundle: Bundle) -> Replay:
    """Return what became of recomputing a bundle from what it holds.

    Raises:
        CannotBeHonoured: it needs another version of Podium.
        InvalidInput: its tender is as it was sealed, and is no tender.
        PodiumError: its packs are as they were sealed, and cannot be read; or nothing can be
            evaluated with them.
    """
    _refuse_other_podium(bundle)
    digest = hashlib.sha256(bundle.manifest_data).hexdigest()
    sealed = tuple(_against_manifest(bundle))
    others = tuple(_other_versions(bundle))
    if any(_is_input(one.file) for one in sealed):
        return Replay(digest, sealed, None, others)
    inputs = {name: data for name, data in bundle.files.items() if _is_input(name)}
    manifest = bundle.manifest
    made = recompute(inputs, issued_on=manifest.issued_on, draws=manifest.stress)
    found = (*sealed, *_of_inputs(bundle, made), *_of_files(bundle, made, has_bytes=not others))
    found += tuple(_of_seals(bundle, made, {one.file for one in found}))
    found = found or tuple(_of_archive(bundle))
    return Replay(digest, found, made, others)


def _is_input(name: str) -> bool:
    return name in {TENDER, LETTERS} or name.startswith(FOLDER)


def _refuse_other_podium(bundle: Bundle) -> None:
    here = versions_here()[PODIUM]
    if bundle.manifest.needs != line_of(here):
        raise CannotBeHonoured(
            f"{MANIFEST}: needs.podium",
            f"the bundle needs Podium {bundle.manifest.needs}, and this is {here}",
            f"Replay it with Podium {bundle.manifest.needs}: another could come to other results",
        )


def _other_versions(bundle: Bundle) -> Iterator[str]:
    here, made_with = versions_here(), bundle.manifest.made_with
    for name in sorted({*here, *made_with}):
        if here.get(name) != made_with.get(name):
            made = made_with.get(name, "no version")
            yield f"{name} {made}, here {here.get(name, 'not known')}"


def _against_manifest(bundle: Bundle) -> Iterator[Difference]:
    """Yield where the files are not those of the manifest."""
    listed = bundle.manifest.files
    for name in (TENDER,):
        if name not in listed and name not in bundle.files:
            yield Difference(name, "", "no such file", "there")
    for name, one in listed.items():
        if name not in bundle.files:
            yield Difference(name, "", "no such file", "there, as the manifest lists it")
        elif (data := bundle.files[name]) != b"" or one.size:
            yield from _against_seal(name, data, one)
    for name in bundle.files:
        if name not in listed:
            yield Difference(name, "", "this file", "absent: the manifest does not list it")


def _against_seal(name: str, data: bytes, one: Seal) -> Iterator[Difference]:
    digest = hashlib.sha256(data).hexdigest()
    if digest == one.sha256 and len(data) == one.size:
        return
    what = "bytes"
    if name.endswith(_JSON):
        is_said = _content(name, data) == one.content_sha256
        what = "bytes, though not a different content," if is_said else "bytes and a content"
    yield Difference(
        name, "", f"{what} of SHA-256 {digest[:16]}…", f"{one.sha256[:16]}…, as it was sealed"
    )


def _content(name: str, data: bytes) -> str:
    """Return the digest of what JSON says, empty if it is not JSON."""
    try:
        return hashlib.sha256(canonical_of(data, name)).hexdigest()
    except InvalidInput:
        return ""


def _of_inputs(bundle: Bundle, made: Recomputed) -> Iterator[Difference]:
    """Yield where the manifest says of the inputs what they do not."""
    manifest = bundle.manifest
    reference = made.evaluated.tender.reference
    if manifest.reference != reference:
        yield Difference(MANIFEST, "reference", f"“{manifest.reference}”", f"“{reference}”")
    if manifest.packs != made.packs:
        told = [
            ", ".join(f"{one.id} {one.sha256[:16]}…" for one in packs) or "no packs"
            for packs in (manifest.packs, made.packs)
        ]
        yield Difference(MANIFEST, "packs", told[0], told[1])


def _of_seals(bundle: Bundle, made: Recomputed, named: set[str]) -> Iterator[Difference]:
    """Yield where the manifest lists other files or contents, of those not `named` already.

    A pack's digest stands beside each of its files, and is told once, of the pack.
    """
    manifest = bundle.manifest
    for name, file in made.files.items():
        listed = manifest.files.get(name)
        is_told = name in named or (name.startswith(FOLDER) and manifest.packs != made.packs)
        if listed is None:
            yield Difference(name, "", "no such file", "there: it was recomputed")
        elif listed.content_sha256 != file.content_sha256 and not is_told:
            yield Difference(
                MANIFEST,
                f"files[{name}].content_sha256",
                f"{listed.content_sha256[:16]}…",
                f"{file.content_sha256[:16]}…",
            )
    for name in manifest.files:
        if name not in made.files:
            yield Difference(name, "", "this file", "absent: nothing recomputed makes it")


def _of_files(bundle: Bundle, made: Recomputed, *, has_bytes: bool) -> Iterator[Difference]:
    """Yield where what was recomputed is not what the bundle holds."""
    for name, file in made.files.items():
        data = bundle.files.get(name)
        if data is None or data == file.data:
            continue
        told = tuple(_of_json(name, data, file)) if name.endswith(_JSON) else ()
        yield from told
        if has_bytes and not told:
            place = _first_difference(data, file.data)
            yield Difference(
                name,
                f"byte {place:,}",
                f"other bytes from here on, {len(data):,} in all",
                f"as recomputed, {len(file.data):,} in all",
            )


def _of_json(name: str, data: bytes, file: Computed) -> Iterator[Difference]:
    try:
        sealed = json_of(data, name)
    except InvalidInput as refused:
        yield Difference(name, "", "no JSON", f"JSON ({refused.errors[0].problem})")
        return
    yield from json_differences(name, sealed, json_of(file.data, name))


def _of_archive(bundle: Bundle) -> Iterator[Difference]:
    """Yield where the zip is not in the form that a bundle has, though its files are right."""
    expected = archive_bytes(bundle.manifest_data, bundle.files)
    if expected == bundle.data:
        return
    place = _first_difference(bundle.data, expected)
    yield Difference(
        "the zip itself",
        f"byte {place:,}",
        "its files wrapped otherwise",
        "as podium bundle wraps them; the files themselves are as sealed",
    )


def _first_difference(one: bytes, other: bytes) -> int:
    """Return the number of the first byte that is not the same, counted from 1."""
    pairs = zip(one, other, strict=False)
    same = next((at for at, (left, right) in enumerate(pairs) if left != right), None)
    return 1 + (min(len(one), len(other)) if same is None else same)
