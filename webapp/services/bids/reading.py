"""The workbook that bidders were given, and a bid read against it: when sent, and when opened."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from threading import Lock
from types import MappingProxyType
from uuid import UUID

from evaluation.publication import Terms
from evaluation.workbook import Workbook
from evaluation.workbook.issued import Issue, bidders_workbook
from forms.errors import InvalidInput
from forms.tender_workbook import Finding, FindingKind, Promised, Read, read_workbook
from rules.canonical import canonical_text
from rules.uk_time import day_of
from rules.wording import lower_first, moment_in_words
from webapp.documents.content import Document
from webapp.documents.method_statement import method_statement
from webapp.services.tendering.meanings import meanings_of
from webapp.services.tendering.published import Published, publications_of, published_of
from webapp.store import Session, Store, procurements

_LOOKING = Lock()
"""Held by the one request of this process that looks through what a bidder sent."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Looked:
    """What a workbook says, as far as it can be read; `price` is exact decimal text."""

    price: str | None
    answers: Mapping[str, str]
    gates: Mapping[str, bool]
    commitments: Mapping[str, Promised]
    declared: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that was asked for is in it, or could be read."""
        return self.price is None and not (
            self.answers or self.gates or self.commitments or self.declared
        )


def issued_in(session: Session, procurement_id: UUID) -> Workbook | None:
    """Return the workbook that bidders fill in, None before the tender is published.

    With it are those of earlier publications that asked something else: a bid may be one of them.
    """
    found = procurements.procurement(session, procurement_id)
    every = publications_of(session, procurement_id)
    if not every or found is None:
        return None
    record, organisation = found
    by_model: dict[str, Published] = {}
    for one in reversed(every):
        by_model.setdefault(one.model_sha256, one)
    last, *earlier = (
        bidders_workbook(
            one.model,
            _issue(one, record.title, record.reference, organisation.name),
            price_basis=_price_basis(one.terms),
            meanings=meanings_of(session, record, organisation.name, one)
            if one is every[-1]
            else MappingProxyType({}),
        )
        for one in by_model.values()
    )
    return replace(last, earlier=tuple(earlier))


def issued(store: Store, procurement_id: UUID) -> Workbook | None:
    """Return the workbook that bidders fill in, None before the tender is published."""
    with store.reading() as session:
        return issued_in(session, procurement_id)


def statement(store: Store, procurement_id: UUID) -> Document | None:
    """Return the form in which bidders draft, None before the tender is published."""
    with store.reading() as session:
        published = published_of(session, procurement_id)
        found = procurements.procurement(session, procurement_id)
    if published is None or found is None:
        return None
    record, organisation = found
    return method_statement(
        published.model,
        _issue(published, record.title, record.reference, organisation.name),
        are_names_masked=published.terms.are_names_masked,
    )


def look_through(workbook: Workbook, data: bytes) -> Looked:
    """Return what a bid says against the workbook that was issued; what can't be read is found."""
    try:
        return _looked(read_workbook(data, workbook))
    except InvalidInput as refused:
        return Looked(
            None,
            _NOTHING,
            MappingProxyType({}),
            MappingProxyType({}),
            _NOTHING,
            tuple(
                Finding(
                    FindingKind.UNREADABLE,
                    one.place or "The workbook",
                    "",
                    one.problem,
                    "the workbook that was issued",
                    one.remedy,
                )
                for one in refused.errors
            ),
        )


def looked_through(store: Store, procurement_id: UUID, data: bytes) -> Looked | None:
    """Return what a workbook says that was sent, and what is wrong in it, for its sender alone.

    None says that another bid is being looked through: at a deadline many come at once, and none
    may wait to be taken in because others are read.
    """
    if not _LOOKING.acquire(blocking=False):
        return None
    try:
        workbook = issued(store, procurement_id)
        return look_through(workbook, data) if workbook else None
    finally:
        _LOOKING.release()


def as_json(value: object) -> str:
    """Return canonical JSON of what was read."""
    return canonical_text(value, default=_plain)


def _price_basis(terms: Terms) -> str:
    words = terms.price_basis.words
    return f"On which basis: {lower_first(words)}." if words else ""


def _issue(published: Published, title: str, reference: str, authority: str) -> Issue:
    return Issue(
        title=title,
        reference=reference,
        authority=authority,
        deadline=moment_in_words(published.terms.deadline_at),
        publication=published.number,
        issued_on=day_of(published.at),
    )


def _looked(read: Read) -> Looked:
    return Looked(read.price, read.answers, read.gates, read.promised, read.declared, read.findings)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    raise TypeError(type(value).__name__)
