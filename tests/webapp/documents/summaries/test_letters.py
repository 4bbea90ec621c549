"""The letters as a whole: who gets which, what each holds in which order, and what none tells."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from evaluation.evaluate import evaluate
from evaluation.letters.issuing import Issuing, LateTender
from evaluation.result import CommitmentFinding
from evaluation.tender import (
    CommitmentVerdict,
    Exclusion,
    LowPriceAnswer,
    LowPriceVerdict,
    Tender,
    UnreadTender,
)
from rules.decide import decide
from rules.library import stack
from tests.evaluation import tenders
from tests.rules.procurements import procurement
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.summaries import reading
from webapp.documents import render_html, render_pdf
from webapp.documents.content import Card, Document, Heading
from webapp.documents.summaries import (
    Addressed,
    EndedNow,
    Ground,
    Issue,
    Letter,
    LetterKind,
    NoAssessmentSummary,
    TakenBack,
    Withheld,
    assessment_summary,
    ended_notice,
    letters,
    low_price_notices,
    no_summaries_because,
    taken_back_notice,
)

LATE = Issuing(
    late=(
        LateTender(
            bid="F",
            bidder="Foleshill Gardens",
            email="bids@foleshill.example",
            address="",
            identifier="",
            received_at=datetime(2026, 5, 1, 11, 0, 0, 250_000, tzinfo=UTC),
            due_at=datetime(2026, 5, 1, 11, tzinfo=UTC),
            because="Nothing on the authority's side kept it from coming in on time",
        ),
    )
)
LOST = UnreadTender(
    "G", "Gosford Lawns", datetime(2026, 5, 1, 10, tzinfo=UTC), "0" * 64, "The disk broke",
    "An officer and a buyer", "1 Low Road, Coventry", "bids@gosford.example", "GB-COH-1",
)  # fmt: skip
TO = Addressed(
    "Alder Ltd", "bids@alder.example", "Coventry City Council", "Parks", "COV-1", "Priya Shah",
    date(2026, 3, 9),
)  # fmt: skip
BACK = TakenBack(date(2026, 3, 3), "A score was added up wrongly.")
LOSERS = ("B", "C", "D", "E")


def summary(bid: str, tender: Tender | None = None) -> Document:
    """Return the assessment summary of a bid of the tender, or of a changed one."""
    made = tender or tenders.tender()
    evaluation = evaluate(made, tenders.findings())
    return assessment_summary(made, evaluation, None, bid, issue=reading.ISSUE)


def excluding(bid: str) -> Tender:
    """Return the tender with the supplier of one bid excluded."""
    made = tenders.tender()
    ground = Exclusion("Improper behaviour", "It approached the panel before the deadline.")
    bids = tuple(
        replace(each, exclusions=(ground,)) if each.id == bid else each for each in made.bids
    )
    return replace(made, bids=bids)


def test_each_assessed_bid_has_a_summary_and_each_disregarded_one_a_notice() -> None:
    made = excluding("D")

    found = letters(made, evaluate(made, tenders.findings()), None, issue=reading.ISSUE)

    assert [(letter.bid, letter.stem) for letter in found] == [
        ("A", "assessment-summary-A"),
        ("B", "assessment-summary-B"),
        ("C", "assessment-summary-C"),
        ("D", "disregarded-tender-D"),
        ("E", "assessment-summary-E"),
    ]


def test_the_winners_summary_holds_regulation_31_2_in_its_order() -> None:
    document = summary("A")

    assert [each.anchor for each in document.sections] == ["outcome", "criteria", "own", "next"]
    assert [row.header for row in document.front.rows[:4]] == [
        "Supplier", "Contact postal address", "E-mail address", "Unique identifier",
    ]  # fmt: skip


@pytest.mark.parametrize("bid", LOSERS)
def test_another_summary_holds_regulation_31_3_in_its_order(bid: str) -> None:
    document = summary(bid)

    assert [each.anchor for each in document.sections] == [
        "outcome", "criteria", "own", "why", "winner", "next",
    ]  # fmt: skip


@pytest.mark.parametrize("bid", ["A", *LOSERS])
def test_every_score_is_explained_by_words_and_quotation(bid: str) -> None:
    own = reading.section(summary(bid), "own")

    for given in (tenders.METHOD, tenders.STAFF, tenders.LOCAL):
        assert given[bid].rationale in own
        assert f"“{given[bid].quotation}”" in own


@pytest.mark.parametrize("bid", LOSERS)
def test_another_summary_explains_the_winners_scores_too(bid: str) -> None:
    text = reading.section(summary(bid), "winner")

    for given in (tenders.METHOD, tenders.STAFF, tenders.LOCAL):
        assert given["A"].rationale in text
        assert given["A"].quotation not in text


@pytest.mark.parametrize("bid", ["A", *LOSERS])
def test_nothing_of_other_losers_is_told(bid: str) -> None:
    text = reading.words(summary(bid))

    for other in set(tenders.NAMES) - {bid, "A"}:
        assert tenders.NAMES[other] not in text
        assert tenders.NAMES[other].split()[0] not in text
        assert f"£{int(tenders.MARKS[other][0]):,}" not in text
        assert tenders.bid(other).address not in text
        for given in (tenders.METHOD, tenders.STAFF, tenders.LOCAL):
            assert given[other].rationale not in text
            assert given[other].quotation not in text


@pytest.mark.parametrize("bid", LOSERS)
def test_the_winners_particulars_are_not_told(bid: str) -> None:
    text = reading.words(summary(bid))
    winner = tenders.bid("A")

    assert winner.bidder in text
    assert winner.address not in text
    assert winner.email not in text
    assert winner.identifier not in text


@pytest.mark.parametrize("bid", ["A", *LOSERS])
def test_evaluators_and_their_single_scores_are_not_told(bid: str) -> None:
    spoken = set(reading.words(summary(bid)).replace(".", " ").split())

    assert spoken.isdisjoint({"e1", "e2", "e3"})
    assert not any(secret in reading.words(summary(bid)) for secret in tenders.SECRETS[4:])
    assert tenders.SECRETS[0] not in reading.words(summary(bid))


def test_the_statement_of_rounding_stands_in_every_summary() -> None:
    said = (
        "The points reported need therefore not add up to the total reported. The order of the "
        "tenders rests on the exact figures, not on the rounded ones."
    )

    assert all(said in reading.words(summary(bid)) for bid in tenders.NAMES)


def test_while_a_commitment_needs_review_summaries_are_refused() -> None:
    finding = CommitmentFinding(CommitmentVerdict.NEEDS_REVIEW, "It hangs on an answer.")
    evaluation = evaluate(tenders.tender(), {**tenders.findings(), ("B", "weeks"): finding})

    with pytest.raises(NoAssessmentSummary, match="The result is provisional: a commitment still"):
        letters(tenders.tender(), evaluation, None, issue=reading.ISSUE)


def test_while_the_first_place_is_shared_summaries_are_refused() -> None:
    made = tenders.tender()
    tied = replace(made, bids=(made.bids[0], replace(made.bids[0], id="Z")))

    evaluation = evaluate(tied)

    assert no_summaries_because(evaluation).startswith("The first place is shared")
    assert no_summaries_because(evaluation).endswith(
        "Apply the published order for equal figures, if there is one; nothing that was not "
        "published may decide between them"
    )
    with pytest.raises(NoAssessmentSummary, match="no most advantageous tender yet"):
        assessment_summary(tied, evaluation, None, "A", issue=reading.ISSUE)


def test_where_no_tender_is_left_summaries_are_refused() -> None:
    made = tenders.tender()
    evaluation = evaluate(replace(made, bids=(made.by_id["D"],)))

    assert no_summaries_because(evaluation).startswith("No tender is left to be ranked")


def test_a_disregarded_tender_has_no_summary() -> None:
    with pytest.raises(NoAssessmentSummary, match="only an assessed tender has an assessment"):
        summary("D", excluding("D"))


def test_without_a_place_for_the_full_text_the_letter_has_a_blank() -> None:
    made = tenders.tender()
    issue = Issue(on=reading.ISSUE.on)

    document = assessment_summary(made, tenders.evaluation(), None, "B", issue=issue)

    assert reading.blanks(document) == [
        "contact at the authority",
        "where they can be accessed",
        "the rules on which promises count, as published, and where they stand",
    ]


def test_the_same_evaluation_gives_the_same_letter() -> None:
    assert summary("B").sha256() == summary("B").sha256()


def test_what_people_typed_is_never_markup() -> None:
    made = tenders.tender()
    first = made.bids[1]
    score = replace(first.scores["method"], rationale="<b>Mowing</b>\n\n& hedges\x00")
    bids = (
        made.bids[0],
        replace(first, bidder="<i>B</i> & Co", scores={**first.scores, "method": score}),
    )

    page = str(render_html(summary("B", replace(made, bids=bids))))

    assert "<b>Mowing" not in page
    assert "&lt;b&gt;Mowing&lt;/b&gt;" in page
    assert "&lt;i&gt;B&lt;/i&gt; &amp; Co" in page
    assert "\x00" not in page


def ended(became: bool | None, *, is_notified: bool = False) -> EndedNow:  # noqa: FBT001 - a value
    """Return the end of a procurement as one bidder is told of it."""
    return EndedNow("Nothing is bought.", was_opened=became, is_notified=is_notified)


def every_letter() -> list[Document]:
    """Return a document of each kind, decided under the shipped packs."""
    decision = decide(procurement(), stack("coventry"))
    made = replace(excluding("D"), unread=(LOST,))
    evaluation = evaluate(made, tenders.findings())
    found = [
        *letters(made, evaluation, decision, issue=replace(reading.ISSUE, issuing=LATE)),
        *low_price_notices(made, evaluation, decision, issue=reading.ISSUE),
        Letter("A", LetterKind.TAKEN_BACK, taken_back_notice(TO, BACK)),
        Letter("A", LetterKind.ENDED, ended_notice(TO, ended(None, is_notified=True))),
    ]
    assert {letter.kind for letter in found} == set(LetterKind)
    return [letter.document for letter in found]


def test_a_notice_that_an_award_is_taken_back_says_what_no_longer_stands_and_why() -> None:
    page = str(render_html(taken_back_notice(TO, BACK), standalone=False))

    assert "The letter of 3 March 2026 stands no longer" in page
    assert "A score was added up wrongly." in page
    assert "no contract is entered into on it, whenever the standstill" in page
    assert "changes no time within which a claim has to be brought" in page
    assert "wrong" not in page.replace("A score was added up wrongly.", "")
    assert "Every bidder" not in page.partition("What happens next")[0]
    assert "s.50(1) and (3), s.51" in page


@pytest.mark.parametrize(
    ("was_opened", "words"),
    [
        (None, "no bid of yours counts here"),
        (True, "Your bid was opened"),
        (False, "stays sealed: nobody has read it"),
    ],
)
def test_a_notice_of_the_end_says_what_became_of_the_reader_s_own_bid(
    was_opened: bool | None,  # noqa: FBT001 - a parameter of the test
    words: str,
) -> None:
    page = str(render_html(ended_notice(TO, ended(was_opened)), standalone=False))

    assert words in page
    assert "procurement termination notice" not in page


def test_letters_after_an_award_that_was_taken_back_say_what_they_take_the_place_of() -> None:
    issuing = Issuing(replaces="Every letter of 3 March 2026 on this award, which was taken back")
    made = tenders.tender()
    evaluation = evaluate(made, tenders.findings())

    found = letters(made, evaluation, None, issue=replace(reading.ISSUE, issuing=issuing))

    assert all("Takes the place of" in one.document.canonical() for one in found)
    assert Issuing.of(issuing.canonical) == issuing
    assert "replaces" not in Issuing().canonical


def test_every_letter_is_laid_out_as_a_tagged_pdf_with_nothing_left_untagged() -> None:
    for document in every_letter():
        found = read(render_pdf(document))
        shown = " ".join(found.root.text().split())

        assert found.untagged == []
        assert all(section.heading() in shown for section in document.sections)


def test_no_anchor_stands_twice() -> None:
    for document in every_letter():
        sections = [section.anchor for section in document.sections]
        within = [
            block.anchor
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Heading | Card)
        ]
        anchors = [*sections, *within]

        assert len(anchors) == len(set(anchors))


def test_headings_leave_no_level_out() -> None:
    for document in every_letter():
        for section in document.sections:
            levels = [2, *_levels(section.blocks)]

            assert all(after - before <= 1 for before, after in pairwise(levels))


def _levels(blocks: tuple[object, ...]) -> list[int]:
    found, last = [], 2
    for block in blocks:
        if isinstance(block, Heading):
            last = block.level
            found.append(last)
        elif isinstance(block, Card):
            found.append(last + 1)
    return found


def test_a_short_letter_is_read_without_a_list_of_contents() -> None:
    by_length = {
        len(each.sections): str(render_html(each, standalone=False)) for each in every_letter()
    }

    assert "pod-contents" not in by_length[3]
    assert "pod-contents" in by_length[6]


def answered() -> Tender:
    """Return the tender in which the question about C's price is settled."""
    made = tenders.tender()
    answer = LowPriceAnswer(LowPriceVerdict.DEMONSTRATED, "It owns its mowers.", "chair")
    bids = tuple(replace(bid, abnormally_low=answer) if bid.id == "C" else bid for bid in made.bids)
    return replace(made, bids=bids)


