"""What the page of a result shows to somebody: as far as it is theirs to see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from webapp.documents.content import Document, Section
from webapp.services.accounts import Person
from webapp.services.bids.unread import unread_in
from webapp.services.lot_awards.standing import LotPlace, of_lots
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.refusals import Refused
from webapp.services.result.building import Built, NotPublished, built
from webapp.services.result.missing import Missing, missing_of
from webapp.services.result.reading import Run, last_run, run_numbered
from webapp.services.result.records import is_of
from webapp.services.result.running import NOT_AGREED, NOT_OPENED, called_of, why_not_evaluate
from webapp.services.result.still_open import is_open, outcome_of
from webapp.services.tendering.published import has_lots
from webapp.store import Session, Store
from webapp.store import results as rows
from webapp.store.result_workloads import AskedPrice, asked_prices
from webapp.store.results import RunTold

_WHOLE = frozenset({Sight.RESULT, Sight.NAMES, Sight.PRICES, Sight.MARKS})
"""What has to be seen for the report and its files, which hold all of it."""

_NEEDS: Mapping[str, frozenset[Sight]] = MappingProxyType(
    {
        "summary": frozenset({Sight.RESULT, Sight.NAMES}),
        "ranking": frozenset({Sight.RESULT, Sight.NAMES, Sight.PRICES}),
        "standing": frozenset({Sight.RESULT, Sight.NAMES}),
        "commitments": frozenset({Sight.RESULT, Sight.NAMES}),
        "robustness": frozenset({Sight.RESULT, Sight.NAMES}),
        "model": frozenset({Sight.RESULT}),
        "packs": frozenset({Sight.RESULT}),
    }
)
"""What has to be seen for a section of the report by its anchor; for any other, the whole."""

NOT_YET = Refused(
    "There is no result that you may see yet",
    "Look again when the bids are evaluated; the page of the tender says how far it has come",
)
NOT_WHOLE = Refused(
    "The report holds prices and marks that you may not see",
    "Read on the page of the result what is yours to see",
)


@dataclass(frozen=True, slots=True, eq=False)
class ResultPage:
    """The result of a tender as somebody may see it.

    `run` is the evaluation that stands, with `report` as far as they may see it: both None while
    they may see none. `is_current` says that what it rests on is still so on record.
    `cannot` says why they can't have the bids evaluated now, None if they can; `missing` is what
    is in the way, where they may know it. `needs_reason` says that it would be again.
    `unread` are how many bids count and can't be read, without which nothing is evaluated.
    `has_lots` says that the contract is divided: the order is of bids for the whole all the same.
    `asked_prices` are what bidders were asked last about their prices.
    `lot` is the lot of another procurement that this tenders, None where it tenders none;
    `is_lot_by_lot` says that its own lots are awarded together, so that it is not as a whole.
    """

    access: PanelAccess
    run: Run | None
    report: Document | None
    is_whole: bool
    is_current: bool
    cannot: Refused | None
    missing: tuple[Missing, ...]
    needs_reason: bool
    has_lots: bool
    unread: int
    runs: tuple[RunTold, ...]
    asked_prices: tuple[AskedPrice, ...]
    lot: LotPlace | None
    is_lot_by_lot: bool

    @property
    def refused(self) -> Refused | None:
        """Why they see nothing of a result, None where they do."""
        return None if self.run else self.access.refused or NOT_YET

    @property
    def may_evaluate(self) -> bool:
        """Whether they can have the bids evaluated now, to some effect."""
        return self.cannot is None and not (self.run and self.is_current)

    @property
    def has_open(self) -> bool:
        """Whether a promise or a price has to be settled before an award."""
        if self.run is None:
            return False
        outcome = outcome_of(self.run.result_json, self.run.result_sha256)
        return is_open(outcome, self.asked_prices)

    @property
    def winner(self) -> str:
        """The bid that is first, empty where none is alone."""
        return str(self.run.evaluation["winner"] or "") if self.run else ""


def result_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> ResultPage | Refused:
    """Return the result of a tender for its page, in a fixed number of queries."""
    with store.reading() as session:
        access = panel_access(session, person, procurement_id, now=now)
        try:
            made = built(session, procurement_id)
        except NotPublished:
            return NOT_OPENED
        return _page(session, access, made, procurement_id)


def _page(session: Session, access: PanelAccess, made: Built, procurement_id: UUID) -> ResultPage:
    sees = access.sees(Sight.RESULT)
    last = last_run(session, procurement_id)
    run = last if sees and access.phase.is_at_least(Phase.EVALUATED) else None
    cannot = why_not_evaluate(access)
    missing = missing_of(made.tender, called_of(access, made)) if cannot is None else ()
    if cannot is None and not missing and not access.phase.is_at_least(Phase.MODERATED):
        cannot = NOT_AGREED
    lots = of_lots(session, procurement_id)
    return ResultPage(
        access=access,
        run=run,
        report=seen_of(run.report, access) if run else None,
        is_whole=sees_whole(access),
        is_current=run is not None and is_of(run, made),
        cannot=cannot,
        missing=missing,
        needs_reason=last is not None,
        has_lots=has_lots(session, procurement_id),
        unread=len(unread_in(session, procurement_id)),
        runs=tuple(rows.runs(session, procurement_id)) if sees else (),
        asked_prices=tuple(asked_prices(session, [procurement_id])) if run else (),
        lot=lots.place,
        is_lot_by_lot=lots.is_lot_by_lot,
    )


def run_of(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> Run | Refused | None:
    """Return an evaluation on record to somebody who may see all of it, None without one."""
    with store.reading() as session:
        access = panel_access(session, person, procurement_id, now=now)
        if not access.sees(Sight.RESULT):
            return access.refused or NOT_YET
        if not sees_whole(access):
            return NOT_WHOLE
        return run_numbered(session, procurement_id, number)


def sees_whole(access: PanelAccess) -> bool:
    """Return whether somebody may see everything that the report and its files hold."""
    return all(access.sees(one) for one in _WHOLE)


def seen_of(report: Document, access: PanelAccess) -> Document:
    """Return the report with the sections that somebody may see.

    Of the summary whoever may not see all is left the first sentence, which says who is first.
    """
    if sees_whole(access):
        return report
    seen = (
        section
        for section in report.sections
        if all(access.sees(one) for one in _NEEDS.get(section.anchor, _WHOLE))
    )
    return replace(report, sections=tuple(_shortened(section) for section in seen))


def _shortened(section: Section) -> Section:
    is_summary = section.anchor == "summary"
    return replace(section, blocks=section.blocks[:1]) if is_summary else section
