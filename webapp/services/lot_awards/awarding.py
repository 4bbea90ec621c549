"""Awarding lots together: worked out for an officer to read, then put on record as it was read.

What each tender comes to then follows: it has the published terms of the lots, and whom they pass
over, from then on, is evaluated again with them, and then recommended, approved and told of as any
other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.canonical import sha256_of
from webapp.addresses import lots_page
from webapp.services.accounts import Person
from webapp.services.lot_awards.gathering import Gathered, gather
from webapp.services.lot_awards.standing import is_fresh
from webapp.services.lot_awards.terms import terms_sha256
from webapp.services.lot_awards.working import Asked, Worked, worked_out
from webapp.services.panel.acting import CHANGED_MEANWHILE, note, tell_of
from webapp.services.refusals import Refused
from webapp.services.result.canonical import canonical_json_of
from webapp.services.tendering.published import published_of
from webapp.store import Session, Store
from webapp.store import lot_awards as rows
from webapp.store.lot_members import members_of
from webapp.store.lot_tables import LotAward, LotOutcome

NO_REASON = Refused(
    "The lots were awarded before, and the record has to say why they are awarded again",
    "Say in a sentence what has changed",
)
_AND = "."


@dataclass(frozen=True, slots=True)
class AwardedNow:
    """The award of this number stands; it is not new if just this was on record already."""

    number: int
    is_new: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Reviewed:
    """What an award of the lots would come to now, before anybody confirms it.

    `last` is the number of the last award on record, 0 before there is one.
    """

    gathered: Gathered
    worked: Worked
    last: int

    @property
    def fingerprint(self) -> str:
        """What tells what was read from anything else: the last award, the digest of the input."""
        return f"{self.last}{_AND}{self.worked.input_sha256}"


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """The lots that can be awarded, with what was published of how they are.

    `said` holds of each procurement that says something its reference and what it says, `last` is
    the number of the last award on record, 0 before there is one.
    """

    gathered: Gathered
    said: tuple[tuple[str, str], ...]
    last: int


def open_award(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> Opened | Refused:
    """Return the lots for whoever has them awarded, or what is in the way."""
    with store.reading() as session:
        gathered = gather(session, person, procurement_id, now=now)
        if isinstance(gathered, Refused):
            return gathered
        last = rows.last_award(session, procurement_id)
        said = tuple(_said(session, gathered))
        return Opened(gathered, said, last.award.number if last else 0)


def _said(session: Session, gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Yield what was published, or decided in the outline, of how lots are awarded."""
    group = gathered.group
    if group.lots.limit_reasons:
        yield f"The outline of {group.reference}", group.lots.limit_reasons
    ids = [group.procurement_id, *(part.scene.procurement_id for part in gathered.parts)]
    names = [group.reference, *(part.made.tender.reference for part in gathered.parts)]
    for procurement_id, reference in zip(ids, names, strict=True):
        published = published_of(session, procurement_id)
        if published is not None and published.terms.lots_awarded:
            yield f"The tender {reference}", published.terms.lots_awarded


def review(
    store: Store, person: Person, procurement_id: UUID, asked: Asked, *, now: datetime
) -> Reviewed | Refused:
    """Return what an award of the lots would come to now."""
    with store.reading() as session:
        gathered = gather(session, person, procurement_id, now=now)
        last = rows.last_award(session, procurement_id)
    if isinstance(gathered, Refused):
        return gathered
    worked = worked_out(gathered, asked)
    if isinstance(worked, Refused):
        return worked
    return Reviewed(gathered, worked, last.award.number if last else 0)


def award_now(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    asked: Asked,
    read: str,
    why: str = "",
    now: datetime,
) -> AwardedNow | Refused:
    """Put the award of the lots on record, if it is what was read: `read` is its fingerprint.

    It is worked out outside the transaction. Sent twice it is on record once. `why` says why lots
    are awarded again that were awarded before.
    """
    last_read, _, sha256 = read.partition(_AND)
    found = review(store, person, procurement_id, asked, now=now)
    if isinstance(found, Refused):
        return found
    if found.worked.input_sha256 != sha256:
        return CHANGED_MEANWHILE
    with store.writing() as session:
        gathered = gather(session, person, procurement_id, now=now)
        if isinstance(gathered, Refused):
            return gathered
        if not _is_same(gathered, found.gathered):
            return CHANGED_MEANWHILE
        last = rows.last_award(session, procurement_id)
        if last is not None and _is_standing(session, last.award, found):
            return AwardedNow(last.award.number, is_new=False)
        before = last.award.number if last else 0
        if last_read != str(before):
            return CHANGED_MEANWHILE
        if before and not why.strip():
            return NO_REASON
        number = before + 1
        award = _put(session, person, found, number, why.strip() if before else "", now)
        _note(session, person, found, award, now)
        _tell(session, person, gathered, now)
        return AwardedNow(number)