@pytest.mark.parametrize("bid", ["A", *LOSERS])
def test_a_summary_is_marked_as_a_draft_while_a_price_is_in_question(bid: str) -> None:
    draft, final = reading.words(summary(bid)), reading.words(summary(bid, answered()))

    assert "Draft: not to be sent" in draft
    assert "abnormally low" not in draft
    assert "Draft" not in final
    assert ("The reasons: It owns its mowers." in final) is (bid == "C")


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (LowPriceVerdict.DEMONSTRATED, "You demonstrated to the authority’s satisfaction"),
        (LowPriceVerdict.NOT_DISREGARDED, "need not, and kept yours."),
    ],
)
def test_whoever_was_asked_about_its_price_is_told_what_was_decided(
    verdict: LowPriceVerdict, told: str
) -> None:
    made = answered()
    answer = LowPriceAnswer(verdict, "It owns its mowers", "chair")
    bids = tuple(
        replace(bid, abnormally_low=answer) if bid.abnormally_low else bid for bid in made.bids
    )

    words = reading.words(summary("C", replace(made, bids=bids)))

    assert told in words
    assert "The reasons: It owns its mowers." in words


def test_a_question_that_is_settled_has_no_notice() -> None:
    made = answered()

    found = low_price_notices(made, evaluate(made, tenders.findings()), None, issue=reading.ISSUE)

    assert found == ()


