"""What is the same of several bids is said once, and places stay as they are."""

from evaluation.lint import LintFinding, grouped


def finding(bid: str, criterion: str = "", message: str = "Told.", lacks: str = "") -> LintFinding:
    """Return a finding of one check."""
    return LintFinding(bid, criterion, "check", message, "Mend it.", lacks=lacks)


def told(*findings: LintFinding) -> list[str]:
    """Return the entries as text."""
    return [str(entry) for entry in grouped(findings)]


def test_what_bids_lack_is_one_entry_for_bids_that_lack_the_same() -> None:
    lacking = [finding(bid, lacks=key) for bid in "ABC" for key in ("address", "email")]

    assert told(*lacking, finding("D", lacks="email")) == [
        (
            "bids A, B and C lack `address`, `email`, or what is there cannot be one. Give them "
            "in each bid. (check)"
        ),
        "bids[D] lacks `email`, or what is there cannot be one. Give it in the bid. (check)",
    ]


def test_one_place_is_a_path() -> None:
    assert told(finding("A", "q1"), finding("B", message="Other.")) == [
        "bids[A].scores.q1: Told. Mend it. (check)",
        "bids[B]: Other. Mend it. (check)",
    ]


def test_the_same_words_of_several_places_are_one_entry() -> None:
    assert told(*(finding(bid, question) for bid in "AB" for question in ("q1", "q2"))) == [
        "bids A and B, criteria q1 and q2: Told. Mend it. (check)"
    ]


def test_questions_of_different_bids_are_told_apart() -> None:
    assert told(finding("A", "q1"), finding("B", "q1"), finding("B", "q2")) == [
        "bids A and B, criterion q1: Told. Mend it. (check)",
        "bids[B].scores.q2: Told. Mend it. (check)",
    ]


def test_a_great_many_bids_are_counted() -> None:
    (entry,) = grouped(finding(f"B{number}") for number in range(500))

    assert entry.place == "bids B0, B1, B2, B3, B4, B5, B6, B7 and 492 more"
