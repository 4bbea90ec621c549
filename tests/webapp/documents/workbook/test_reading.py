"""What a bidder's workbook says, and what is told of a cell that can't be read."""

from dataclasses import replace

import pytest

from evaluation.workbook import Workbook, bidders_workbook
from forms.tender_workbook import Finding, FindingKind, Promised, read_workbook
from tests.evaluation.builders import commitments, gate, group, measure, model, price, scored
from tests.evaluation.workbook.sample import ISSUE, PRICE_BASIS, sample_workbook
from tests.webapp.documents.workbook.filling import FULL, changed, filled, with_cells, without
from webapp.documents.workbook import render_workbook

ISSUED = sample_workbook()


def _findings(values: dict[str, str | int]) -> tuple[Finding, ...]:
    return read_workbook(filled(ISSUED, values), ISSUED).findings


def test_a_workbook_filled_in_whole_is_read_without_a_finding() -> None:
    read = read_workbook(filled(ISSUED), ISSUED)

    assert read.findings == ()
    assert read.is_as_issued
    assert read.price == "150000.5"
    assert dict(read.lines) == {"1": "125000.5", "2": "25000"}
    assert dict(read.gates) == {"insurance": True}
    assert read.answers["method"] == FULL["Answers!D7"]
    assert read.declared["made-by"] == "A. Bidder"


def test_a_commitment_is_read_with_its_share_and_its_answers() -> None:
    read = read_workbook(filled(ISSUED), ISSUED)

    assert dict(read.promised) == {
        "weeks": Promised(
            quantity="40",
            attribution="50",
            answers={
                "in_area": True,
                "counted_elsewhere": False,
                "method_statement": True,
                "beyond_requirement": True,
            },
            because=str(FULL["Commitments!K9"]),
        )
    }


def test_a_workbook_as_it_was_issued_names_every_cell_that_is_missing() -> None:
    read = read_workbook(render_workbook(ISSUED), ISSUED)

    assert {one.kind for one in read.findings} == {FindingKind.MISSING}
    assert [one.place for one in read.findings] == [
        "Answers!D6",
        "Answers!D7",
        "Answers!D8",
        "Price!C6",
        "Price!C7",
        *(f"Declarations!B{row}" for row in range(5, 13)),
    ]
    assert read.price is None


def test_a_price_whose_line_is_missing_is_no_price() -> None:
    read = read_workbook(filled(ISSUED, without("Price!C7")), ISSUED)

    assert read.price is None
    assert dict(read.lines) == {"1": "125000.5"}


def test_the_total_is_added_up_anew_and_never_trusted() -> None:
    def forge(parts: dict[str, str]) -> None:
        part = "xl/worksheets/sheet3.xml"
        parts[part] = parts[part].replace("</f><v>0</v>", "</f><v>1</v>")

    read = read_workbook(changed(filled(ISSUED), forge), ISSUED)

    assert read.price == "150000.5"


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("\x004.3499999999999996", "25004.35"),
        ("\x001.25E5", "150000"),
        ("£125,000.50", "150000.5"),
        (" 125000 ", "150000"),
        ("1,125.500", "26125.5"),
        ("\x00125.000", "25125"),
    ],
)
def test_a_price_is_read_in_the_digits_that_were_meant(typed: str, price: str) -> None:
    read = read_workbook(filled(ISSUED, with_cells(Price_C6=typed)), ISSUED)

    assert read.findings == ()
    assert read.price == price


@pytest.mark.parametrize(
    ("cell", "typed", "found", "remedy"),
    [
        ("Price_C6", "about 5", "the text “about 5”", "Type a number such as 125000.50"),
        ("Price_C6", -1, "the number “-1”", "Give at least 0"),
        ("Price_C6", "\x001E20", "the number “1E20”", "check the zeros"),
        ("Price_C6", "\x001.005", "which has 3 decimals", "Round it to at most 2 decimals"),
        ("Price_C6", "\x001e308", "the number “1e308”", "check the zeros"),
        ("Price_C6", "\x001e-308", "decimals", "Round it to at most 2 decimals"),
        ("Price_C6", "\x00NaN", "the number “NaN”", "Type a number such as 125000.50"),
        ("Price_C6", "\x00Infinity", "the number “Infinity”", "Type a number such as 125000.50"),
        ("Price_C6", "125.000,50", "the text “125.000,50”", "Type a number such as 125000.50"),
        ("Price_C6", "125000,50", "the text “125000,50”", "Type a number such as 125000.50"),
        ("Price_C6", "125.000", "the text “125.000”", "without a point between thousands"),
        ("Price_C6", "1.250.000", "the text “1.250.000”", "without a point between thousands"),
        ("Commitments_E9", "12.500", "the text “12.500”", "without a point between thousands"),
        ("Price_C6", "١٢٣", "the text “١٢٣”", "Type a number such as 125000.50"),
        ("Price_C6", "=B6*2", "the formula “=B6*2”", "paste it as a value"),
        ("Answers_D6", "Perhaps", "the text “Perhaps”", "Choose Yes or No"),
        ("Commitments_F9", "half", "the text “half”", "such as 50%"),
        ("Commitments_F9", 50, "the percentage “50”", "Give at most 100"),
        ("Answers_D7", "x" * 20_001, "20,001 characters", "Shorten it to 20,000"),
        ("Answers_D7", "a\u202eb", "the character U+202E", "Type these words anew"),
    ],
)
def test_a_cell_that_is_not_what_was_asked_is_named_with_its_remedy(
    cell: str, typed: str | int, found: str, remedy: str
) -> None:
    findings = _findings(with_cells(**{cell: typed}))

    assert [(one.kind, one.place) for one in findings] == [
        (FindingKind.UNREADABLE, cell.replace("_", "!"))
    ]
    assert found in findings[0].found
    assert remedy in findings[0].remedy


