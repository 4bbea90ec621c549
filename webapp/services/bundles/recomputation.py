"""Everything that a bundle seals, computed from its inputs: to seal it, and to replay it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evaluation.letters.issuing import Issuing
from evaluation.stress import Draws
from evaluation.stress.serialisation import stress_json
from forms.bundles import PackSeal
from forms.tender import read_tender
from rules.serialisation import decision_json
from webapp.documents.content import canonical_json
from webapp.services.awards.evaluating import Evaluated, evaluate_tender, evaluated_json
from webapp.services.awards.reporting import Reported, rendered, report_award
from webapp.services.awards.stressing import stress_tender
from webapp.services.bundles.canonical import canonical_of
from webapp.services.bundles.packs import FOLDER, decides, library_of

TENDER = "inputs/tender.json"
LETTERS = "inputs/letters.json"
"""With what the letters of the award were issued; absent where none were."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A file with its bytes, and the digest of its content."""

    data: bytes
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What comes of a bundle's inputs: the packs as loaded, and every file that a bundle holds.

    Of the inputs those are among the files that decide: the tender, and the packs that it asks for.
    """

    evaluated: Evaluated
    reported: Reported
    packs: tuple[PackSeal, ...]
    files: Mapping[str, Computed]


def recompute(inputs: Mapping[str, bytes], *, issued_on: date, draws: Draws) -> Recomputed:
    """Return everything that follows from a tender and the files of packs, and from them alone.

    Raises:
        InvalidInput: the tender is not one.
        PackIsBroken: a pack is not in the form that packs have.
        PodiumError: it cannot be evaluated.
    """
    with library_of(inputs) as library:
        tender = read_tender(inputs[TENDER], name=TENDER)
        evaluated = evaluate_tender(tender, library.stack)
        stressed = stress_tender(tender, draws, library.stack)
        packs = _packs(evaluated)
    reported = report_award(evaluated, issued_on=issued_on, issuing=_issuing(inputs))
    results: dict[str, object] = {
        "results/evaluation.json": evaluated_json(evaluated),
        "results/stress.json": stress_json(stressed.test),
    }
    if evaluated.decision is not None and evaluated.packs is not None:
        results["results/decision.json"] = decision_json(evaluated.decision, evaluated.packs)
    files = dict(_inputs(inputs, packs))
    files.update((name, _json(value)) for name, value in results.items())
    files.update(_documents(reported))
    return Recomputed(evaluated, reported, packs, dict(sorted(files.items())))


def _packs(evaluated: Evaluated) -> tuple[PackSeal, ...]:
    if evaluated.packs is None:
        return ()
    return tuple(PackSeal(one.id, one.version, one.sha256) for one in evaluated.packs.packs)


def _inputs(
    inputs: Mapping[str, bytes], packs: tuple[PackSeal, ...]
) -> Iterator[tuple[str, Computed]]:
    for name in (TENDER, LETTERS):
        if name in inputs:
            yield name, Computed(inputs[name], _sha256(canonical_of(inputs[name], name)))
    digests = {pack.id: pack.sha256 for pack in packs}
    for name, data in inputs.items():
        id_ = name.removeprefix(FOLDER).partition("/")[0]
        if decides(name) and id_ in digests:
            yield name, Computed(data, digests[id_])


def _issuing(inputs: Mapping[str, bytes]) -> Issuing:
    """Return with what the letters are issued, which changes nothing that was evaluated."""
    if LETTERS not in inputs:
        return Issuing()
    return Issuing.of(inputs[LETTERS].decode("utf-8", "replace"))


def _documents(reported: Reported) -> Iterator[tuple[str, Computed]]:
    for named in reported.documents():
        digest = named.document.sha256()
        content = _json(canonical_json(named.document))
        yield f"documents/{named.stem}.json", content
        for name, data in rendered(named):
            yield f"documents/{name}", Computed(data, digest)


def _json(value: object) -> Computed:
    data = (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
    return Computed(data, _sha256(canonical_of(data, "")))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
