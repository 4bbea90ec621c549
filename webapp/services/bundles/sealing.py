"""Sealing: a tender, the packs that judge it, all that follows from them, and their digests."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluation.letters.issuing import Issuing
from evaluation.stress import Draws
from forms.bundles import FORMAT, Manifest, Seal
from forms.tender import read_tender
from rules.library import stack
from webapp.services.awards.evaluating import decided
from webapp.services.bundles.archive import archive_bytes
from webapp.services.bundles.packs import files_of
from webapp.services.bundles.recomputation import LETTERS, TENDER, Computed, Recomputed, recompute
from webapp.services.bundles.versions import PODIUM, line_of, versions_here


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle: the bytes of the file, what they hold, and the digest of its manifest.

    Whoever keeps the digest elsewhere can tell whether anything in the bundle was changed, its
    manifest included.
    """

    data: bytes = field(repr=False)
    sha256: str
    made: Recomputed


def seal(
    tender: bytes,
    draws: Draws,
    *,
    issued_on: date,
    name: str,
    issuing: Issuing | None = None,
) -> Sealed:
    """Return the bundle of a tender, given as bytes, under the packs that ship with Podium.

    With what its letters were issued, it holds these letters as they were sent.

    Raises:
        InvalidInput: the bytes are no tender; `name` is what they are called.
        PodiumError: it cannot be evaluated.
    """
    read = read_tender(tender, name=name)
    packs, _ = decided(read, stack)
    inputs = {TENDER: tender, **(files_of(packs) if packs is not None else {})}
    if issuing is not None:
        inputs[LETTERS] = issuing.canonical.encode()
    made = recompute(inputs, issued_on=issued_on, draws=draws)
    versions = versions_here()
    manifest = manifest_bytes(
        Manifest(
            reference=read.reference,
            issued_on=issued_on,
            stress=draws,
            needs=line_of(versions[PODIUM]),
            made_with=versions,
            packs=made.packs,
            files=seals_of(made.files),
        )
    )
    files = {path: file.data for path, file in made.files.items()}
    return Sealed(archive_bytes(manifest, files), hashlib.sha256(manifest).hexdigest(), made)


def seals_of(files: Mapping[str, Computed]) -> dict[str, Seal]:
    """Return the seal of each file."""
    return {
        name: Seal(len(file.data), hashlib.sha256(file.data).hexdigest(), file.content_sha256)
        for name, file in files.items()
    }


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as a bundle holds it."""
    value = {
        "format": FORMAT,
        "reference": manifest.reference,
        "issued_on": manifest.issued_on.isoformat(),
        "stress": manifest.stress._asdict(),
        "needs": {PODIUM: manifest.needs},
        "made_with": dict(manifest.made_with),
        "packs": [pack._asdict() for pack in manifest.packs],
        "files": {
            name: {
                "bytes": one.size,
                "sha256": one.sha256,
                "content_sha256": one.content_sha256,
            }
            for name, one in manifest.files.items()
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
