"""What each section of the award report says of the five-bid tender, and of the odd ones."""

from dataclasses import replace

import pytest

from evaluation.pending import Pending
from evaluation.result import CommitmentFinding, Evaluation
from evaluation.tender import CommitmentVerdict, LowPriceAnswer, LowPriceVerdict
from rules.pack import Confidence
from tests.evaluation import builders as make
from tests.webapp.documents.report.grounds import BIDDERS, award
from tests.webapp.documents.report.reading import facts, part, reported, table, text
from tests.webapp.documents.report.test_report import TENDERS, plain_award, sure
from webapp.documents.content import Chart, Document, Notice, Section
from webapp.documents.report import Award


@pytest.fixture(scope="module")
def made() -> Document:
    """The report on the five-bid tender."""
    return reported(award())


def result(name: str) -> str:
    """Return the first sentence of a report, and what its panel is asked."""
    summary = part(reported(TENDERS[name]), "summary")
    return text(Section("s", "", "", (summary.blocks[0],)))


def asked(found: Document) -> str:
    """Return what the panel is asked."""
    [notice] = [block for block in part(found, "summary").blocks if isinstance(block, Notice)]
    return text(Section("s", "", "", (notice,)))


def test_the_first_sentence_names_the_winner_and_the_lead(made: Document) -> None:
    assert text(part(made, "summary")).splitlines()[0] == (
        "Arden Landscapes Ltd is first of 4 ranked bids, with 85.23 of 100 points. Bablake "
        "Grounds Ltd follows, 13.67 points behind."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("shared first place",
         ("A Ltd and B Ltd share the first place, each with 76.00 of 100 points. The published "
          "model does not set them apart, so there is no winner.")),
        ("nobody stands", "No bid is ranked: the only bid is disqualified."),
        ("one bid", "A Ltd is the only bid that is ranked, with 88.00 of 100 points."),
        ("price per quality point",
         ("A Ltd is first of 3 ranked bids, with a price per quality point of £16.67. B Ltd "
          "follows, £2.08 behind.")),
    ],
)  # fmt: skip
def test_the_first_sentence_of_other_results(name: str, sentence: str) -> None:
    found = result(name)

    assert found == sentence


def test_a_tie_for_the_first_place_says_what_set_it_apart() -> None:
    bids = (
        make.bid("A", marks={"q1": "3", "q2": "2"}),
        make.bid("B", marks={"q1": "2", "q2": "3"}),
    )
    model = make.model(make.scored("q1", "50"), make.scored("q2", "50"), tie_break=("q2",))

    found = part(reported(sure(make.tender(model, *bids))), "summary")

    assert text(found).splitlines()[0] == (
        "B Ltd is first of 2 ranked bids, with 50.00 of 100 points. A Ltd follows with an equal "
        "figure: ‘Q2’, which the model publishes for ties, sets them apart."
    )


def test_a_lead_below_the_last_place_is_not_printed_as_none() -> None:
    bids = (
        make.bid(name, amount, {"q1": "3"}) for name, amount in (("A", "1000000"), ("B", "1000001"))
    )
    tender = make.tender(make.model(make.price("40"), make.scored("q1", "60")), *bids)

    assert "less than 0.01 points behind" in text(part(reported(plain_award(tender)), "summary"))


def test_the_panel_is_asked_to_decide_and_not_told(made: Document) -> None:
    assert asked(made) == (
        "Whether to award the contract to Arden Landscapes Ltd on this evaluation, once what is "
        "still open below is answered. The panel decides, and records its reasons and who made "
        "the decision."
    )


def test_a_provisional_result_is_not_put_to_the_award() -> None:
    found = reported(_provisional())

    assert "The result is provisional." in text(part(found, "summary"))
    assert "1 commitment needs review" in facts(part(found, "summary"))["Still to settle"]
    assert asked(found).startswith("To settle each commitment that needs review before it awards")