def test_several_faults_are_told_at_once() -> None:
    findings = _findings(with_cells(Price_C6="much", Answers_D6="Maybe", Commitments_E9=-4))

    assert [one.place for one in findings] == ["Answers!D6", "Price!C6", "Commitments!E9"]


def test_words_too_long_are_read_as_far_as_they_may_go() -> None:
    read = read_workbook(filled(ISSUED, with_cells(Answers_D7="x" * 20_001)), ISSUED)

    assert read.answers["method"] == "x" * 20_000


def test_a_quantity_without_the_rest_of_its_row_is_asked_about() -> None:
    findings = _findings(without("Commitments!K9", "Commitments!F9"))

    assert [one.place for one in findings] == ["Commitments!F9", "Commitments!K9"]
    assert findings[0].remedy == "Fill it in, or take the quantity of its row away"


def test_a_row_without_its_quantity_is_asked_about_and_promises_nothing() -> None:
    read = read_workbook(filled(ISSUED, without("Commitments!E9")), ISSUED)

    assert [one.place for one in read.findings] == ["Commitments!E9"]
    assert not read.promised


def test_a_quantity_of_nothing_needs_no_more() -> None:
    row = [f"Commitments!{column}9" for column in "FGHIJK"]
    values = {**without(*row), "Commitments!E9": 0}

    assert _findings(values) == ()


def test_a_later_publication_that_asks_the_same_takes_the_earlier_workbook() -> None:
    later = sample_workbook(replace(ISSUE, publication=2, deadline="A week later"))

    assert read_workbook(filled(ISSUED), later).findings == ()


def test_the_workbook_of_another_model_is_known_by_its_edition() -> None:
    newer = replace(sample_workbook(replace(ISSUE, publication=2)), model="0123456789ab")

    read = read_workbook(filled(ISSUED), newer)

    assert [one.place for one in read.findings] == ["Start!B5"]
    assert "what is asked may have changed" in read.findings[0].remedy
    assert not read.is_as_issued


def _refined() -> Workbook:
    """Return a later workbook: a question weighs more, one is gone, and a new one is asked."""
    refined = model(
        gate("insurance"),
        price("40"),
        group("quality", "50", scored("method", "70"), scored("training", "30")),
        commitments("sv", "10", measure("carbon", "277.22", "1000"), measure("weeks", "251.75")),
    )
    later = bidders_workbook(
        refined,
        replace(ISSUE, publication=2),
        price_lines=("Mowing", "Hedges"),
        price_basis=PRICE_BASIS,
    )
    return replace(later, earlier=(ISSUED,))


def test_a_bid_on_an_earlier_workbook_is_compared_with_the_one_that_its_bidder_was_given() -> None:
    later = _refined()

    read = read_workbook(filled(ISSUED), later)

    assert [(one.kind, one.place) for one in read.findings] == [
        (FindingKind.CHANGED, "Start!B5"),
        (FindingKind.MISSING, "Answers!D8"),
    ]
    assert "of an earlier edition" in read.findings[1].found
    assert (read.price, set(read.answers)) == ("150000.5", {"method"})


def test_a_locked_cell_that_was_changed_in_an_earlier_workbook_is_told_as_it_was_issued_then() -> (
    None
):
    def forge(parts: dict[str, str]) -> None:
        part = "xl/sharedStrings.xml"
        parts[part] = parts[part].replace("without VAT", "with VAT", 1)

    read = read_workbook(changed(filled(ISSUED), forge), _refined())

    assert [one.place for one in read.findings] == ["Start!B5", "Answers!D8", "Price!A2"]


def test_a_workbook_that_claims_an_edition_that_never_was_is_compared_with_the_last() -> None:
    later = replace(_refined(), earlier=())

    read = read_workbook(filled(ISSUED), later)

    assert len([one for one in read.findings if one.kind is FindingKind.CHANGED]) > 1


def test_a_finding_is_one_line_with_place_and_remedy() -> None:
    finding = Finding(
        FindingKind.UNREADABLE, "Price", "C6", "the text “much”", "a number", "Type a number"
    )

    assert str(finding) == (
        "Price!C6: found the text “much”, and expected a number. Type a number."
    )