def _is_same(now: Gathered, before: Gathered) -> bool:
    """Return whether the lots, their tenders and the limit are still what was worked out."""

    def of(one: Gathered) -> object:
        parts = tuple(
            (part.lot, part.scene.procurement_id, part.run.id, part.sha256_before)
            for part in one.parts
        )
        return parts, one.limit, one.group.said, one.group.revision

    return of(now) == of(before)


def _is_standing(session: Session, award: LotAward, found: Reviewed) -> bool:
    """Return whether the last award is of just this, and the tenders are as it left them."""
    worked = found.worked
    is_same = (award.input_sha256, award.result_sha256) == (
        worked.input_sha256,
        worked.result_sha256,
    )
    return is_same and is_fresh(members_of(session, [award.procurement_id]))


def _put(
    session: Session, person: Person, found: Reviewed, number: int, why: str, now: datetime
) -> LotAward:
    worked = found.worked
    award = LotAward(
        procurement_id=found.gathered.group.procurement_id,
        number=number,
        rule=worked.asked.rule.value,
        tie_break=canonical_json_of([one.value for one in worked.asked.tie_break]),
        rule_at=worked.asked.rule_at,
        most_lots=found.gathered.limit,
        outline_revision=found.gathered.group.revision,
        input=worked.input,
        input_sha256=worked.input_sha256,
        result=worked.result,
        result_sha256=worked.result_sha256,
        why=why,
        made_by=person.id,
        made_at=now,
    )
    session.add(award)
    session.flush()
    session.add_all(
        LotOutcome(
            lot_award_id=award.id,
            lot=one.part.lot.number,
            tender_id=one.part.scene.procurement_id,
            evaluation_run_id=one.part.run.id,
            outcome=one.outcome,
            passed_over=one.passed_over_json,
            rests_on=one.rests_on_json,
            sha256_before=one.part.sha256_before,
            sha256_after=one.sha256_after,
        )
        for one in worked.lots
    )
    return award


def _note(
    session: Session, person: Person, found: Reviewed, award: LotAward, now: datetime
) -> None:
    """Note the award in the record of the divided procurement, and that it was in each tender's."""
    group = found.gathered.scene
    detail = {
        "number": award.number,
        "rule": award.rule,
        "terms": terms_sha256(award),
        "input_sha256": award.input_sha256,
        "result_sha256": award.result_sha256,
        **({"sha256": sha256_of(award.why)} if award.why else {}),
        "lots": [
            {
                "lot": one.part.lot.number,
                "tender": str(one.part.scene.procurement_id),
                "run": one.part.run.number,
                "outcome": one.outcome,
                "over": sha256_of(one.passed_over_json),
                "rests_on": list(one.rests_on),
                "before": one.part.sha256_before,
                "after": one.sha256_after,
            }
            for one in found.worked.lots
        ],
        "left_out": [one.number for one in found.gathered.left_out],
    }
    note(session, group, "award-lots", person, now=now, detail=detail)
    for one in found.worked.lots:
        theirs = {
            "procurement": str(group.procurement_id),
            "lot": one.part.lot.number,
            "number": award.number,
            "passed_over": len(one.passed_over),
        }
        note(session, one.part.scene, "award-lots-of", person, now=now, detail=theirs)


def _tell(session: Session, person: Person, gathered: Gathered, now: datetime) -> None:
    """Tell the officers of every tender once that the lots are awarded."""
    told = gathered.scene.officers.union(*(part.scene.officers for part in gathered.parts))
    tell_of(
        session,
        gathered.scene,
        told - {person.id},
        kind="lots-awarded",
        title="The lots are awarded together",
        text=(
            f"{person.name} had them awarded by the published rule. Evaluate each tender again "
            "where its page asks for that; then the award of each lot can be recommended."
        ),
        address=lots_page(gathered.group.procurement_id),
        now=now,
    )
