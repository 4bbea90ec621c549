"""What somebody may see of a tender, and whose answers they score: the one table of it.

A seat opens a sight from a phase on. Whoever scores or chairs is then kept from what could sway
them, whatever other seat they have: that can only take away. The Procurement Act 2023 asks for
equal treatment (section 12(2)) and for steps against conflicts of interest (section 82).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from evaluation.panel.phases import Phase


class Seat(StrEnum):
    """Where somebody sits: the roles as this room knows them, value for value."""

    BUYER = "buyer"
    PROCUREMENT_OFFICER = "procurement_officer"
    PANEL_MEMBER = "panel_member"
    PANEL_CHAIR = "panel_chair"
    EVALUATOR = "evaluator"
    EVALUATION_CHAIR = "evaluation_chair"
    SUPPLIER = "supplier"
    CONTRACT_MANAGER = "contract_manager"
    POLICY_OWNER = "policy_owner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Sight(StrEnum):
    """What there is to see of a tender.

    `bidders` are the names of those invited, `names` whose bid each is. `marks` are those that
    others gave to answers which are opened to the panel; one's own are never hidden. `progress`
    is how many are in, and nothing of what they say.
    """

    BIDDERS = "bidders"
    PROGRESS = "progress"
    ANSWERS = "answers"
    NAMES = "names"
    PRICES = "prices"
    MARKS = "marks"
    RESULT = "result"


class Declared(StrEnum):
    """What stands of somebody's declaration of interests in the bidders as they are now."""

    MISSING = "missing"
    NO_CONFLICT = "no conflict"
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    RECUSED = "recused"


class Kept(StrEnum):
    """Why somebody sees nothing of the bids."""

    NO_SEAT = "no seat"
    RECUSED = "recused"
    UNDECLARED = "undeclared"
    UNDECIDED = "undecided"
    SEALED = "sealed"
    NOT_ASSIGNED = "not assigned"
    TOO_EARLY = "too early"


@dataclass(frozen=True, slots=True)
class Blinds:
    """What the published terms hide from whoever scores."""

    are_names_masked: bool
    is_price_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who looks at a tender.

    `questions` are those assigned to them, `is_chair` that they chair this panel: the seat of an
    evaluation chair alone is not enough. `is_own_in` says that every score asked of them is handed
    in or was locked by moderation; `is_price_shown` that prices were shown to them early, on
    record.
    """

    seats: frozenset[Seat] = frozenset()
    questions: frozenset[str] = frozenset()
    is_chair: bool = False
    declared: Declared = Declared.MISSING
    is_own_in: bool = False
    is_price_shown: bool = False

    @property
    def is_on_panel(self) -> bool:
        """Whether they score or chair, and so declare their interests first."""
        return self.is_chair or bool(self.questions)


@dataclass(frozen=True, slots=True)
class Visible:
    """What somebody may see; `answers_to` are the questions, None for every one.

    `scores` are the questions that they may score now. `kept` says why they see nothing of the
    bids, None where they see something.
    """

    sights: frozenset[Sight] = frozenset()
    answers_to: frozenset[str] | None = frozenset()
    scores: frozenset[str] = frozenset()
    kept: Kept | None = None

    def sees(self, sight: Sight) -> bool:
        """Return whether this may be seen."""
        return sight in self.sights

    def reads(self, criterion: str) -> bool:
        """Return whether the answers to a question may be read."""
        if Sight.ANSWERS not in self.sights:
            return False
        return self.answers_to is None or criterion in self.answers_to


def _all_from(phase: Phase) -> Mapping[Sight, Phase]:
    return MappingProxyType(dict.fromkeys(Sight, phase))


_OFFICER = MappingProxyType(
    {
        Sight.BIDDERS: Phase.PREPARING,
        Sight.PROGRESS: Phase.SCORING,
        Sight.ANSWERS: Phase.SCORING,
        Sight.NAMES: Phase.SCORING,
        Sight.PRICES: Phase.SCORING,
        Sight.MARKS: Phase.MODERATING,
        Sight.RESULT: Phase.EVALUATED,
    }
)
_PANEL = MappingProxyType(
    {
        Sight.ANSWERS: Phase.SCORING,
        Sight.NAMES: Phase.SCORING,
        Sight.PRICES: Phase.SCORING,
        Sight.MARKS: Phase.MODERATING,
        Sight.RESULT: Phase.EVALUATED,
    }
)
SEEN_FROM: Mapping[Seat, Mapping[Sight, Phase]] = MappingProxyType(
    {
        Seat.PROCUREMENT_OFFICER: _OFFICER,
        Seat.BUYER: MappingProxyType(
            {
                **dict.fromkeys(Sight, Phase.MODERATED),
                Sight.BIDDERS: Phase.PREPARING,
                Sight.PROGRESS: Phase.SCORING,
                Sight.RESULT: Phase.EVALUATED,
            }
        ),
        Seat.EVALUATOR: _PANEL,
        Seat.EVALUATION_CHAIR: MappingProxyType({**_PANEL, Sight.PROGRESS: Phase.SCORING}),
        Seat.AUDITOR: MappingProxyType(
            {**_OFFICER, Sight.MARKS: Phase.MODERATED, Sight.BIDDERS: Phase.OUT}
        ),
        Seat.PANEL_MEMBER: _all_from(Phase.RECOMMENDED),
        Seat.PANEL_CHAIR: _all_from(Phase.RECOMMENDED),
        Seat.CONTRACT_MANAGER: MappingProxyType(
            dict.fromkeys((Sight.BIDDERS, Sight.NAMES, Sight.PRICES, Sight.RESULT), Phase.TOLD)
        ),
        Seat.POLICY_OWNER: MappingProxyType(
            dict.fromkeys((Sight.BIDDERS, Sight.NAMES, Sight.RESULT), Phase.TOLD)
        ),
        Seat.ADMINISTRATOR: MappingProxyType({}),
        Seat.SUPPLIER: MappingProxyType({}),
    }
)
"""From which phase each seat sees what. A supplier has the page of its own bid and no other."""

NAMES_FROM = Phase.EVALUATED
"""From which phase whoever scores sees whose bid is whose, where names are masked."""
PRICES_FROM = Phase.MODERATED
"""From which phase whoever scores sees prices, where they are hidden: all quality is agreed."""
_OF_BIDS = frozenset(Sight) - {Sight.BIDDERS, Sight.PROGRESS}
_OF_SCORERS = frozenset({Seat.EVALUATOR, Seat.EVALUATION_CHAIR})
_INVITING = frozenset({Seat.PROCUREMENT_OFFICER, Seat.BUYER})


def visible_to(viewer: Viewer, phase: Phase, blinds: Blinds) -> Visible:
    """Return what somebody may see of a tender in a phase of it."""
    if viewer.declared is Declared.RECUSED:
        return Visible(kept=Kept.RECUSED)
    sights = _opened(viewer, phase)
    if viewer.is_on_panel:
        sights -= _hidden(viewer, phase, blinds) | _unnumbered(viewer, phase, blinds)
    return Visible(
        sights=sights,
        answers_to=_read_now(viewer, phase) if Sight.ANSWERS in sights else frozenset(),
        scores=_scored_now(viewer, phase, sights),
        kept=None if sights & _OF_BIDS else _why(viewer, phase),
    )


def seats_of(viewer: Viewer) -> frozenset[Seat]:
    """Return the seats that count: those on the panel only for whom it has assigned."""
    seats = viewer.seats - _OF_SCORERS
    if viewer.is_chair and Seat.EVALUATION_CHAIR in viewer.seats:
        seats |= {Seat.EVALUATION_CHAIR}
    if viewer.questions and viewer.seats & _OF_SCORERS:
        seats |= {Seat.EVALUATOR}
    return seats


def _opened(viewer: Viewer, phase: Phase) -> frozenset[Sight]:
    return frozenset(
        sight
        for seat in seats_of(viewer)
        for sight, since in SEEN_FROM[seat].items()
        if phase.is_at_least(since)
    )


def _read_now(viewer: Viewer, phase: Phase) -> frozenset[str] | None:
    """Return the questions whose answers may be read: one's own, or every one by another seat."""
    others = (SEEN_FROM[seat] for seat in seats_of(viewer) - {Seat.EVALUATOR})
    is_every = any(
        Sight.ANSWERS in seen and phase.is_at_least(seen[Sight.ANSWERS]) for seen in others
    )
    return None if is_every else viewer.questions


