"""How the fields of a notice become facts: one function a reading, given its fields' columns.

Each returns what it found and where, a doubt, or None; the table in `forms.readings` says in
words what each does.
"""

import re

from forms.buyers import NameWords, plain_name, told_by
from forms.published_days import day_of, is_of_known_law
from forms.release import Column, Doubt, Found, Interpretation, texts

SOURCES = {"ocds-b5fd17": "england", "ocds-kuma6s": "wales", "ocds-r6ebe6": "scotland"}
"""Contracts Finder, Sell2Wales and Public Contracts Scotland, by the beginnings of their ids."""

REGIONS = {"L": "wales", "M": "scotland", "N": "northern_ireland"} | dict.fromkeys(
    "CDEFGHIJK", "england"
)
"""The parts of the United Kingdom by the letter after UK (NUTS) or TL (ITL)."""

COUNTRIES = {
    "england": "england",
    "eng": "england",
    "wales": "wales",
    "cymru": "wales",
    "wls": "wales",
    "scotland": "scotland",
    "sct": "scotland",
    "northern ireland": "northern_ireland",
    "nir": "northern_ireland",
}
POSTCODE_AREAS = (
    dict.fromkeys(("CF", "LL", "NP", "SA"), "wales")
    | dict.fromkeys(
        ("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE"),
        "scotland",
    )
    | {"BT": "northern_ireland"}
    | dict.fromkeys(("GY", "IM", "JE"), "beyond")
)
"""Nations by postcode area, where an area lies in one alone; Crown dependencies are in none."""

LIGHT_TOUCH_CODES = (
    *("551", "552", "553", "554", "5551", "5552"),
    *("641", "753", "791", "797", "7995", "80", "85", "92"),
)
"""Beginnings of the CPV codes that are light touch services throughout.

From the Procurement Regulations 2024, Schedule 1; the Public Contracts Regulations 2015,
Schedule 3, has the same groups. Single codes of other groups are not read.
"""
LIGHT_TOUCH_SINCE = "2015-02-26"

CALL_OFFS = ("call off", "calloff", "further competition", "mini competition")
DIRECT_AWARDS = (
    "direct award",
    "single tender action",
    "without prior publication",
    "without prior publicat",
)

_CATEGORIES = {"goods": "goods", "products": "goods", "services": "services", "works": "works"}
_CPV = re.compile(r"[0-9]{8}(-[0-9])?", re.ASCII)
_REGION = re.compile(r"(?:UK|TL)([C-N])[0-9A-Z]*", re.ASCII)
_AREA = re.compile(r"([A-Z]{1,2})[0-9]", re.ASCII)


def told_by_name(names: Column, *, lists: tuple[NameWords, ...]) -> Interpretation:
    """Read the buyer's name by lists of words."""
    for name in texts(names)[:1]:
        found = told_by(str(name.value), lists)
        if found is not None:
            return Found(found, name.path)
    return None


def nation_by_address(
    regions: Column, countries: Column, postcodes: Column, ids: Column
) -> Interpretation:
    """Read the buyer's address and the service that published, where they agree."""
    evidence = [
        Found(nation, one.path)
        for values, read in (
            (regions, _nation_of_region),
            (countries, _nation_of_country),
            (postcodes, _nation_of_postcode),
            (ids, _nation_of_source),
        )
        for one in texts(values)
        if (nation := read(str(one.value).strip()))
    ]
    if not evidence:
        return None
    if len({one.value for one in evidence}) > 1 or evidence[0].value == "beyond":
        return Doubt(evidence[0].path)
    return evidence[0]


def category(values: Column) -> Interpretation:
    """Read the main category by its name."""
    for one in texts(values):
        found = _CATEGORIES.get(str(one.value).strip().lower())
        if found is not None:
            return Found(found, one.path)
    return None


def also_includes(further: Column, main: Column) -> Interpretation:
    """Read the additional categories, the main one left out."""
    read = [(category((one,)), one.path) for one in further]
    known = {one.value: path for one, path in read if isinstance(one, Found)}
    first = category(main)
    if isinstance(first, Found):
        known.pop(first.value, None)
    also = tuple(name for name in ("goods", "services", "works") if name in known)
    return Found(also, known[also[0]]) if also else None