def test_what_is_withheld_is_said_with_its_ground() -> None:
    made = tenders.tender()
    withheld = (
        Withheld("the winner’s rates of pay", Ground.COMMERCIAL),
        Withheld("the plan of the site", Ground.NATIONAL_SECURITY),
    )
    issue = replace(reading.ISSUE, withheld=withheld)

    document = assessment_summary(made, evaluate(made, tenders.findings()), None, "B", issue=issue)

    text = reading.section(document, "outcome")
    assert (
        "Withheld from you\nThe winner’s rates of pay. What is withheld is withheld under section "
        "94(1)(b): the authority is satisfied that it is sensitive commercial information and that "
        "there is an overriding public interest in its being withheld. Procurement Act 2023, "
        "s.94(1)(b) and (3)"
    ) in text
    assert "national security. Procurement Act 2023, s.94(1)(a) and (3)" in text
    assert "Withheld" not in reading.words(summary("B"))


def test_what_the_tender_says_for_every_letter_fills_in_the_blanks() -> None:
    made = replace(
        tenders.tender(),
        contact="Procurement, 024 7500 0000",
        documents_at="the tender notice, part 4.",
        commitment_rules_at="the invitation to tender, part 6",
    )
    evaluation = evaluate(made, tenders.findings())
    issue = Issue(on=reading.ISSUE.on)

    before = assessment_summary(tenders.tender(), evaluation, None, "B", issue=issue)
    after = assessment_summary(made, evaluation, None, "B", issue=issue)

    filled = set(reading.blanks(before)) - set(reading.blanks(after))
    assert filled == {
        "contact at the authority",
        "where they can be accessed",
        "the rules on which promises count, as published, and where they stand",
    }
    words = reading.words(after)
    assert "Procurement, 024 7500 0000" in words
    assert "associated tender documents: the tender notice, part 4." in words
    assert "These rules were published here: the invitation to tender, part 6." in words


def test_a_late_tender_is_told_by_how_much_and_why_and_of_no_other() -> None:
    made = tenders.tender()
    issue = replace(reading.ISSUE, issuing=LATE)

    found = letters(made, evaluate(made, tenders.findings()), None, issue=issue)[-1]

    text = str(render_html(found.document))
    assert (found.bid, found.kind) == ("F", LetterKind.LATE)
    assert "1 May 2026 at 12:00:00.000 BST" in text
    assert "1 May 2026 at 12:00:00.250 BST" in text
    assert "Nothing on the authority&#39;s side kept it from coming in on time." in text
    assert "s.19(3)(d)" in text
    assert "Arden" not in text
