"""The demonstration goes on: the same purchase is tendered, five invented bids are evaluated."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation.stress import Draws
from webapp.services.awards.evaluating import Evaluated
from webapp.services.awards.reporting import Reported, write_report
from webapp.services.bundles import Sealed, seal
from webapp.services.demonstration.notice import FOLDER
from webapp.services.files import write_whole

TENDER = FOLDER / "grounds-maintenance-tender.json"
AWARD = "award"
BUNDLE = "award.zip"
TENDER_COPY = "tender.json"


@dataclass(frozen=True, slots=True)
class DemonstratedAward:
    """What the invented bids come to, the documents on it, and the bundle that seals both."""

    sealed: Sealed

    @property
    def evaluated(self) -> Evaluated:
        """The evaluation of the five bids."""
        return self.sealed.made.evaluated

    @property
    def reported(self) -> Reported:
        """The award report and the letters."""
        return self.sealed.made.reported


def demonstrate_award(*, issued_on: date) -> DemonstratedAward:
    """Evaluate the tender that ships with Podium, and seal what comes of it."""
    return DemonstratedAward(
        seal(TENDER.read_bytes(), Draws(), issued_on=issued_on, name=TENDER.name)
    )


def write_award(shown: DemonstratedAward, folder: Path) -> tuple[Path, ...]:
    """Write the tender, the report with its letters, and the bundle; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    tender, bundle = folder / TENDER_COPY, folder / BUNDLE
    write_whole(tender, TENDER.read_bytes())
    letters = write_report(shown.evaluated, shown.reported, folder / AWARD)
    write_whole(bundle, shown.sealed.data)
    return (tender, *letters, bundle)
