"""Every release in a file is one row, in whichever shape the file is and whatever it holds."""

import copy
import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import InvalidInput
from forms.notices import LARGEST_NOTICES, NoticeReading, read_notices, read_release
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from tests.forms.releases import CONTRACTS_FINDER, DEMO, SMALL, as_read
from tests.forms.samples import refusals

SHAPES = "Give a release package, a record package, releases, packages, or one release a line."


def read(value: object) -> tuple[NoticeReading, ...]:
    return read_notices(json.dumps(value).encode(), "notices.json")


def release(number: int) -> dict[str, Any]:
    return {**SMALL, "id": str(number)}


def ids(rows: tuple[NoticeReading, ...]) -> list[str]:
    return [row.release for row in rows]


@pytest.mark.parametrize(
    "shape",
    [
        {"releases": [release(1), release(2)], "license": "x"},
        {"packages": [{"releases": [release(1)]}, {"releases": []}, {"releases": [release(2)]}]},
        {"records": [{"releases": [release(1), release(2)], "compiledRelease": release(3)}]},
        {
            "records": [
                {"ocid": "a", "compiledRelease": release(1)},
                {"releases": [{"url": "https://x.example"}], "compiledRelease": release(2)},
            ]
        },
        {"packages": [{"records": [{"releases": [release(1)]}]}, {"releases": [release(2)]}]},
    ],
    ids=["release package", "packages", "records", "compiled releases", "mixed packages"],
)
def test_every_release_of_a_file_is_one_row_in_order(shape: object) -> None:
    assert ids(read(shape)) == ["1", "2"]


def test_a_single_release_is_one_row() -> None:
    assert ids(read(release(1))) == ["1"]


def test_releases_may_stand_one_a_line() -> None:
    lines = f"{json.dumps(release(1))}\n\n{json.dumps({'releases': [release(2)]})}\r\n"

    assert ids(read_notices(lines.encode(), "notices.jsonl")) == ["1", "2"]


def test_a_package_that_is_written_over_many_lines_is_one_package() -> None:
    data = json.dumps({"releases": [release(1), release(2)]}, indent=1).encode()

    assert ids(read_notices(data, "notices.json")) == ["1", "2"]


def test_a_record_that_only_links_to_its_releases_is_a_row_of_what_is_missing() -> None:
    (row,) = read({"records": [{"ocid": "a", "releases": [{"url": "https://x.example"}]}]})

    assert row == NoticeReading(
        ocid="a",
        release="",
        buyer="",
        title="",
        missing=("authority_type", "nation", "category", "estimated_value", "commenced_on"),
    )


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ([], f"it is a list. {SHAPES}"),
        ("x", f"it is a text. {SHAPES}"),
        ({}, f"it holds no releases. {SHAPES}"),
        ({"releases": {}}, "releases: it is an object. Give a list."),
        ({"releases": [SMALL, 7]}, "releases[1]: it is a JSON number. Give an object."),
        ({"packages": [{"x": 1}]}, f"packages[0]: it holds no releases. {SHAPES}"),
        (
            {"packages": [{"releases": None}]},
            "packages[0].releases: it is null. Give a list.",
        ),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_place(value: object, refusal: str) -> None:
    assert refusals(lambda: read(value)) == [refusal]


def test_a_line_that_is_not_json_is_refused_by_its_number() -> None:
    data = f"{json.dumps(SMALL)}\n{{\n".encode()

    with pytest.raises(InvalidInput) as caught:
        read_notices(data, "notices.jsonl")

    assert caught.value.name == "notices.jsonl, line 2"


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"{", b"[" * 10_000_000, b'{"releases": [], "releases": []}', b"{}\n{}"]
)
def test_what_is_not_read_is_refused_in_words(data: bytes) -> None:
    assert refusals(lambda: read_notices(data, "notices.json"))


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert refusals(lambda: read_notices(b" " * (LARGEST_NOTICES + 1), "notices.json")) == [
        "the input is larger than 64 MB. Send a smaller input, or split it."
    ]


def test_names_are_shown_as_text_without_markup_or_hidden_characters() -> None:
    (row,) = read(
        {**SMALL, "buyer": {"name": "A\r\n &amp; B"}, "tender": {"title": "x" * 400 + "\u202e"}}
    )

    assert (row.buyer, row.title) == ("A & B", "x" * 300)


