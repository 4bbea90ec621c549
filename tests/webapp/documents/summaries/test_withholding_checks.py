"""What keeps a letter back: an explanation agreed anew, and withheld words told elsewhere."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.letters.issuing import Issuing
from evaluation.letters.withholding import WithheldExplanation
from evaluation.lint import LintFinding
from evaluation.tender import Tender
from tests.evaluation import tenders
from tests.webapp.documents.summaries import reading
from tests.webapp.documents.summaries.test_withholding import SECRET, WINNER, decided, made
from webapp.documents.summaries import Letter, letters
from webapp.documents.summaries.withholding_checks import (
    AGREED_ANEW,
    TOLD_ELSEWHERE,
    agreed_anew,
    told_elsewhere,
)


def written(tender: Tender, *withheld: WithheldExplanation) -> tuple[Letter, ...]:
    """Return the letters of a tender, issued with what is withheld."""
    evaluation = evaluate(tender, tenders.findings())
    issue = replace(reading.ISSUE, issuing=Issuing(withheld=withheld))
    return letters(tender, evaluation, None, issue=issue)


def outdated(tender: Tender, *withheld: WithheldExplanation) -> list[LintFinding]:
    """Return which letters wait because an explanation was agreed anew."""
    evaluation = evaluate(tender, tenders.findings())
    return list(agreed_anew(tender, evaluation, Issuing(withheld=withheld)))


def told(tender: Tender, *withheld: WithheldExplanation) -> list[LintFinding]:
    """Return where letters tell what is withheld from their readers."""
    evaluation = evaluate(tender, tenders.findings())
    documents = [(one.bid, one.document) for one in written(tender, *withheld)]
    return list(told_elsewhere(tender, evaluation, Issuing(withheld=withheld), documents))


def explained(tender: Tender, bid: str, criterion: str, rationale: str) -> Tender:
    """Return a tender in which a score of a bid is explained by other words."""
    found = tender.by_id[bid]
    score = replace(found.scores[criterion], rationale=rationale)
    new = replace(found, scores={**found.scores, criterion: score})
    return replace(tender, bids=tuple(new if one.id == bid else one for one in tender.bids))


def another(tender: Tender, criterion: str) -> str:
    """Return another criterion whose score of the winner's is explained."""
    scores = tender.by_id[WINNER].scores
    return next(
        one.id for one in tender.model.questions if one.id in scores and one.id != criterion
    )


@pytest.mark.parametrize("passage", ["", SECRET])
def test_a_letter_waits_for_a_person_where_an_explanation_was_agreed_anew(passage: str) -> None:
    tender, criterion = made()
    anew = explained(tender, WINNER, criterion, f"Agreed anew: {SECRET}. The rest is plain.")
    withheld = decided(tender, criterion, passage=passage, reader="B")

    (found,) = outdated(anew, withheld)

    title = tender.model.by_id[criterion].title
    assert (found.bid, found.criterion, found.check) == ("B", criterion, AGREED_ANEW)
    assert found.message == f"The explanation for ‘{title}’ was agreed anew since it was withheld."
    assert found.remedy == "Decide again what is withheld of it."
    assert not found.warns
    everyone = {one.bid for one in written(tender, withheld)}
    assert {one.bid for one in written(anew, withheld)} == everyone - {"B"}
    assert outdated(tender, withheld) == []
    assert outdated(anew, decided(anew, criterion, passage=passage, reader="B")) == []


def test_one_outdated_decision_beside_a_good_one_keeps_the_letter_back_too() -> None:
    tender, criterion = made("It is said how crews leave. The press is secret.")
    good = decided(tender, criterion, passage="crews leave", reader="B")
    stale = replace(good, passage="the press is secret", sha256="0" * 64)

    (found,) = outdated(tender, good, stale)

    assert found.check == AGREED_ANEW
    assert "B" not in {one.bid for one in written(tender, good, stale)}


def test_nothing_is_found_where_the_words_stand_in_one_place_alone() -> None:
    tender, criterion = made()

    assert told(tender, decided(tender, criterion, passage=SECRET)) == []
    assert told(tender, decided(tender, criterion)) == []


def test_withheld_words_in_another_explanation_are_found_for_its_reader_alone() -> None:
    tender, criterion = made()
    other = another(tender, criterion)
    tender = explained(tender, WINNER, other, "Tools are kept at the\nWHITLEY press by the crew.")
    withheld = decided(tender, criterion, passage="Whitley press", reader="B")

    (found,) = told(tender, withheld)

    title = tender.model.by_id[other].title
    where = f"under ‘{title}’, in ‘How the most advantageous tender was assessed’"
    assert (found.bid, found.criterion, found.check) == ("B", criterion, TOLD_ELSEWHERE)
    assert found.message == f"The withheld words also stand {where}."
    assert found.remedy.startswith("Withhold them there too, or word it otherwise.")
    both = (withheld, decided(tender, other, passage="Whitley press", reader="B"))
    assert told(tender, *both) == []


def test_withheld_words_as_part_of_longer_ones_are_found_in_the_same_explanation() -> None:
    tender, criterion = made("The Whitley press is its own. Two Whitley presses are leased.")

    found = told(tender, decided(tender, criterion, passage="Whitley press", reader="B"))

    title = tender.model.by_id[criterion].title
    assert [one.message for one in found] == [
        (
            f"The withheld words also stand under ‘{title}’, in ‘How the most advantageous tender "
            "was assessed’."
        )
    ]


def test_withheld_words_in_the_reader_s_own_explanation_are_found_there() -> None:
    tender, criterion = made()
    other = another(tender, criterion)
    tender = explained(tender, "B", other, "It has no Whitley press.")

    found = told(tender, decided(tender, criterion, passage="Whitley press", reader="B"))

    assert [one.message for one in found] == [
        (
            f"The withheld words also stand under ‘{tender.model.by_id[other].title}’, in ‘How "
            "your tender was assessed’."
        )
    ]


def test_an_explanation_withheld_whole_is_not_told_in_another_place() -> None:
    tender, criterion = made()
    other = another(tender, criterion)
    same = tender.by_id[WINNER].scores[criterion].rationale
    tender = explained(tender, WINNER, other, f"As before: {same}")

    found = told(tender, decided(tender, criterion, reader="B"))

    assert [one.check for one in found] == [TOLD_ELSEWHERE]


def test_words_at_the_head_and_in_the_running_text_are_found_where_they_stand() -> None:
    tender, criterion = made(f"Arden Grounds Ltd leads; {SECRET}. The rest is plain.")

    found = told(tender, decided(tender, criterion, passage="Arden Grounds Ltd", reader="B"))

    assert "The withheld words also stand in ‘The outcome’." in [one.message for one in found]


def test_the_words_that_tell_of_a_ground_are_no_leak() -> None:
    tender, criterion = made("It is sensitive commercial information of its own. It has a rota.")
    passage = "sensitive commercial information"

    assert told(tender, decided(tender, criterion, passage=passage, reader="B")) == []
