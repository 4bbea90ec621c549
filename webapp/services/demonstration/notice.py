"""The notice of the demonstration, decided as of two days and written up."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from forms.notices import NoticeReading, read_notices
from forms.procurement_json import procurement_json
from rules.decide import decide
from rules.decision import Decision
from rules.library import stack
from rules.procurement import Procurement
from rules.serialisation import decision_json
from rules.stack import Stack
from rules.vocabulary import Value
from webapp.services.files import write_outline, write_whole

FOLDER = Path(__file__).parents[2] / "demo"
NOTICE = FOLDER / "grounds-maintenance-2019.json"
ANSWERS = FOLDER / "grounds-maintenance-answers.json"
POLICY = "coventry"
AUTHORITY = "Coventry City Council"
AS_IF = (
    "demonstration: from a notice of {buyer}, decided as if Coventry City Council had "
    "published it, under Coventry’s policy"
)
"""What stands in every document on the demonstration, so that nobody takes it for a decision."""

LATER = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The notice, what was read from it, and the two decisions.

    `procurement` is the notice's purchase as if the authority whose policy is applied had bought
    it: its title says so.
    """

    reading: NoticeReading
    procurement: Procurement
    as_published: Decision
    later: Decision
    packs: Stack


def demonstrate() -> Demonstration:
    """Decide the notice as published, and as if it commenced in 2026."""
    reading = read_notices(NOTICE.read_bytes(), NOTICE.name)[0]
    read = reading.procurement()
    assert read is not None  # noqa: S101 - the notice is shipped, and a test reads it
    answers: dict[str, Value] = {**read.answers, **json.loads(ANSWERS.read_text())}
    procurement = replace(
        read,
        title=f"{read.title} ({AS_IF.format(buyer=read.authority.name)})",
        authority=replace(read.authority, name=AUTHORITY),
        answers=MappingProxyType(answers),
    )
    packs = stack(POLICY)
    return Demonstration(
        reading,
        procurement,
        decide(procurement, packs, why_not=True),
        decide(procurement, packs, on=LATER, why_not=True),
        packs,
    )


def write_files(shown: Demonstration, folder: Path, *, issued_on: date) -> list[Path]:
    """Write the procurement, both decisions and both outlines into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "procurement.json"]
    write_whole(written[0], _json(procurement_json(shown.procurement)))
    for decision in (shown.as_published, shown.later):
        year = decision.decided_as_of.year
        procurement = replace(shown.procurement, commenced_on=decision.decided_as_of)
        path = folder / f"decision-{year}.json"
        write_whole(path, _json(decision_json(decision, shown.packs)))
        written.append(path)
        for kind in (".pdf", ".html"):
            path = folder / f"outline-{year}{kind}"
            write_outline(procurement, decision, shown.packs, path, issued_on=issued_on)
            written.append(path)
    return written


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