def special_regime_by_field(values: Column) -> Interpretation:
    """Read the codes of the extension of the United Kingdom."""
    codes = {re.sub("[^a-z]", "", str(one.value).lower()) for one in texts(values)}
    if not codes:
        return None
    path = texts(values)[0].path
    match "lighttouch" in codes, "concession" in codes, codes - {"lighttouch", "concession"}:
        case True, True, rest if not rest:
            return Found("light_touch_concession", path)
        case True, False, rest if not rest:
            return Found("light_touch", path)
        case False, True, rest if not rest:
            return Found("concession", path)
    return Doubt(path)


def special_regime_by_code(
    main: Column, items: Column, categories: Column, contract_types: Column, dates: Column
) -> Interpretation:
    """Read the first CPV code, if services are bought and light touch exists already."""
    bought = category(categories) or category(contract_types)
    codes = [one for one in texts((*main, *items)) if _CPV.fullmatch(str(one.value))]
    if not codes or not isinstance(bought, Found) or bought.value != "services":
        return None
    if any(str(one.value)[:10] < LIGHT_TOUCH_SINCE for one in texts(dates)):
        return None
    is_light = str(codes[0].value).startswith(LIGHT_TOUCH_CODES)
    return Found("light_touch", codes[0].path) if is_light else None


def framework_by_technique(values: Column) -> Interpretation:
    """Read whether a framework is set up."""
    found = next((one for one in values if one.value is True), None)
    return Found("establishing", found.path) if found else None


def framework_by_procedure(details: Column) -> Interpretation:
    """Read the name of the procedure."""
    for one in texts(details):
        name = plain_name(str(one.value))
        if "dynamic purchasing system" in name or "dynamic market" in name:
            return Found("none", one.path)
        if any(words in name for words in CALL_OFFS) or "from a framework" in name:
            return Found("call_off", one.path)
    return None


def framework_by_title(titles: Column) -> Interpretation:
    """Read the title, which may leave open on which side of a framework the notice stands."""
    for one in texts(titles):
        name = plain_name(str(one.value))
        if any(words in name for words in CALL_OFFS):
            return Found("call_off", one.path)
        if "framework" in name:
            return Doubt(one.path)
    return None


def award_route(details: Column, methods: Column) -> Interpretation:
    """Read whether the contract was awarded without a competition."""
    for one in texts(details):
        if any(words in plain_name(str(one.value)) for words in DIRECT_AWARDS):
            return Found("direct_award", one.path)
    for one in texts(methods):
        if one.value == "direct":
            return Found("direct_award", one.path)
    return None


def procedure(details: Column) -> Interpretation:
    """Read the name of the procedure, where it is one of the Act's."""
    for one in texts(details):
        name = plain_name(str(one.value))
        if name.startswith(" open procedure "):
            return Found("open", one.path)
        if name.startswith(" competitive flexible procedure "):
            return Found("competitive_flexible", one.path)
    return None


def divided_into_lots(lots: Column) -> Interpretation:
    """Read how many lots there are."""
    return Found(len(lots) > 1, lots[0].path) if lots else None


def electronic_submission(methods: Column) -> Interpretation:
    """Read how tenders may be submitted."""
    found = texts(methods)
    electronic = next((one for one in found if one.value == "electronicSubmission"), None)
    if electronic:
        return Found(value=True, path=electronic.path)
    return Found(value=False, path=found[0].path) if found else None


def commenced_on(tags: Column, dates: Column) -> Interpretation:
    """Read the day of a release that is a tender and nothing else."""
    if not tags or any(one.value != "tender" for one in tags):
        return None
    for one in dates:
        day = day_of(one.value)
        if day is not None and is_of_known_law(day):
            return Found(day, one.path)
    return None


def cpv(*columns: Column) -> Interpretation:
    """Read every CPV code once, in order."""
    codes: dict[str, str] = {}
    for one in texts(tuple(one for values in columns for one in values)):
        if _CPV.fullmatch(str(one.value)):
            codes.setdefault(str(one.value), one.path)
    return Found(tuple(codes), next(iter(codes.values()))) if codes else None


def _nation_of_region(text: str) -> str | None:
    found = _REGION.fullmatch(text.upper())
    return REGIONS.get(found[1]) if found else None


def _nation_of_country(text: str) -> str | None:
    return COUNTRIES.get(text.lower())


def _nation_of_postcode(text: str) -> str | None:
    found = _AREA.match(text.upper())
    return POSTCODE_AREAS.get(found[1]) if found else None


def _nation_of_source(text: str) -> str | None:
    return next((nation for start, nation in SOURCES.items() if text.startswith(start)), None)
