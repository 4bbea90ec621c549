"""Guide and instructions: the questions in full, what counts of a measure, the price worked out."""

from dataclasses import replace

from tests.webapp.documents.tender_pack.test_guide import CRITERIA, pack, words
from webapp.documents.content import Card
from webapp.documents.tender_pack import guide, instructions

PRICE, QUESTION, PROMISES, GATE = CRITERIA
ASKED: list[dict[str, object]] = [
    PRICE,
    {**QUESTION, "asked": "How do you work?\nSay <who> and when."},
    PROMISES,
    {**GATE, "asked": "Give the number of your accreditation."},
]


def test_every_question_stands_in_full_in_the_guide_and_in_the_instructions() -> None:
    for text in (words(guide(pack(ASKED))), words(instructions(pack(ASKED)))):
        assert "How do you work?" in text
        assert "Say &lt;who&gt; and when." in text
        assert "Give the number of your accreditation." in text


def test_what_counts_of_a_measure_comes_first_in_its_card() -> None:
    meanings = {"weeks": ("A week is five days.", "Weeks served elsewhere do not count.")}

    document = guide(replace(pack(), meanings=meanings))

    cards = {
        block.title: [row.header for row in block.parts]
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Card) and block.label == "Measure"
    }
    assert cards["Apprentice weeks"][0] == "What counts"
    assert "What counts" not in cards["Carbon <saved>"]
    assert "Weeks served elsewhere do not count." in words(document)


def test_the_price_is_worked_out_with_prices_that_are_said_to_be_invented() -> None:
    text = words(guide(pack()))

    assert "£80,000, £100,000 and £125,000, all invented." in text
    assert "£100,000 earns 100% × £80,000 ÷ £100,000 = 80%, which is 32 of 40 points." in text
