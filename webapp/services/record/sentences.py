"""Every act of the audit log as a sentence, and what a page of sentences has to look up."""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from rules.wording import date_in_words
from webapp.services.policies.policies import Policy, policy_of
from webapp.services.record import (
    award_acts,
    bid_acts,
    evaluation_acts,
    export_acts,
    letter_acts,
    meeting_acts,
    moderation_acts,
    notice_acts,
    outline_acts,
    people_acts,
    policy_acts,
    procurement_acts,
    result_acts,
    scoring_acts,
    tender_acts,
)
from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told, id_in
from webapp.store import Session
from webapp.store import records as rows

ACTS: Final[Mapping[str, tuple[Group, Tell]]] = MappingProxyType(
    {
        **procurement_acts.ACTS,
        **outline_acts.ACTS,
        **meeting_acts.ACTS,
        **evaluation_acts.ACTS,
        **scoring_acts.ACTS,
        **moderation_acts.ACTS,
        **result_acts.ACTS,
        **award_acts.ACTS,
        **people_acts.ACTS,
        **policy_acts.ACTS,
        **export_acts.ACTS,
        **tender_acts.ACTS,
        **letter_acts.ACTS,
        **notice_acts.ACTS,
        **bid_acts.ACTS,
    }
)
"""By its name in the log, the kind of each act and the function that tells it."""


def told(entry: Entry, named: Named) -> Told:
    """Return an act in words; one that this version does not know is told by its name."""
    if entry.act not in ACTS:
        return Told(f"did “{entry.act}” on {entry.subject}")
    _, tell = ACTS[entry.act]
    return tell(entry, named)


def acts_of(group: Group) -> frozenset[str]:
    """Return the acts of a kind."""
    return frozenset(act for act, (of, _) in ACTS.items() if of is group)


def named_in(session: Session, entries: Iterable[Entry]) -> Named:
    """Return what entries name, in a number of queries that is the same for any number of them."""
    found = tuple(entries)
    about = _ids(found, "procurement")
    inner = frozenset(id_ for one in found if (id_ := id_in(one.text("procurement"))) is not None)
    return Named(
        people=rows.names(session, _people(found)),
        procurements=rows.procurements(session, about | inner),
        answers=_answers(session, found),
        parts=_parts(session, found),
        packs=_packs(session, found),
        routes=_routes(session, found),
        drafts=rows.drafts(session, _ids(found, "draft")),
        settings=_settings(session, found),
        invitations=rows.invitations(session, _ids(found, "invitation")),
        bidders=_bidders(session, found),
    )


def _ids(entries: tuple[Entry, ...], of: str, *acts: str) -> frozenset[UUID]:
    """Return the things of a kind that entries are about, those of some acts if any are named."""
    return frozenset(
        entry.subject_id
        for entry in entries
        if entry.of == of and entry.subject_id is not None and (not acts or entry.act in acts)
    )


def _people(entries: tuple[Entry, ...]) -> frozenset[UUID]:
    ids = {one.actor_id for one in entries if one.actor_id is not None}
    for entry in entries:
        for key in ("present", "apologies", "uncounted", "missing", "dissenting"):
            ids.update(id_ for one in entry.detail.get(key, ()) if (id_ := id_in(str(one))))
        if asked := id_in(str(entry.detail.get("asked", {}).get("person"))):
            ids.add(asked)
        if user := id_in(entry.text("user")):
            ids.add(user)
    return _ids(entries, "user_account") | ids


def _bidders(session: Session, entries: tuple[Entry, ...]) -> dict[tuple[UUID, int], str]:
    told = (one for one in entries if one.detail.keys() & {"bidder", "letters"})
    ids = _ids(tuple(told), "procurement")
    return rows.bidders(session, ids) if ids else {}


def _answers(
    session: Session, entries: tuple[Entry, ...]
) -> dict[tuple[UUID, str], tuple[tuple[int, str | None], ...]]:
    ids = _ids(entries, "procurement", "answer")
    facts = {fact for one in entries if one.act == "answer" for fact in one.detail["answers"]}
    found: dict[tuple[UUID, str], tuple[tuple[int, str | None], ...]] = {}
    for row in rows.answers_to(session, ids, facts) if ids else ():
        key = (row.procurement_id, row.fact)
        found[key] = (*found.get(key, ()), (row.version, row.value))
    return found


def _parts(
    session: Session, entries: tuple[Entry, ...]
) -> dict[tuple[UUID, str, int], dict[str, object]]:
    saved = [one for one in entries if one.act == "save-part"]
    ids = _ids(entries, "procurement", "save-part")
    if not ids:
        return {}
    wanted = {
        (one.subject_id, one.text("part"), number)
        for one in saved
        for number in (int(one.detail["revision"]), int(one.detail["revision"]) - 1)
    }
    found = rows.part_revisions(
        session, ids, {part for _, part, _ in wanted}, {number for _, _, number in wanted}
    )
    return {
        (row.procurement_id, row.part, row.revision): json.loads(row.content)
        for row in found
        if (row.procurement_id, row.part, row.revision) in wanted
    }


def _packs(session: Session, entries: tuple[Entry, ...]) -> dict[tuple[UUID, str], str]:
    ids = _ids(entries, "procurement", "decide")
    return {
        (row.procurement_id, row.content_sha256): "; ".join(
            f"{_title_of(pack['id'])}, version {pack['version']} "
            f"(fingerprint {pack['sha256'][:FINGERPRINT]}…)"
            for pack in json.loads(row.packs)
        )
        for row in (rows.decisions(session, ids) if ids else ())
    }


def _title_of(pack_id: str) -> str:
    """Return what a pack is called, its id where there is none of that id any more."""
    found = policy_of(pack_id)
    return found.pack.title if isinstance(found, Policy) else pack_id


def _routes(
    session: Session, entries: tuple[Entry, ...]
) -> dict[tuple[UUID, int], tuple[tuple[str, str, str], ...]]:
    ids = frozenset(
        entry.subject_id
        for entry in entries
        if entry.subject_id and entry.act in outline_acts.ACTS and entry.of == "procurement"
    )
    found: dict[tuple[UUID, int], tuple[tuple[str, str, str], ...]] = {}
    for id_, number, body, title, because in rows.routes(session, ids) if ids else ():
        found[id_, number] = (*found.get((id_, number), ()), (body, title, because))
    return found


def _settings(session: Session, entries: tuple[Entry, ...]) -> dict[UUID, tuple[str, str]]:
    ids = {
        id_
        for one in entries
        if one.act == "remove-setting" and (id_ := id_in(one.text("value"))) is not None
    }
    return {
        id_: (f"{row.parameter} from {date_in_words(row.from_on)}", row.value)
        for id_, row in (rows.draft_values(session, ids) if ids else {}).items()
    }