def _provisional() -> Award:
    """Return the award with a commitment that nobody settled."""
    whole = award()
    open_ = CommitmentFinding(
        CommitmentVerdict.NEEDS_REVIEW, "It is not known where it is", hangs_on=("in_area",)
    )
    bids = tuple(
        replace(bid, commitments={**bid.commitments, "apprentices": open_})
        if bid.id == "A"
        else bid
        for bid in whole.evaluation.bids
    )
    evaluation: Evaluation = replace(whole.evaluation, bids=bids, provisional=True)
    return replace(whole, evaluation=evaluation)


def test_what_a_commitment_hangs_on_is_said() -> None:
    found = text(part(reported(_provisional()), "commitments"))

    assert "It is not known where it is.\nIt hangs on: " in found


def test_page_one_says_what_is_still_to_settle(made: Document) -> None:
    found = facts(part(made, "summary"))

    assert found["Still to settle"] == (
        "1 abnormally low price: section 5; 2 checks put a question: the questions"
    )
    assert found["Before sending"] == (
        "The notice to Dunsmore Amenity Ltd about its price; the assessment summaries wait for "
        "the answer."
    )
    assert found["Disqualified"] == "Earlsdon Environmental CIC: the rule it failed"
    assert found["Equal figures"] == (
        "Bablake Grounds Ltd and Cathedral Green Services Ltd: set apart"
    )
    assert found["How sure"].startswith("Closest is the weight of ‘Price’: ")


def test_the_ranking_ends_with_the_disqualified(made: Document) -> None:
    rows = table(part(made, "ranking"), "The ranking")

    assert rows == [
        ["Bidder", "Bid", "Rank", "Price", "Total points"],
        ["Arden Landscapes Ltd", "A", "1", "£1,040,000", "85.23"],
        ["Bablake Grounds Ltd", "B", "2", "£985,000", "71.56"],
        ["Cathedral Green Services Ltd", "C", "3", "£985,000", "71.56"],
        ["Dunsmore Amenity Ltd", "D", "4", "£760,000", "69.35"],
        ["Earlsdon Environmental CIC", "E", "Disqualified", "£931,250.50", "None"],
    ]


def test_the_chart_of_points_adds_up_to_the_totals(made: Document) -> None:
    [chart] = [block for block in part(made, "ranking").blocks if isinstance(block, Chart)]

    assert chart.plot.rows()[0] == ("Arden Landscapes Ltd", "29.23", "47.00", "9.00", "85.23")
    assert "Arden Landscapes Ltd 85.23, of which Price 29.23" in chart.description


def test_every_figure_is_told_down_to_what_was_given(made: Document) -> None:
    rows = {row[0]: row[1:] for row in table(part(made, "figures"), "Bablake Grounds Ltd, bid B")}

    assert rows["– Contract management"] == [
        "15", "60.00", "9.00", "Points 9: 60 × 15 ÷ 100\nPercent 60: 100 × 3 ÷ 5",
    ]  # fmt: skip
    assert rows["Quality"][3] == "Points 37: 16 + 12 + 9\nPercent 74: 100 × 37 ÷ 50"
    assert "100 × 760,000 ÷ 985,000" in rows["Price"][3]
    assert (
        "Compared with the value of what bid A promises for ‘Commitments’: 93,000"
        in (rows["– Commitments"][3])
    )
    assert rows["Total points"][2] == "71.56"


def test_each_gate_and_minimum_names_who_passed_and_who_failed(made: Document) -> None:
    rows = table(part(made, "standing"), "Gates and minimums of the model")

    assert rows[1] == [
        "Public liability insurance of £10 million",
        "Gate: must be passed, or the bid is disqualified.",
        (
            "Arden Landscapes Ltd, Bablake Grounds Ltd, Cathedral Green Services Ltd and Dunsmore "
            "Amenity Ltd"
        ),
        "Earlsdon Environmental CIC",
    ]
    assert rows[3][1] == "Minimum: at least a mark of 3, or the bid is disqualified."
    assert rows[3][2].endswith("Not judged: Earlsdon Environmental CIC")


