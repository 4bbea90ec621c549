"""The timeline of a procurement: notices, duties, meetings and conditions, each with its day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from rules.decision import DutyDue
from rules.vocabulary.labels import event_words
from rules.wording import date_in_words, upper_first
from webapp.documents.outline.obligations import due_words
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.timeline.counting import coming, due_on, holidays_named, how_far
from webapp.services.timeline.outlines import of_outlines
from webapp.services.timeline.values import Ask, Falling, Timeline, What
from webapp.store import Store

__all__ = [
    "Ask",
    "Falling",
    "Timeline",
    "What",
    "coming",
    "due_on",
    "holidays_named",
    "how_far",
    "timeline_of",
]


def timeline_of(
    store: Store, procurement_id: UUID, *, supposed: Mapping[str, date]
) -> Timeline | None:
    """Return the timeline of a procurement, None if there is none such.

    Args:
        store: The store.
        procurement_id: The procurement.
        supposed: By event, the day on which somebody supposes that it falls; nothing is kept of it.
    """
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        decision = preparation.decision
        due = decision.duties if decision else ()
        duties = _told_once(_of_duty(duty, preparation, supposed) for duty in due)
        falling = [*duties, *of_outlines(session, procurement_id)]
    dated = [one for one in falling if one.on is not None]
    open_ = [one for one in falling if one.on is None]
    events = dict.fromkeys(duty.event for duty in due if duty.event and duty.on is None)
    return Timeline(
        procurement_id,
        preparation.organisation_id,
        preparation.reference,
        preparation.title,
        tuple(sorted(dated, key=_by_time)),
        tuple(one for one in open_ if one.event),
        tuple(one for one in open_ if not one.event),
        tuple((event, supposed.get(event)) for event in events),
    )


def _by_time(falling: Falling) -> tuple[date, float, str]:
    """Return what sorts a timeline: the day, the time of day where one is known, the title."""
    moment = falling.at.timestamp() if falling.at else 0.0
    return (falling.on or date.min, moment, falling.title)


def _told_once(duties: Iterable[Falling]) -> Iterable[Falling]:
    """Return duties with those that a law and a policy both have told once, with both texts."""
    found: dict[Falling, Falling] = {}
    for one in duties:
        bare = replace(one, asks=())
        first = found.get(bare)
        found[bare] = replace(one, asks=(*first.asks, *one.asks)) if first else one
    return found.values()


def _of_duty(duty: DutyDue, preparation: Preparation, supposed: Mapping[str, date]) -> Falling:
    event_on = supposed.get(duty.event) if duty.event else None
    on, rule = duty.on, due_words(duty)
    if on is None and event_on is not None:
        on = due_on(duty, event_on)
        rule = f"{rule} Supposing that {event_words(duty.event)} on {date_in_words(event_on)}."
    notice = f" (notice {duty.notice})" if duty.notice else ""
    cites = "; ".join(dict.fromkeys(map(preparation.stack.full_citation, duty.cites)))
    return Falling(
        What.NOTICE if duty.notice else What.DUTY,
        upper_first(duty.title) + notice,
        on,
        rule=rule,
        event=duty.event,
        asks=(Ask(duty.text, cites, duty.confidence),),
    )
