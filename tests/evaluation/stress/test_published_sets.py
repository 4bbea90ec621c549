"""Award criteria as they were published in 2019 and 2025, put through the stress test.

Facts of the notices, typed from Public Contracts Scotland and Sell2Wales under their OCDS ids.
Both publish at most one question a set: what is below 100 was mostly cut short by them.
"""

from pathlib import Path

from evaluation.model import Model
from tests.evaluation.stress.published_sets import (
    PublishedCriterion,
    PublishedSet,
    lines,
    model_of,
    read_sets,
    stressed,
)


def published(ocid: str, buyer: str, *criteria: tuple[str, str, str]) -> PublishedSet:
    """Return a set of criteria, each its kind, name and weight."""
    return PublishedSet(ocid, buyer, tuple(PublishedCriterion(*each) for each in criteria))


WHOLE = published(
    "ocds-r6ebe6-0000580540", "Fife Council", ("quality", "Quality", "50"), ("price", "", "50")
)
SIGNED = published(
    "ocds-r6ebe6-0000569951",
    "Williamsburgh Housing Association Ltd",
    ("quality", "Quality", "30%"),
    ("price", "", "70%"),
)
CUT_SHORT = published(
    "ocds-kuma6s-148114",
    "NHS Wales Shared Services Partnership",
    ("quality", "Business Continuity and Supply Resilience", "10"),
    ("price", "", "63.7"),
)
OF_A_THOUSAND = published(
    "ocds-kuma6s-148166",
    "Bridgend County Borough Council",
    ("quality", "Method Statement Questions", "400"),
    ("price", "", "600"),
)
TWICE_95 = published(
    "ocds-r6ebe6-0000577171",
    "Angus Council",
    ("quality", "Maximisation of Passenger Benefit", "95"),
    ("price", "", "95"),
)
RANGES = published(
    "ocds-r6ebe6-0000578690",
    "Scotland Excel",
    ("quality", "Technical", "15-40%"),
    ("cost", "Price", "60-85%"),
)
PRICE_ALONE = published("ocds-kuma6s-148044", "Isle of Anglesey County Council", ("price", "", ""))
NO_PRICE = published(
    "ocds-kuma6s-148236",
    "LHC Procurement Group for the Welsh Procurement Alliance (WPA)",
    ("quality", "General Technical Capability", "50%"),
    ("price", "", "0%"),
)


def about_weights(each: PublishedSet) -> list[tuple[str, str]]:
    """Return what is found of the weights of a set, the rest being assumed by the reader."""
    made = model_of(each)
    assert isinstance(made, Model)
    kinds = {"weights-not-100", "criterion-dominates", "negligible-weight"}
    return [
        (finding.id, finding.criterion)
        for finding in stressed(made).findings
        if finding.id in kinds
    ]


def test_equal_halves_have_no_fault() -> None:
    assert about_weights(WHOLE) == []


def test_a_sign_of_per_cent_is_read_and_seventy_of_price_dominate() -> None:
    assert about_weights(SIGNED) == [("criterion-dominates", "price")]


def test_a_set_that_was_cut_short_is_told_apart_from_one_that_is_wrong() -> None:
    assert about_weights(CUT_SHORT) == [("weights-not-100", ""), ("criterion-dominates", "price")]
    assert CUT_SHORT.is_cut_short
    assert not TWICE_95.is_cut_short
    assert not OF_A_THOUSAND.is_cut_short


def test_marks_out_of_a_thousand_dominate_by_their_share() -> None:
    assert about_weights(OF_A_THOUSAND) == [
        ("weights-not-100", ""),
        ("criterion-dominates", "price"),
    ]


def test_two_of_95_are_wrong_and_neither_dominates() -> None:
    assert about_weights(TWICE_95) == [("weights-not-100", "")]


def test_a_range_of_weights_is_no_model() -> None:
    assert model_of(RANGES) == "the weight «15-40%» is no number"


def test_a_price_alone_has_all_the_weight() -> None:
    assert about_weights(PRICE_ALONE) == []


def test_a_weight_of_nothing_is_no_criterion() -> None:
    made = model_of(NO_PRICE)

    assert isinstance(made, Model)
    assert [leaf.id for leaf in made.leaves] == ["quality-1"]


def test_a_file_of_sets_is_read_and_told_in_lines(tmp_path: Path) -> None:
    file = tmp_path / "sets.csv"
    head = (
        "source,ocid,buyer,category,tender_value_gbp,level_or_lot,criterion_type,"
        "criterion_name,weight_as_published"
    )
    rows = [
        "PCS,ocds-1,A Council,services,,1,quality,Quality,40",
        "PCS,ocds-1,A Council,services,,1,price,,60",
        "PCS,ocds-2,A Council,services,,1,price,,soon",
    ]
    file.write_text("\n".join([head, *rows]), encoding="utf-8")

    said = list(lines(read_sets(file)))

    assert said[0].startswith("ocds-1  40+60        criterion-dominates(price), price decides 5")
    assert said[1:3] == ["ocds-2  soon         not read: the weight «soon» is no number", "2 sets"]
    assert "   1 criterion-dominates" in said