def test_what_bids_failed_names_rule_and_consequence() -> None:
    rows = table(part(reported(sure(make.contested())), "standing"), "What bids failed")

    assert rows[1:] == [
        ["C Ltd", "Minimum of ‘Sv-Method’", "‘Sv-Method’ scored 1, below the minimum score of 2.",
         "Stays ranked"],
        ["D Ltd", "Minimum of ‘Q1’", "‘Q1’ scored 2, below the minimum score of 3.",
         "Disqualified"],
        ["E Ltd", "Exclusion ground, as declared", "Tax evasion: Convicted on 3 May 2024.",
         "Disqualified"],
        ["E Ltd", "Gate ‘Insurance’", "‘Insurance’ must be passed, and the bid failed it.",
         "Disqualified"],
    ]  # fmt: skip


def test_each_commitment_has_its_verdict_rule_and_source(made: Document) -> None:
    rows = table(part(made, "commitments"), "Bablake Grounds Ltd")

    assert rows[2] == [
        "Spend with local suppliers",
        "240,000 pounds",
        "None",
        "Not counted",
        (
            "The suppliers named are outside the area.\nRule cov-spend-in-area Coventry City "
            "Council, Social Value and Sustainability Policy, app.1"
        ),
    ]


def test_each_rule_that_judged_stands_with_its_source(made: Document) -> None:
    rows = table(part(made, "commitments"), "The rules that judged, and their sources")

    source = "Coventry City Council, Social Value and Sustainability Policy, app.1"
    assert rows[1:] == [
        ["cov-commitment-counts", source, "Seen in its source"],
        ["cov-spend-in-area", source, "Seen in its source"],
        ["cov-counted-once", source, "Seen in its source"],
    ]


def test_who_settled_a_commitment_is_said() -> None:
    whole = award()
    settled = CommitmentFinding(
        CommitmentVerdict.COUNTED, "The depot is in the area", settled_by="procurement officer"
    )
    bids = tuple(replace(bid, commitments=dict.fromkeys(bid.commitments, settled))
                 for bid in whole.evaluation.bids)  # fmt: skip

    found = text(
        part(
            reported(replace(whole, evaluation=replace(whole.evaluation, bids=bids))), "commitments"
        )
    )

    assert "The depot is in the area.\nSettled by the procurement officer." in found


def test_a_price_that_is_asked_about_comes_with_the_law(made: Document) -> None:
    found = text(part(made, "abnormally-low"))

    assert found.startswith("Dunsmore Amenity Ltd: The price, £760,000, is about 19.36")
    assert "Procurement Act 2023, s.19(3)(c), (4) and (5)." in found


def test_the_record_holds_marks_agreed_mark_reason_quotation_and_dissent(made: Document) -> None:
    rows = table(part(made, "moderation"), "The record of Bablake Grounds Ltd")

    assert rows[3] == [
        "Contract management",
        "Grounds lead: 3\nParks officer: 2\nEcologist: 4",
        "3",
        (
            "Panel: Answers everything asked; escalation has no times.\nDissent: The Ecologist "
            "would have kept 4: the partnering charter is strong."
        ),
    ]


def test_spreads_are_told_in_words(made: Document) -> None:
    rows = table(part(made, "moderation"), "How far apart the evaluators were")

    assert rows[2] == [
        "Staff and training",
        "Equal: 4",
        "3 to 4\n1 step apart\nDeviation 0.47",
        "Equal: 3",
        "1 to 4\nFar apart: 3 steps apart\nDeviation 1.25",
    ]


def test_severity_is_told_in_words(made: Document) -> None:
    rows = table(part(made, "moderation"), "How severe each evaluator was")

    assert [row[:3] for row in rows[1:]] == [
        ["Grounds lead", "16", "0.25 steps milder"],
        ["Parks officer", "16", "0.50 steps severer"],
        ["Ecologist", "16", "0.25 steps milder"],
    ]