def test_the_demo_notice_is_read_whole() -> None:
    (row,) = read_notices(DEMO.read_bytes(), "grounds-maintenance-2019.json")

    assert row == NoticeReading(
        ocid="ocds-b5fd17raw-65836f54-c8cd-4568-8d8b-656f49adce7f",
        release="ocds-b5fd17-65836f54-c8cd-4568-8d8b-656f49adce7f-359510-lw-cas-lcc-19-937-award",
        buyer="Lancashire County Council",
        title="LPS CAS - Routine Grounds Maintenance for Schools 2020 - RFQ 15247159",
        cpv=("77314000",),
        facts={
            "authority_type": "local_authority",
            "nation": "england",
            "category": "services",
            "estimated_value": Money(Pence(1_120_000_00), VatBasis.EXCLUDED),
            "commenced_on": date(2019, 12, 20),
            "duration_months": 48,
        },
        read_from={
            "authority_type": "buyer.name",
            "nation": "parties[0].address.countryName",
            "category": "tender.xClassifications.ojeuContractType",
            "estimated_value": "tender.minValue.amount",
            "commenced_on": "date",
            "duration_months": "tender.contractPeriod.endDate",
            "cpv": "tender.items[0].classification.id",
        },
    )
    assert row.amount == "1120000.00"
    assert row.procurement() == Procurement(
        reference="ocds-b5fd17raw-65836f54-c8cd-4568-8d8b-656f49adce7f",
        title="LPS CAS - Routine Grounds Maintenance for Schools 2020 - RFQ 15247159",
        authority=Authority("Lancashire County Council", "local_authority", "england"),
        category="services",
        estimated_value=Money(Pence(1_120_000_00), VatBasis.EXCLUDED),
        commenced_on=date(2019, 12, 20),
        duration_months=48,
        cpv=("77314000",),
        assumed=frozenset({"also_includes", "special_regime", "framework", "vat_rate"}),
    )


def test_the_demo_notice_is_one_of_those_that_contracts_finder_published() -> None:
    published = json.loads(CONTRACTS_FINDER.read_bytes())["packages"]
    demo = json.loads(DEMO.read_bytes())

    (original,) = [one for one in published if one["uri"] == demo["uri"]]
    assert {key: value for key, value in original.items() if key != "file"} == demo


def test_the_notices_of_contracts_finder_are_read() -> None:
    rows = read_notices(CONTRACTS_FINDER.read_bytes(), CONTRACTS_FINDER.name)

    assert len(rows) == 60
    assert Counter(fact for row in rows for fact in row.missing) == {
        "authority_type": 25,
        "framework": 18,
        "estimated_value": 7,
        "category": 1,
    }
    assert sum(row.procurement() is not None for row in rows) == 23


def test_a_notice_in_doubt_is_no_procurement() -> None:
    (row,) = read({**SMALL, "tender": {**SMALL["tender"], "title": "A framework"}})

    assert row.missing == ("framework",)
    assert row.procurement() is None


@pytest.mark.parametrize(
    ("ocid", "reference"),
    [("../ocds-b5fd17/£1 ", "ocds-b5fd17-1"), ("é" * 9, "notice"), ("a" * 200, "a" * 100)],
)
def test_an_odd_id_becomes_a_reference_that_is_an_id(ocid: str, reference: str) -> None:
    england = {"roles": ["buyer"], "address": {"countryName": "England"}}

    (row,) = read({**SMALL, "ocid": ocid, "parties": [england]})

    procurement = row.procurement()
    assert procurement is not None
    assert procurement.reference == reference


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
PLACES = st.sampled_from(
    [
        *(("tender", key) for key in ("title", "value", "minValue", "items", "contractPeriod")),
        *(("tender", key) for key in ("lots", "techniques", "classification", "specialRegime")),
        *((key,) for key in ("ocid", "id", "tag", "date", "buyer", "parties", "tender")),
        ("tender", "value", "amount"),
        ("tender", "value", "currency"),
        ("buyer", "name"),
    ]
)


@given(st.lists(st.tuples(PLACES, ANYTHING), max_size=4))
def test_whatever_a_notice_holds_it_is_one_row(changes: list[tuple[tuple[str, ...], Any]]) -> None:
    hostile = copy.deepcopy(SMALL)
    for (*outer, last), value in changes:
        inner: Any = hostile
        for key in outer:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            inner[last] = value
    release_read = as_read(hostile)
    assert isinstance(release_read, dict)

    row = read_release(release_read)

    assert (row.procurement() is None) is bool(row.missing)
