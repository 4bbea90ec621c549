"""What a file holds beside tables: documents, attached files, bids, the outcome, the acts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from evaluation.disclosure import Audience, Rows, Sort, Thing
from evaluation.panel.naming import bid_id
from forms.attached_files import safe_name
from webapp.documents.html import render_html
from webapp.documents.reading import NotContent, document_of
from webapp.services.bids.sealed import SealIsBroken, StillSealed, Vault, unsealed
from webapp.services.disclosure.cells import without_names
from webapp.services.disclosure.contents import Filling, RowsOf, Written, place_in, write_rows
from webapp.services.record.sentences import named_in, told
from webapp.services.record.telling import entry_of
from webapp.services.refusals import Refused
from webapp.services.tendering.documents import KINDS, pack_of
from webapp.store import attachments, disclosures
from webapp.store.disclosures import Row
from webapp.store.models import AuditEntry

ACT: Final = "disclose"
"""The act of taking a file along: it is on record, and in no file, or each would differ."""
_AT_ONCE: Final = 200
_ACT_SORTS: Final[Mapping[str, Sort | None]] = MappingProxyType(
    {
        "number": Sort.FACT,
        "at": Sort.FACT,
        "actor_id": Sort.PERSON,
        "act": Sort.FACT,
        "what": Sort.REASON,
        "why": Sort.REASON,
        "subject": Sort.PEOPLE,
        "detail": Sort.REASON,
        "previous_sha256": Sort.FACT,
        "sha256": Sort.FACT,
    }
)
_OUTCOME_SORTS: Final[Mapping[str, Sort | None]] = MappingProxyType(
    {
        "bidder": Sort.BIDDER,
        "verdict": Sort.FACT,
        "rank": Sort.FACT,
        "total": Sort.SCORE,
        "points": Sort.SCORE,
    }
)
_WINNERS_SORTS: Final = MappingProxyType({**_OUTCOME_SORTS, "total": Sort.FACT})
_OWN_SORTS: Final = MappingProxyType({**_WINNERS_SORTS, "points": Sort.FACT})


def write_beside(
    filling: Filling, vault: Vault, thing: Thing, written: Written, now: datetime
) -> None:
    """Write what a kind of thing has beside its tables."""
    match thing:
        case Thing.OUTLINE:
            _outlines(filling, written)
        case Thing.PUBLISHED:
            _documents(filling, written)
        case Thing.ATTACHMENTS:
            _attached(filling, vault.folder, written)
        case Thing.BIDS:
            _bids(filling, vault, written, now)
        case Thing.OUTCOME:
            _outcome(filling, written)
        case Thing.RECORD:
            _acts(filling, written)
        case _:
            return


def _outlines(filling: Filling, written: Written) -> None:
    """Write each version as the document that it is, without names where these are not told."""
    for version in disclosures.versions(filling.session, filling.procurement_id):
        try:
            content = json.loads(version.content)
            if filling.masker is not None:
                content = without_names(content, filling.masker)
            document = document_of(content)
        except (NotContent, ValueError):
            written.missing.append(f"Version {version.number} can’t be read as a document")
            continue
        path = place_in(Thing.OUTLINE, f"version-{version.number:02}.html")
        written.add(filling.archive.add(path, (render_html(document).encode(),)))


def _documents(filling: Filling, written: Written) -> None:
    pack = pack_of(filling.session, filling.procurement_id)
    if isinstance(pack, Refused):
        return
    for name, make in KINDS.items():
        path = place_in(Thing.PUBLISHED, f"{name}.html")
        written.add(filling.archive.add(path, (render_html(make(pack)).encode(),)))


def _attached(filling: Filling, folder: Path, written: Written) -> None:
    files = disclosures.attached(filling.session, filling.procurement_id)
    for number, one in enumerate(files, 1):
        name = safe_name(one.name)
        try:
            data = attachments.read(folder, one.sha256)
        except attachments.AttachmentIsGone:
            written.missing.append(f"The file “{name}” can’t be read any more")
            continue
        path = place_in(Thing.ATTACHMENTS, f"files/{number:02}-{name}")
        written.add(filling.archive.add(path, (data,)))


def _bids(filling: Filling, vault: Vault, written: Written, now: datetime) -> None:
    """Write the files of opened bids, one in memory at a time; what stayed sealed is not read."""
    own = filling.own if filling.treatment(Thing.BIDS).rows is Rows.OWN else None
    found = disclosures.opened_files(filling.session, filling.procurement_id, bidder_id=own)
    for number, receipt in found:
        name = safe_name(receipt.file_name)
        try:
            data = unsealed(filling.session, vault, receipt, now=now)
        except (SealIsBroken, StillSealed):
            written.missing.append(f"The file of bid {bid_id(number)} can’t be read")
            continue
        path = place_in(Thing.BIDS, f"files/{bid_id(number)}-{name}")
        written.add(filling.archive.add(path, (data,)))


def _outcome(filling: Filling, written: Written) -> None:
    """Write the last evaluation’s ranking: of those who are not named no figure that tells more."""
    result = disclosures.last_result(filling.session, filling.procurement_id)
    if result is None:
        return
    rows, treatment = _ranked(filling, json.loads(result)), filling.treatment(Thing.OUTCOME)
    for name, sorts, some in _told_apart(filling, rows):
        kind = RowsOf(Thing.OUTCOME, name, sorts)
        write_rows(filling, kind, treatment, partial(iter, some), written)


def _ranked(filling: Filling, result: dict[str, Any]) -> Sequence[Row]:
    ids = {bid_id(one.number): id_ for id_, one in filling.naming.bidders.items()}
    return [
        {
            "bidder": ids.get(bid["id"]),
            "verdict": bid["verdict"],
            "rank": bid["rank"],
            "total": bid.get("total") or bid.get("measure"),
            "points": json.dumps(bid["points"], ensure_ascii=False, sort_keys=True),
        }
        for bid in sorted(result["bids"], key=lambda bid: (bid["rank"] or len(ids) + 1, bid["id"]))
    ]


def _told_apart(
    filling: Filling, rows: Sequence[Row]
) -> Iterator[tuple[str, Mapping[str, Sort | None], Sequence[Row]]]:
    named, own = filling.naming.open_bidders, filling.own
    if filling.recipient.audience is Audience.COURT:
        yield "bids", _OWN_SORTS, rows
        return
    winners = named - {own} if own else named
    yield "own_bid", _OWN_SORTS, [row for row in rows if own and row["bidder"] == own]
    yield "winner", _WINNERS_SORTS, [row for row in rows if row["bidder"] in winners]
    if filling.recipient.audience is Audience.PUBLIC:
        yield "other_bids", _OUTCOME_SORTS, [row for row in rows if row["bidder"] not in named]


def winners_of(result: str | None, bidders: Mapping[str, UUID]) -> frozenset[UUID]:
    """Return the bidder that an evaluation puts first, by the ids of bids; none if it is shared."""
    winner = bidders.get(json.loads(result)["winner"] or "") if result else None
    return frozenset({winner} if winner else ())


def _acts(filling: Filling, written: Written) -> None:
    kind = RowsOf(Thing.RECORD, "acts", _ACT_SORTS)
    treatment = filling.treatment(Thing.RECORD)
    write_rows(filling, kind, treatment, lambda: _act_rows(filling), written)


def _act_rows(filling: Filling) -> Iterator[Row]:
    acts = disclosures.acts(
        filling.session, filling.organisation_id, filling.procurement_id, but=ACT
    )
    while some := tuple(islice(acts, _AT_ONCE)):
        entries = [entry_of(one) for one in some]
        named = named_in(filling.session, entries)
        for row, entry in zip(some, entries, strict=True):
            sentence = told(entry, named)
            yield _act(row, sentence.what, sentence.why)


def _act(row: AuditEntry, what: str, why: str) -> Row:
    return {
        "number": row.number,
        "at": row.at,
        "actor_id": row.actor_id,
        "act": row.act,
        "what": what,
        "why": why,
        "subject": row.subject,
        "detail": row.detail,
        "previous_sha256": row.previous_sha256,
        "sha256": row.sha256,
    }