def test_without_evaluators_marks_the_report_says_so() -> None:
    found = text(
        part(
            reported(
                sure(
                    make.tender(
                        make.model(make.scored("q1", "100")), make.bid("A", marks={"q1": "3"})
                    )
                )
            ),
            "moderation",
        )
    )

    assert "No evaluator’s own marks were given" in found


def test_weights_stand_as_a_chart_and_a_table(made: Document) -> None:
    [chart] = [block for block in part(made, "robustness").blocks if isinstance(block, Chart)]

    assert chart.plot.rows()[0] == ("Price", "0.0%", "40%", "62.2%")


def test_flips_and_reversals_are_listed() -> None:
    found = part(reported(sure(make.example())), "robustness")

    robustness = sure(make.example()).robustness
    assert robustness is not None
    rows = table(found, "The fewest marks that change the winner")
    assert len(rows) - 1 == min(robustness.flips.total, 40)
    assert "First if figures were rounded: to 0, 1 and 2 decimal places" in text(found)


def test_draws_stand_with_their_assumption_and_seed(made: Document) -> None:
    found = part(made, "robustness")

    assert "100,000 draws from seed 1; those too close" in text(found)
    assert table(found, "First places, assumption 1")[1:] == [
        ["Arden Landscapes Ltd", "74,512", "74.5%"],
        ["Dunsmore Amenity Ltd", "23,358", "23.4%"],
        ["Bablake Grounds Ltd", "2,118", "2.1%"],
        ["Cathedral Green Services Ltd", "9", "under 0.1%"],
        ["Nobody alone", "3", "under 0.1%"],
    ]


@pytest.mark.parametrize("name", ["five bids, nothing else computed", "shared first place"])
def test_what_was_not_worked_out_is_said(name: str) -> None:
    found = text(part(reported(TENDERS[name]), "robustness"))

    assert found in {
        "How sure the first place is was not worked out for this report.",
        "No bid alone is first, so there is no first place to test.",
    }


def test_a_check_that_asks_comes_first_and_accuses_nobody(made: Document) -> None:
    found = text(part(made, "checks"))

    assert found.startswith("A check that asks accuses nobody")
    assert (
        "Question: Is there any sign that these prices were not arrived at independently?" in found
    )
    assert "Round gaps between prices | Not applicable | A price is itself a multiple" in found


def test_the_notes_of_the_evaluation_are_told() -> None:
    found = text(part(reported(sure(make.example())), "checks"))

    assert "No procurement and policy were given" in found


def test_the_model_stands_with_every_effective_weight_and_its_digest(made: Document) -> None:
    found = part(made, "model")

    assert facts(found)["Model, SHA-256"] == award().tender.model.sha256
    assert [row[:4] for row in table(found, "Criteria")[3:6]] == [
        ["Quality", "quality", "50", "50"],
        ["– Method and programme", "method", "40", "20"],
        ["– Staff and training", "staff", "30", "15"],
    ]
    assert table(found, "Measures")[2] == [
        "Spend with local suppliers", "local-spend", "pounds", "£0.30", "No cap",
    ]  # fmt: skip


def test_the_packs_stand_with_their_digests(made: Document) -> None:
    assert table(part(made, "packs"), "Rule packs")[1:] == [
        ["uk", "1", "1f" * 32],
        ["coventry", "2", "c0" * 32],
    ]


def test_every_bidder_is_named_in_every_part_that_judges_bids(made: Document) -> None:
    for anchor in ("ranking", "figures", "standing", "commitments", "moderation"):
        found = text(part(made, anchor))
        assert [name for name in BIDDERS.values() if name not in found] == []


def test_the_ranking_without_a_low_price_is_worked_out_again(made: Document) -> None:
    found = part(made, "abnormally-low")

    rows = table(found, "Without Dunsmore Amenity Ltd")
    assert rows[0] == [
        "Bidder", "Rank now", "Total points now", "Rank then", "Total points then",
    ]  # fmt: skip
    assert rows[1] == ["Arden Landscapes Ltd", "1", "85.23", "1", "93.88"]
    assert rows[-1] == ["Earlsdon Environmental CIC", "Disqualified", "None", "Disqualified",
                        "None"]  # fmt: skip
    assert "Arden Landscapes Ltd would still be first, " in text(found)
    assert [block.word for block in found.blocks if isinstance(block, Notice)] == ["Before sending"]


