"""Trying a draft on one case: the decision of today beside that under the draft."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rules.decide import decide
from rules.decision import Decision
from rules.procurement import Answers, Procurement
from rules.stack import Stack
from webapp.services.preparing.answers import procurement_of
from webapp.services.preparing.procurements import answers_of, opened
from webapp.services.settings.adopted import stack_in
from webapp.services.settings.drafts import Draft, stack_with
from webapp.store import Session, Store, procurements
from webapp.store import settings as rows

EXAMPLE = "EXAMPLE"
OFFERED = 20
"""How many references a page offers, those changed last."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A case decided under today's settings and under a draft's, as of one day.

    `was_moved` says that the day is not the case's own, but one on which the draft stands.
    """

    procurement: Procurement
    on: date
    was_moved: bool
    today: Decision
    drafted: Decision
    stack_today: Stack
    stack_drafted: Stack

    @property
    def is_example(self) -> bool:
        """Whether the case was typed in as an example."""
        return self.procurement.reference == EXAMPLE


def references(store: Store, organisation_id: UUID) -> tuple[tuple[str, str], ...]:
    """Return references and titles of an organisation's procurements, those changed last."""
    with store.reading() as session:
        return tuple(procurements.latest_references(session, organisation_id, OFFERED))


def suggested(store: Store, organisation_id: UUID) -> Answers:
    """Return what is usual for an organisation: the type of authority, and the nation.

    They are the organisation's own, and where it keeps none those of the procurement that was
    changed last.
    """
    with store.reading() as session:
        organisation = rows.organisation(session, organisation_id)
        assert organisation is not None  # noqa: S101 - a draft's key says so
        offered: Answers = {
            "authority_type": organisation.authority_type,
            "nation": organisation.nation,
        }
        last = _last_answers(session, organisation_id)
    return {
        name: found for name, own in offered.items() if (found := own or last.get(name)) is not None
    }


def _last_answers(session: Session, organisation_id: UUID) -> Answers:
    for reference, _ in procurements.latest_references(session, organisation_id, 1):
        id_ = procurements.procurement_of_reference(session, organisation_id, reference)
        if id_ is not None:
            return answers_of(session, id_)
    return {}


def procurement_named(store: Store, draft: Draft, reference: str) -> Procurement | None:
    """Return a procurement of the draft's organisation by its reference.

    None where there is none, or an answer is missing without which the rules are not asked.
    """
    with store.reading() as session:
        id_ = procurements.procurement_of_reference(session, draft.organisation_id, reference)
        found = opened(session, id_) if id_ is not None else None
    return None if found is None else found.journey.procurement


def example(draft: Draft, answers: Answers) -> Procurement | None:
    """Return a typed-in example as a procurement, None while a required answer is missing."""
    return procurement_of(
        answers, reference=EXAMPLE, title="An example", authority=draft.organisation
    )


def try_on(store: Store, draft: Draft, procurement: Procurement) -> Trial:
    """Decide a case under today's settings and under a draft's.

    Both as of the day on which it commenced, or, where the draft has no value by then, the
    first day on which all of its values stand.

    Raises:
        SettingRefused: the packs leave no room for what the draft proposes.
        OutsidePeriod: the packs do not know the law of that day.
    """
    with store.reading() as session:
        organisation = rows.organisation(session, draft.organisation_id)
        assert organisation is not None  # noqa: S101 - a draft's key says so
        today, drafted = stack_in(session, organisation), stack_with(session, draft)
    own = procurement.commenced_on
    first = max((value.setting.from_on for value in draft.values), default=own)
    on = max(own, first)
    return Trial(
        procurement=procurement,
        on=on,
        was_moved=on != own,
        today=decide(procurement, today, on=on),
        drafted=decide(procurement, drafted, on=on),
        stack_today=today,
        stack_drafted=drafted,
    )
