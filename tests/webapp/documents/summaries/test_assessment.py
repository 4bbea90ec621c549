"""The scores of a tender with sub-totals and total, each explained."""

from collections.abc import Mapping
from dataclasses import replace

from evaluation.model import Criterion, GroupCriterion, ScoredCriterion
from evaluation.tender import GateScore, Score
from tests.evaluation import builders, tenders
from tests.webapp.documents.summaries import reading
from webapp.documents.content import Document, Table


def scores(document: Document, anchor: str = "own") -> list[list[str]]:
    """Return the table of scores as texts."""
    (found,) = [each for each in document.sections if each.anchor == anchor]
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    return [[reading.words_of_lines(cell) for cell in row] for row in table.rows]


def test_the_table_gives_scores_sub_totals_and_total() -> None:
    assert scores(reading.summary(tenders.tender(), "E")) == [
        ["Insurance", "Passed", "–", "–", "–"],
        ["Price", "–", "54.55", "21.82", "40"],
        ["Quality", "Sub-total", "68.00", "34.00", "50"],
        ["– Method", "3 of 5", "60.00", "18.00", "30"],
        ["– Staff", "4 of 5", "80.00", "16.00", "20"],
        ["Social", "Sub-total", "40.00", "4.00", "10"],
        ["– Offer", "–", "0.00", "0.00", "5"],
        ["– Local", "4 of 5", "80.00", "4.00", "5"],
        ["Total", "–", "–", "59.82", "100"],
    ]


def test_a_disqualified_tender_shows_only_what_was_assessed() -> None:
    document = reading.summary(tenders.tender(), "D")

    assert scores(document)[1] == ["Price", "Not scored", "–", "–", "40"]
    assert scores(document)[5][1] == "No sub-total"
    assert scores(document)[-1][0] == "No total: the tender was disqualified"
    assert (
        "The price was not scored, because the formula compares the prices of tenders that were "
        "not disqualified."
    ) in reading.section(document, "own")


def test_a_score_is_told_with_what_its_level_means() -> None:
    text = reading.section(reading.summary(tenders.tender(), "E"), "own")

    assert "3 of 5, which is 60.00 per cent.\nSatisfactory: the requirement is" in text


def test_a_score_between_two_described_levels_is_told_with_both() -> None:
    made = tenders.tender()
    described = {"0": "Nothing is shown.", "5": "All of it is shown."}
    criteria = tuple(_described(item, described) for item in made.model.criteria)
    model = builders.pinned(replace(made.model, criteria=criteria))

    text = reading.section(reading.summary(replace(made, model=model), "E"), "own")

    assert (
        "The published scale describes no score between 0 (“Nothing is shown”) and 5 (“All of it "
        "is shown”): the answer was found to lie between the two."
    ) in text


def _described(item: Criterion, levels: Mapping[str, str]) -> Criterion:
    match item:
        case GroupCriterion():
            return replace(item, criteria=tuple(_described(one, levels) for one in item.criteria))
        case ScoredCriterion():
            return replace(item, descriptors=levels)
        case _:
            return item


def test_a_mean_of_individual_scores_is_rounded_and_said_to_be_one() -> None:
    made = tenders.tender()
    given = replace(
        builders.panel("3", "4", "4"), rationale="Why.", quotation="The words of the tender."
    )
    bids = (
        made.bids[0],
        replace(made.bids[1], scores={**made.bids[1].scores, "method": given}),
    )
    model = builders.pinned(replace(made.model, agreed_by_mean=True))

    text = reading.section(reading.summary(replace(made, model=model, bids=bids), "B"), "own")

    assert "3.67 of 5, which is 73.33 per cent." in text
    assert "It is the mean of the evaluators’ scores, as published." in text


def test_a_failed_gate_is_explained_and_what_has_no_score_is_left_out() -> None:
    made = tenders.tender()
    failed = Score(GateScore.FAILED, rationale="The certificate that was sent expired in March.")
    bids = (made.bids[0], replace(made.bids[1], scores={"insurance": failed}, commitments={}))

    document = reading.summary(replace(made, bids=bids), "B")

    assert scores(document)[0][1] == "Failed"
    assert scores(document)[3] == ["– Method", "Not scored", "–", "–", "30"]
    assert "The certificate that was sent expired in March." in reading.section(document, "own")
    assert "‘Insurance’ was failed. The published rule: A tender that fails it is" in (
        reading.section(document, "why")
    )
