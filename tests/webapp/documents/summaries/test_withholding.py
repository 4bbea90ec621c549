"""What is withheld from a letter is nowhere in it, and its reader is told so with the ground."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from evaluation.evaluate import evaluate
from evaluation.letters.issuing import Issuing
from evaluation.letters.withholding import Ground, WithheldExplanation, fingerprint
from evaluation.model import ScoredCriterion
from evaluation.tender import Tender
from tests.evaluation import tenders
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.summaries import reading
from webapp.documents import render_html, render_pdf, render_word
from webapp.documents.content import Document, canonical_json
from webapp.documents.summaries import NoAssessmentSummary, assessment_summary

WINNER = "A"
SECRET = "crews of four leave from the Whitley press"


def made(secret: str = f"It is said how {SECRET}. The rest is plain.") -> tuple[Tender, str]:
    """Return the tender with a secret in an explanation of the winner's, and the criterion."""
    tender = tenders.tender()
    item = next(
        one
        for one in tender.model.leaves
        if isinstance(one, ScoredCriterion) and one.id in tender.by_id[WINNER].scores
    )
    bid = tender.by_id[WINNER]
    score = replace(bid.scores[item.id], rationale=secret)
    explained = replace(bid, scores={**bid.scores, item.id: score})
    bids = tuple(explained if one.id == WINNER else one for one in tender.bids)
    return replace(tender, bids=bids), item.id


def summary(tender: Tender, bid: str, *withheld: WithheldExplanation) -> Document:
    """Return the assessment summary of a bid, issued with what is withheld."""
    evaluation = evaluate(tender, tenders.findings())
    assert evaluation.winner == WINNER
    issue = replace(reading.ISSUE, issuing=Issuing(withheld=withheld))
    return assessment_summary(tender, evaluation, None, bid, issue=issue)


def outputs(document: Document) -> list[str]:
    """Return all that a letter can be given out as, in words."""
    with ZipFile(BytesIO(render_word(document))) as package:
        word = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    return [
        reading.words(document),
        str(render_html(document)),
        str(canonical_json(document)),
        word,
        read(render_pdf(document)).root.text(),
    ]


def decided(tender: Tender, criterion: str, **given: str) -> WithheldExplanation:
    """Return that an explanation of the winner's as it stands is withheld as commercial."""
    score = tender.by_id[WINNER].scores.get(criterion)
    sha256 = fingerprint(score.rationale if score else "")
    return WithheldExplanation(WINNER, criterion, Ground.COMMERCIAL, sha256, **given)


@pytest.mark.parametrize("passage", ["", SECRET])
def test_what_is_withheld_is_nowhere_in_the_letter_and_the_ground_is_told(passage: str) -> None:
    tender, criterion = made()
    withheld = decided(tender, criterion, passage=passage)

    found, whole = summary(tender, "B", withheld), summary(tender, "B")

    assert all("crews of four" in " ".join(one.split()) for one in outputs(whole))
    for output in outputs(found):
        assert "Whitley" not in output
        assert "crews of four leave" not in " ".join(output.split())
    text = reading.words(found)
    assert ("The rest is plain." in text) is bool(passage)
    assert ("[withheld]" in text) is bool(passage)
    card = "Some of it is withheld." if passage else "Withheld."
    assert (
        f"{card} What is withheld is withheld under section 94(1)(b): the authority is satisfied "
        "that it is sensitive commercial information and that there is an overriding public "
        "interest in its being withheld. Procurement Act 2023, s.94(1)(b) and (3)"
    ) in text
    front = reading.section(found, "outcome")
    what = "Words of the explanation" if passage else "The explanation"
    assert f"Withheld from you\n{what} of the score of the most advantageous tender for" in front
    assert "s.94(1)(b) and (3)" in front


def test_the_scores_and_every_other_explanation_stay() -> None:
    tender, criterion = made()
    withheld = replace(decided(tender, criterion), ground=Ground.NATIONAL_SECURITY)

    found = reading.words(summary(tender, "B", withheld))
    whole = reading.words(summary(tender, "B"))

    gone = {line for line in whole.splitlines() if line not in found.splitlines()}
    assert [line for line in gone if "Whitley" in line]
    assert len(gone) == 1
    assert (
        "What is withheld is withheld under section 94(1)(a): the authority is satisfied that "
        "withholding it is necessary for the purpose of safeguarding national security. "
        "Procurement Act 2023, s.94(1)(a) and (3)"
    ) in found


def test_the_winners_own_letter_and_those_of_others_stay_whole() -> None:
    tender, criterion = made()
    one = decided(tender, criterion, reader="B")
    every = replace(one, reader="")

    assert SECRET not in reading.words(summary(tender, "B", one))
    assert summary(tender, "C", one) == summary(tender, "C")
    assert summary(tender, WINNER, every) == summary(tender, WINNER)


def test_a_decision_about_another_tender_or_criterion_withholds_nothing() -> None:
    tender, criterion = made()
    price = next(one.id for one in tender.model.leaves if not isinstance(one, ScoredCriterion))
    others = (
        replace(decided(tender, criterion), of="C"),
        decided(tender, "gone"),
        decided(tender, price),
    )

    assert summary(tender, "B", *others) == summary(tender, "B")


@pytest.mark.parametrize("passage", ["", SECRET])
def test_an_explanation_that_was_agreed_anew_is_neither_withheld_nor_told(passage: str) -> None:
    before, criterion = made()
    tender, _ = made(f"It is said how {SECRET}. The rest is plainer.")
    withheld = decided(before, criterion, passage=passage)

    with pytest.raises(NoAssessmentSummary, match="agreed anew since it was withheld"):
        summary(tender, "B", withheld)
    assert summary(tender, WINNER, withheld) == summary(tender, WINNER)


def test_two_grounds_on_one_explanation_are_both_told() -> None:
    tender, criterion = made()
    withheld = (
        decided(tender, criterion, passage="crews of four"),
        replace(
            decided(tender, criterion, passage="Whitley press"), ground=Ground.NATIONAL_SECURITY
        ),
    )

    found = reading.words(summary(tender, "B", *withheld))

    assert "It is said how [withheld] leave from the [withheld]. The rest is plain." in found
    for place in ("s.94(1)(a) and (3)", "s.94(1)(b) and (3)"):
        assert found.count(place) == 2