def _hidden(viewer: Viewer, phase: Phase, blinds: Blinds) -> frozenset[Sight]:
    """Return what is kept from somebody because they score or chair."""
    if viewer.declared not in {Declared.NO_CONFLICT, Declared.ACCEPTED}:
        return _OF_BIDS
    hidden = set()
    if blinds.are_names_masked and not phase.is_at_least(NAMES_FROM):
        hidden |= {Sight.NAMES}
    is_price_early = not phase.is_at_least(PRICES_FROM) and not viewer.is_price_shown
    if blinds.is_price_hidden and is_price_early:
        hidden |= {Sight.PRICES}
    if not viewer.is_own_in:
        hidden |= {Sight.MARKS, Sight.RESULT}
    return frozenset(hidden)


def _unnumbered(viewer: Viewer, phase: Phase, blinds: Blinds) -> frozenset[Sight]:
    """Return the list of bidders where it would tell who scores which letter is whose.

    Letters follow the numbers under which bidders were invited. Who invites them has to see them
    until bids are opened; the names that interests are declared of are in another order.
    """
    if not blinds.are_names_masked or phase.is_at_least(NAMES_FROM):
        return frozenset()
    is_inviting = bool(viewer.seats & _INVITING) and not phase.is_at_least(Phase.SCORING)
    return frozenset() if is_inviting else frozenset({Sight.BIDDERS})


def _scored_now(viewer: Viewer, phase: Phase, sights: frozenset[Sight]) -> frozenset[str]:
    is_time = phase in {Phase.SCORING, Phase.MODERATING}
    is_scorer = Seat.EVALUATOR in seats_of(viewer)
    return viewer.questions if is_time and is_scorer and Sight.ANSWERS in sights else frozenset()


def _why(viewer: Viewer, phase: Phase) -> Kept:
    if viewer.is_on_panel and viewer.declared is Declared.UNDECIDED:
        return Kept.UNDECIDED
    if viewer.is_on_panel and viewer.declared is Declared.MISSING:
        return Kept.UNDECLARED
    if not any(SEEN_FROM[seat].keys() & _OF_BIDS for seat in seats_of(viewer)):
        return Kept.NOT_ASSIGNED if viewer.seats & _OF_SCORERS else Kept.NO_SEAT
    return Kept.TOO_EARLY if phase.is_at_least(Phase.SCORING) else Kept.SEALED
