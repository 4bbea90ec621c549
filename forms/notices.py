"""Published OCDS notices: from a file in any of its shapes to what each release tells.

Every release in a file is one row. A record gives the releases that it embeds, and its
compiled release only where it embeds none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from json import JSONDecodeError, JSONDecoder
from types import MappingProxyType

from forms.characters import cleaned, is_invisible
from forms.errors import InvalidInput
from forms.json_text import Json, decoded, kind_of, parse_text, place_in, refuse_size
from forms.procurement import (
    LONGEST_NAME,
    LONGEST_REFERENCE,
    LONGEST_TITLE,
    PLACES,
    not_stated,
)
from forms.readings import FactsRead, read_facts
from forms.release import column, texts
from rules.money import Money, amount_text
from rules.procurement import REQUIRED, Authority, Procurement
from rules.vocabulary import Value

LARGEST_NOTICES = 64_000_000
"""The most bytes that a file of notices may have."""

_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
_SHAPES = "a release package, a record package, releases, packages, or one release a line"


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """What one release tells.

    `facts` are those found, `read_from` says at which path, and `missing` names the facts
    that a decision needs, or that the notice speaks of, without telling them.
    """

    ocid: str
    release: str
    buyer: str
    title: str
    cpv: tuple[str, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    read_from: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()

    @property
    def amount(self) -> str:
        """The estimated value as JSON carries it, empty where it is not known."""
        value = self.facts.get("estimated_value")
        return amount_text(value.pence) if isinstance(value, Money) else ""

    @property
    def commenced_on(self) -> date | None:
        """The day on which the procurement commenced, None where it is not known."""
        day = self.facts.get("commenced_on")
        return day if isinstance(day, date) else None

    def procurement(self) -> Procurement | None:
        """Return the procurement that the release describes, None while a fact is missing."""
        facts = self.facts
        value, day = facts.get("estimated_value"), self.commenced_on
        if self.missing or not isinstance(value, Money) or day is None:
            return None
        also = facts.get("also_includes")
        return Procurement(
            reference=_reference(self.ocid),
            title=self.ocid if is_invisible(self.title) else self.title,
            authority=Authority(self.buyer, str(facts["authority_type"]), str(facts["nation"])),
            category=str(facts["category"]),
            estimated_value=value,
            commenced_on=day,
            also_includes=also if isinstance(also, tuple) else (),
            special_regime=str(facts.get("special_regime", "none")),
            framework=str(facts.get("framework", "none")),
            duration_months=_whole(facts.get("duration_months")),
            extension_months=_whole(facts.get("extension_months")),
            cpv=self.cpv,
            answers=MappingProxyType({k: v for k, v in facts.items() if k not in PLACES}),
            assumed=not_stated(facts),
        )


def read_notices(data: bytes, name: str) -> tuple[NoticeReading, ...]:
    """Return what each release in a file tells, in order; `name` is what the file is called.

    Raises:
        InvalidInput: The file is not JSON, or of none of the shapes that are known.
    """
    refuse_size(data, name=name, limit=LARGEST_NOTICES)
    text = decoded(data, name=name)
    if _is_lines(text):
        return tuple(read_release(one) for one in _releases_of_lines(text, name))
    return tuple(read_release(one) for one in _releases(parse_text(text, name=name), "", name))


def read_release(release: Mapping[str, Json]) -> NoticeReading:
    """Return what one release tells; whatever it holds, nothing raises."""
    plain = dict(release)
    read = read_facts(plain)
    facts = {fact: value for fact, value in read.facts.items() if fact != "cpv"}
    codes = read.facts.get("cpv")
    return NoticeReading(
        ocid=_first_text(plain, ("ocid",), LONGEST_TITLE),
        release=_first_text(plain, ("id",), LONGEST_TITLE),
        buyer=_first_text(plain, ("buyer.name", "parties[buyer].name"), LONGEST_NAME),
        title=_first_text(plain, ("tender.title", "title"), LONGEST_TITLE),
        cpv=codes if isinstance(codes, tuple) else (),
        facts=MappingProxyType(facts),
        read_from=MappingProxyType(dict(read.read_from)),
        missing=_missing(read),
    )


def _missing(read: FactsRead) -> tuple[str, ...]:
    needed = [fact for fact in REQUIRED if fact not in read.facts]
    doubted = [fact for fact in ("special_regime", "framework") if fact in read.doubts]
    return (*needed, *doubted)


def _first_text(release: Json, fields: tuple[str, ...], longest: int) -> str:
    found = [
        cleaned(unescape(str(one.value))) for name in fields for one in texts(column(release, name))
    ]
    return found[0][:longest] if found else ""


def _reference(ocid: str) -> str:
    return _NOT_IN_AN_ID.sub("-", ocid).lstrip("-._")[:LONGEST_REFERENCE] or "notice"


def _whole(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None


def _is_lines(text: str) -> bool:
    start = text.lstrip()
    if not start.startswith("{"):
        return False
    first, newline, rest = start.partition("\n")
    if not newline or not rest.strip():
        return False
    try:
        JSONDecoder(strict=False).decode(first.strip())
    except (JSONDecodeError, RecursionError, ValueError):
        return False
    return True


def _releases_of_lines(text: str, name: str) -> Iterator[Mapping[str, Json]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{name}, line {number}"
            yield from _releases(parse_text(line, name=where), "", where)


def _releases(value: Json, place: str, name: str) -> Iterator[Mapping[str, Json]]:
    if not isinstance(value, dict):
        raise InvalidInput.of(name, place, f"it is {kind_of(value)}", f"Give {_SHAPES}")
    for key in ("packages", "releases", "records"):
        if key in value:
            yield from _within(value[key], key, place_in(place, key), name)
            return
    if "ocid" in value or "tender" in value or "buyer" in value:
        yield value
        return
    raise InvalidInput.of(name, place, "it holds no releases", f"Give {_SHAPES}")


def _within(value: Json, key: str, place: str, name: str) -> Iterator[Mapping[str, Json]]:
    if not isinstance(value, list):
        raise InvalidInput.of(name, place, f"it is {kind_of(value)}", "Give a list")
    for index, item in enumerate(value):
        where = place_in(place, index)
        if not isinstance(item, dict):
            raise InvalidInput.of(name, where, f"it is {kind_of(item)}", "Give an object")
        match key:
            case "packages":
                yield from _releases(item, where, name)
            case "records":
                yield from _of_record(item)
            case _:
                yield item


def _of_record(record: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    releases = record.get("releases")
    embedded = [
        one
        for one in (releases if isinstance(releases, list) else [])
        if isinstance(one, dict) and "url" not in one
    ]
    compiled = record.get("compiledRelease")
    if embedded:
        yield from embedded
    elif isinstance(compiled, dict):
        yield compiled
    else:
        yield {key: value for key, value in record.items() if key == "ocid"}