def test_a_settled_question_says_who_settled_it_and_asks_nothing_more() -> None:
    whole = award()
    answer = LowPriceAnswer(LowPriceVerdict.DEMONSTRATED, "It owns its mowers", "panel_chair")
    bids = tuple(
        replace(bid, abnormally_low=answer) if bid.id == "D" else bid for bid in whole.tender.bids
    )

    found = reported(award(replace(whole.tender, bids=bids)))

    low = part(found, "abnormally-low")
    assert "as the panel chair decided: It owns its mowers." in text(low)
    assert not [block for block in low.blocks if isinstance(block, Notice)]
    assert "Before sending" not in facts(part(found, "summary"))


def test_a_rule_that_nobody_adopted_carries_its_tag_and_what_shows_the_verdict() -> None:
    whole = award()
    unsure = CommitmentFinding(
        CommitmentVerdict.NOT_COUNTED, "It is outside.", ("Settings",), "outside-area",
        unverified=("settings",),
    )  # fmt: skip
    weeks = replace(
        whole.tender.by_id["A"].commitments["apprentices"],
        because="The depot is in Leicester",
        quotation="Our Leicester depot. (page 3)",
    )
    bids = tuple(
        replace(bid, commitments={"apprentices": weeks}) if bid.id == "A" else bid
        for bid in whole.tender.bids
    )
    results = tuple(
        replace(bid, commitments={"apprentices": unsure}) if bid.id == "A" else bid
        for bid in whole.evaluation.bids
    )
    changed = replace(
        whole,
        tender=replace(whole.tender, bids=bids),
        evaluation=replace(whole.evaluation, bids=results),
        confidences={"settings": Confidence.AUTHORITY_SETTING},
    )

    found = part(reported(changed), "commitments")

    assert table(found, "Arden Landscapes Ltd")[1][4] == (
        "It is outside.\nThe depot is in Leicester.\nQuoted: “Our Leicester depot.” (page 3)\n"
        "Rule outside-area proposed, for the authority to set Settings"
    )
    assert ["outside-area", "Settings", "proposed, for the authority to set"] in table(
        found, "The rules that judged, and their sources"
    )
    assert "proposed, for the authority to set: No source publishes it." in text(found)


def test_a_disqualified_bid_says_why_it_has_no_points_for_price() -> None:
    rows = table(part(reported(sure(make.contested())), "figures"), "D Ltd, bid D")

    price = next(row for row in rows if row[0] == "Price")
    assert price[2:] == [
        "None", "None",
        "Not worked out: it compares prices of ranked bids, and this bid is disqualified.",
    ]  # fmt: skip


def test_the_report_names_what_the_file_needs_beside_it(made: Document) -> None:
    found = text(part(made, "checks"))

    for place in ("s.81 to s.83", "s.26 and s.28", "s.21 and s.23", "s.98(1), (3) and (4)"):
        assert f"Procurement Act 2023, {place}" in found
    assert "three years" in found


def test_page_one_names_the_lead_that_is_left_without_another_bid(made: Document) -> None:
    told = facts(part(made, "summary"))["How sure"]

    assert "Without any one other bid the first place stays, by " in told
    assert "points at least; the places behind may change." in told


def test_what_needs_review_opens_how_sure_the_first_place_is() -> None:
    first = sure(make.example())
    assert first.robustness is not None
    found = replace(first.robustness, pending=Pending((("B", "carbon"),), ("A",)))

    document = reported(replace(first, robustness=found))

    opening = "What needs review cannot change the first place. "
    assert facts(part(document, "summary"))["How sure"].startswith(opening)
    assert text(part(document, "robustness")).startswith(f"{opening}A Ltd is first with ")
