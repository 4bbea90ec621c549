"""Fields of a row: whole, without names, or withheld by a ground; nothing that opens something."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from evaluation.disclosure import Audience, Recipient, Sort, Thing, treatment_of
from evaluation.panel.phases import Phase
from webapp.roles import Role
from webapp.services.disclosure.cells import Blacked, Cells, as_fields, as_json
from webapp.services.disclosure.naming import SOMEBODY, Naming, naming
from webapp.store.disclosures import Worker
from webapp.store.tender_tables import Bidder

OFFICER, ALPHA, BETA = UUID(int=1), UUID(int=2), UUID(int=3)


def called(audience: Audience, number: int | None = None) -> Naming:
    bidders = [
        Bidder(
            id=ALPHA, number=1, name="Alpha Ltd", email="a@a.example", address="", identifier=""
        ),
        Bidder(
            id=BETA, number=2, name="Béta “CIC”", email="b@b.example", address="", identifier=""
        ),
    ]
    worker = Worker(OFFICER, "Priya Shah", "p@c.example", (Role.PROCUREMENT_OFFICER.value,))
    return naming(Recipient(audience, number), [worker], bidders, frozenset({ALPHA}))


def told(
    sort: Sort | None, value: object, audience: Audience, thing: Thing = Thing.AGREED
) -> object:
    number = 1 if audience is Audience.BIDDER else None
    name = called(audience, number)
    treatment = treatment_of(thing, audience, Phase.TOLD)
    (cell,) = Cells({"it": sort}, treatment, name, name.masker()).of({"it": value}, Blacked())
    return cell.ground.id if cell.ground else cell.value


@pytest.mark.parametrize(
    ("sort", "value", "court", "public"),
    [
        (Sort.FACT, 3, 3, 3),
        (Sort.FACT, date(2026, 3, 2), "2026-03-02", "2026-03-02"),
        (Sort.PERSON, OFFICER, f"Priya Shah ({OFFICER})", "Procurement officer 1"),
        (Sort.PERSON, BETA, f"{SOMEBODY} ({BETA})", SOMEBODY),
        (Sort.PEOPLE, f'["{OFFICER}"]', '["Priya Shah"]', '["Procurement officer 1"]'),
        (Sort.BIDDER, ALPHA, "Alpha Ltd (bidder A)", "Alpha Ltd (bidder A)"),
        (Sort.BIDDER, BETA, "Béta “CIC” (bidder B)", "Bidder B"),
        (Sort.REASON, "It names a rota", "It names a rota", "foia-s43"),
        (Sort.REASON, "", "", ""),
        (Sort.BID, "Two crews", "Two crews", "foia-s41"),
        (Sort.WORDS, "So said Priya Shah", "So said Priya Shah", "So said [Procurement officer 1]"),
        (None, "A text of no sort", "A text of no sort", "foia-s40"),
    ],
)
def test_a_field_is_told_by_its_sort(
    sort: Sort | None, value: object, court: object, public: object
) -> None:
    assert told(sort, value, Audience.COURT) == court
    assert told(sort, value, Audience.PUBLIC) == public


def test_a_secret_is_in_no_row_at_all() -> None:
    name = called(Audience.COURT)
    treatment = treatment_of(Thing.RECEIPTS, Audience.COURT, Phase.TOLD)

    assert Cells({"it": Sort.SECRET}, treatment, name, None).of({"it": "key"}, Blacked()) == ()


def test_a_name_is_found_in_json_that_escapes_it() -> None:
    text = json.dumps({"why": ["Cheaper than Béta “CIC”"]})
    assert "Béta" not in text

    assert told(Sort.REASON, text, Audience.BIDDER) == '{"why": ["Cheaper than [another bidder]"]}'


def test_what_is_withheld_is_counted_and_told_in_both_forms() -> None:
    name, blacked = called(Audience.PUBLIC), Blacked()
    cells = Cells(
        {"rationale": Sort.REASON, "made_at": Sort.FACT, "why": Sort.WORDS},
        treatment_of(Thing.AGREED, Audience.PUBLIC, Phase.TOLD),
        name,
        name.masker(),
    ).of(
        {
            "rationale": "Because",
            "made_at": datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
            "why": "Priya Shah and b@b.example",
        },
        blacked,
    )

    assert (dict(blacked.fields), blacked.names) == ({("rationale", "foia-s43"): 1}, 2)
    assert json.loads(as_json(cells)) == {
        "rationale": {"withheld": "foia-s43"},
        "made_at": "2026-07-01T09:30:00+00:00",
        "why": "[Procurement officer 1] and [Bidder B]",
    }
    fields = {one.title: (one.text, one.withheld) for one in as_fields(cells)}
    assert fields["Rationale"] == ("", "Freedom of Information Act 2000 s.43(2)")
    assert fields["Made at"][0] == "1 July 2026 at 10:30"
