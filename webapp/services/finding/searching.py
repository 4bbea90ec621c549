"""A search through everything that a person may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from rules.catalogue import Measure, shipped_catalogue
from rules.glossary import TERMS, Term
from rules.pack import Clause, Pack
from rules.reading import Reading
from rules.reading.entries import Holding
from rules.reading.search import Hit, search
from rules.stack import Stack
from webapp.roles import MEASURE_READERS, READERS
from webapp.services.accounts import Person
from webapp.services.finding.listing import reading_of
from webapp.services.measures import OwnMeasure, measures_in_force
from webapp.services.policies.policies import Policy, policy_of
from webapp.services.settings import stack_of_organisation
from webapp.store import Store
from webapp.store import finding as rows
from webapp.store.models import ProcurementRecord

MOST_SHOWN: Final = 10
_POLICIES_KEPT: Final = 8


@dataclass(frozen=True, slots=True)
class InPolicy:
    """What was found in one policy or law: the first, and how many in all."""

    pack: Pack
    stack: Stack
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What holds every word that was sought: of each kind the first, and how many there are.

    Of procurements it is only told whether there are more. `own_measures` are those that the
    person's organisations have imported and that are in force.
    """

    procurements: tuple[ProcurementRecord, ...] = ()
    has_more_procurements: bool = False
    policies: tuple[InPolicy, ...] = ()
    measures: tuple[Measure, ...] = ()
    own_measures: tuple[OwnMeasure, ...] = ()
    clauses: tuple[tuple[Clause, str], ...] = ()
    terms: tuple[Term, ...] = ()


def search_everything(store: Store, person: Person, words: Sequence[str], *, on: date) -> Found:
    """Return what holds every word, among what a person may read on a day.

    Procurements are those that the person may read; policies those of the person's organisations
    and the law below them; clauses those of the first organisation's library.
    """
    if not words:
        return Found()
    with store.reading() as session:
        found, has_more = rows.first_of(session, reading_of(person), words, MOST_SHOWN)
    readers = person.with_any(READERS)
    stack = stack_of_organisation(store, readers[0].organisation_id) if readers else None
    return Found(
        tuple(found),
        has_more,
        _in_policies(person, words),
        tuple(one for one in shipped_catalogue().measures if _measure_holds(one, words)),
        _in_imports(store, person, words, on),
        _in_clauses(stack, words) if stack else (),
        tuple(one for one in TERMS if _hold((one.name, one.meaning, *one.forms), words)),
    )


def _in_policies(person: Person, words: Sequence[str]) -> tuple[InPolicy, ...]:
    ids = dict.fromkeys(one.policy for one in person.memberships if one.policy)
    packs: dict[str, Policy] = {}
    for id_ in ids:
        policy = policy_of(id_)
        for pack in policy.stack.packs if isinstance(policy, Policy) else ():
            below = policy_of(pack.id)
            if isinstance(below, Policy):
                packs[pack.id] = below
    found = []
    for policy in packs.values():
        digests = tuple(pack.sha256 for pack in policy.stack.packs)
        reading = _reading(policy.pack.id, digests)
        hits = search(reading, " ".join(words)) if reading else ()
        kept = tuple(hit for hit in hits if hit.holding is not Holding.CLAUSE)
        if kept:
            found.append(InPolicy(policy.pack, policy.stack, kept[:MOST_SHOWN], len(kept)))
    return tuple(found)


@lru_cache(maxsize=_POLICIES_KEPT)
def _reading(pack_id: str, digests: tuple[str, ...]) -> Reading | None:
    """Return a policy as it is read, which takes longer to put together than to search."""
    del digests  # by which it is kept
    policy = policy_of(pack_id)
    return policy.reading() if isinstance(policy, Policy) else None


def _in_imports(
    store: Store, person: Person, words: Sequence[str], on: date
) -> tuple[OwnMeasure, ...]:
    mine = [one.organisation_id for one in person.with_any(MEASURE_READERS)]
    every = measures_in_force(store, mine, on) if mine else ()
    return tuple(
        one
        for one in every
        if _hold((one.id, one.title, one.unit, one.theme, one.outcome, one.notes), words)
    )


def _in_clauses(stack: Stack, words: Sequence[str]) -> tuple[tuple[Clause, str], ...]:
    named = ((one, stack.title_of(one.indicator)) for one in stack.clauses.values())
    return tuple((clause, title) for clause, title in named if _hold((clause.id, title), words))


def _measure_holds(measure: Measure, words: Sequence[str]) -> bool:
    return _hold((measure.id, measure.title, measure.definition, measure.unit.words), words)


def _hold(texts: Sequence[str], words: Sequence[str]) -> bool:
    text = " ".join(texts).casefold()
    return all(word.casefold() in text for word in words)
