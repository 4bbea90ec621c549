"""What a search found, as groups of links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from webapp.services.finding.searching import MOST_SHOWN, Found, InPolicy
from webapp.views.places import Places

_LONGEST = 220
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Link:
    """Something that was found: its title, where it is, a word beside it, and what it says."""

    title: str
    address: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first, how many in all in words, and where the rest is."""

    title: str
    count: str
    links: tuple[Link, ...]
    rest: str = ""
    has_more: bool = False


def groups_of(found: Found, sought: str) -> tuple[Group, ...]:
    """Return what was found by kind, procurements first; kinds without any are left out."""
    groups = (
        _procurements(found, sought),
        _own_measures(found, sought),
        _measures(found, sought),
        _clauses(found, sought),
        _terms(found),
        *(_policy(one, sought) for one in found.policies),
    )
    return tuple(group for group in groups if group.links)


def _procurements(found: Found, sought: str) -> Group:
    links = tuple(
        Link(
            one.title,
            url_for("procurements.procurement", procurement_id=one.id),
            one.reference,
        )
        for one in found.procurements
    )
    count = f"more than {len(links)}" if found.has_more_procurements else str(len(links))
    rest = url_for("procurements.my_procurements", q=sought)
    return Group("Procurements", count, links, rest, has_more=found.has_more_procurements)


def _measures(found: Found, sought: str) -> Group:
    links = (
        Link(
            one.title,
            url_for("measures.measure", measure_id=one.id),
            one.unit.words,
            _cut(one.definition),
        )
        for one in found.measures
    )
    return _group("Measures", links, url_for("measures.catalogue", q=sought))


def _own_measures(found: Found, sought: str) -> Group:
    links = (
        Link(
            one.title,
            url_for("measure_imports.imported_measure", import_id=one.made_by.id, row=one.row),
            f"{one.unit}, of {one.made_by.collection}",
            _cut(one.notes),
        )
        for one in found.own_measures
    )
    return _group(
        "Your organisation’s own measures", links, url_for("measures.catalogue", q=sought)
    )


def _clauses(found: Found, sought: str) -> Group:
    address = url_for("clauses.library", q=sought)
    links = (
        Link(title, f"{address}#{clause.id}", "", _cut(_with_blanks(clause.obligation)))
        for clause, title in found.clauses
    )
    return _group("Model clauses", links, address)


def _terms(found: Found) -> Group:
    address = url_for("information.glossary")
    links = (Link(one.name, f"{address}#{one.id}", "", _cut(one.meaning)) for one in found.terms)
    return _group("Glossary", links, address)


def _policy(one: InPolicy, sought: str) -> Group:
    places = Places(one.stack)
    links = tuple(
        Link(
            f"{hit.title}, {hit.at}" if hit.at else hit.title,
            places.address(hit.id),
            "",
            hit.excerpt,
        )
        for hit in one.hits
    )
    rest = url_for("policies.search", pack_id=one.pack.id, q=sought)
    return Group(one.pack.title, f"{one.total:,}", links, rest, has_more=one.total > len(links))


def _group(title: str, links: Iterable[Link], rest: str) -> Group:
    every = tuple(links)
    return Group(
        title, f"{len(every):,}", every[:MOST_SHOWN], rest, has_more=len(every) > MOST_SHOWN
    )


def _with_blanks(text: str) -> str:
    """Return a clause with its blanks as a reader knows them.

    >>> _with_blanks("By {due}, for {contract_title}")
    'By [due], for [contract title]'
    """
    return _BLANK.sub(lambda found: f"[{found[1].replace('_', ' ')}]", text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
