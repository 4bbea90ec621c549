"""`podium/development/1`: what it holds, and that everything else is refused in words."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.development import read_case
from rules.area import Area, area_text
from rules.development import Development
from rules.procurement import Authority, Procurement
from tests.forms.samples import GROUNDS, refusals

WORKS: dict[str, object] = {
    "format": "podium/development/1",
    "reference": "FUL-2026-0417",
    "title": "Homes at a former works",
    "authority": {"name": "Coventry City Council", "type": "local_authority", "nation": "england"},
    "dwellings": 120,
    "floor_area_m2": "9800",
    "site_area_ha": "2.4",
    "determined_on": "2026-03-02",
}


def sent(**changed: object) -> bytes:
    """Return the bytes of the application with some of its keys changed."""
    return json.dumps({**WORKS, **changed}).encode()


def without(*keys: str) -> bytes:
    """Return the bytes of the application without some of its keys."""
    return json.dumps({key: WORKS[key] for key in WORKS if key not in keys}).encode()


def refused(data: bytes) -> list[str]:
    """Return, in lines, everything for which an application is refused."""
    return refusals(lambda: read_case(data, "works.json"))


def test_an_application_is_read_whole() -> None:
    assert read_case(sent(), "works.json") == Development(
        reference="FUL-2026-0417",
        title="Homes at a former works",
        authority=Authority("Coventry City Council", "local_authority", "england"),
        determined_on=date(2026, 3, 2),
        dwellings=120,
        floor_area_m2=Area(98_000_000),
        site_area_ha=Area(240_000_000),
    )


def test_sizes_that_are_not_given_are_unknown() -> None:
    read = read_case(without("dwellings", "floor_area_m2", "site_area_ha"), "works.json")

    assert isinstance(read, Development)
    assert (read.dwellings, read.floor_area_m2, read.site_area_ha) == (None, None, None)
    assert read.minerals_or_waste is False


def test_a_procurement_is_still_read_as_one() -> None:
    read = read_case(json.dumps(GROUNDS).encode(), "grounds.json")

    assert isinstance(read, Procurement)


@given(st.integers(0, 10**14), st.sampled_from([("floor_area_m2", "m²"), ("site_area_ha", "ha")]))
def test_every_area_is_read_exactly(area: int, place: tuple[str, str]) -> None:
    key, unit = place

    read = read_case(sent(**{key: area_text(area, unit)}), "works.json")

    assert getattr(read, key) == area


SQUARE_METRES = 'Give square metres as a text of digits, such as "1000".'
HECTARES = 'Give hectares as a text of digits, such as "0.5".'
DWELLINGS = "Give a whole number of dwellings from 0 to 1000000, without quotes."


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"dwellings": "120"}, f"dwellings: it is a text. {DWELLINGS}"),
        ({"dwellings": -1}, f"dwellings: it is -1. {DWELLINGS}"),
        ({"dwellings": 1.5}, f"dwellings: it is 1.5. {DWELLINGS}"),
        ({"dwellings": 10**7}, f"dwellings: it is 10000000. {DWELLINGS}"),
        ({"dwellings": True}, f"dwellings: it is true or false. {DWELLINGS}"),
        (
            {"dwellings": None},
            (
                "dwellings: it is null. Give a whole number of dwellings from 0 to 1000000, "
                "without quotes, or leave the key out while it is not known."
            ),
        ),
        ({"floor_area_m2": 1000}, f"floor_area_m2: it is a JSON number. {SQUARE_METRES}"),
        ({"floor_area_m2": 999.99}, f"floor_area_m2: it is a JSON number. {SQUARE_METRES}"),
        ({"floor_area_m2": "-1"}, f'floor_area_m2: "-1" is below zero. {SQUARE_METRES}'),
        ({"floor_area_m2": "1e3"}, f'floor_area_m2: "1e3" is not an area. {SQUARE_METRES}'),
        ({"floor_area_m2": "1,000"}, f'floor_area_m2: "1,000" is not an area. {SQUARE_METRES}'),
        ({"floor_area_m2": "1000 m2"}, f'floor_area_m2: "1000 m2" is not an area. {SQUARE_METRES}'),
        (
            {"floor_area_m2": "999.99999"},
            'floor_area_m2: "999.99999" has more than 4 decimals. Give 4 at most.',
        ),
        ({"site_area_ha": "+0.5"}, f'site_area_ha: "+0.5" is not an area. {HECTARES}'),
        ({"site_area_ha": "NaN"}, f'site_area_ha: "NaN" is not an area. {HECTARES}'),
        ({"site_area_ha": ""}, f'site_area_ha: "" is not an area. {HECTARES}'),
        ({"site_area_ha": "-0.5"}, f'site_area_ha: "-0.5" is below zero. {HECTARES}'),
        (
            {"site_area_ha": "1000000.1"},
            (
                'site_area_ha: "1000000.1" is larger than any site. Give an area of at most '
                "1,000,000 ha."
            ),
        ),
        (
            {"site_area_ha": "0." + "5" * 29},
            f'site_area_ha: "0.{"5" * 29}" is not an area. {HECTARES}',
        ),
        (
            {"minerals_or_waste": "no"},
            "minerals_or_waste: it is a text. Give true or false, without quotes.",
        ),
        (
            {"determined_on": "2011-12-31"},
            (
                "determined_on: 2011-12-31 lies outside the period whose law is known. Give a date "
                "from 2012-01-01 to 2027-12-31."
            ),
        ),
        (
            {"determined_on": "2 March 2026"},
            'determined_on: "2 March 2026" is not a date. Give a date such as 2026-03-02.',
        ),
        (
            {"commenced_on": "2026-03-02"},
            'commenced_on: the key "commenced_on" is not known. Leave the key out.',
        ),
        (
            {"floor_area": "1000"},
            (
                'floor_area: the key "floor_area" is not known. Write floor_area_m2, or leave '
                "the key out."
            ),
        ),
        (
            {"authority": {"name": "C", "type": "local_authority", "nation": "mercia"}},
            (
                'authority.nation: "mercia" is not on the list. Give one of england, wales, '
                "scotland, northern_ireland."
            ),
        ),
        (
            {"format": "podium/development/2"},
            'format: "podium/development/2" is not on the list. Give podium/development/1.',
        ),
        (
            {"reference": "FUL/1"},
            (
                'reference: "FUL/1" is not an id. Give at most 100 letters, digits, dots, hyphens '
                "and underscores, beginning with a letter or digit."
            ),
        ),
        ({"title": " "}, "title: it is blank. Give a text of at most 300 characters."),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_a_remedy(
    changed: dict[str, object], refusal: str
) -> None:
    assert refused(sent(**changed)) == [refusal]


@pytest.mark.parametrize("key", ["reference", "title", "authority", "determined_on"])
def test_a_required_key_that_is_missing_is_named(key: str) -> None:
    (refusal,) = refused(without(key))

    assert refusal.startswith(f"{key}: it is missing. Give ")


def test_every_fault_is_told_at_once() -> None:
    data = sent(dwellings="ten", floor_area_m2="-1", site_area_ha=1, determined_on="today")

    assert {line.split(":")[0] for line in refused(data)} == {
        "dwellings",
        "floor_area_m2",
        "site_area_ha",
        "determined_on",
    }


def test_a_key_that_stands_twice_is_refused() -> None:
    data = sent().replace(b'"dwellings": 120', b'"dwellings": 120, "dwellings": 9')

    (refusal,) = refused(data)

    assert "dwellings" in refusal


def test_without_a_format_it_is_taken_for_a_procurement() -> None:
    lines = refused(without("format"))

    assert any(line.startswith("format: it is missing") for line in lines)


def test_a_fact_of_a_development_is_no_answer_of_a_procurement() -> None:
    data = json.dumps({**GROUNDS, "answers": {"dwellings": 10}}).encode()

    assert refused(data) == [
        (
            "answers.dwellings: the fact is told of a planning application, not of a procurement. "
            "Give it in a podium/development/1 of its own."
        )
    ]
