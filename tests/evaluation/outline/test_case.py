"""The case for a procurement: its texts, what is missing, its risks by rank."""

from dataclasses import fields, replace

from evaluation.outline.case import (
    GROUPS,
    PROMPTS,
    Case,
    Level,
    Risk,
    changed_texts,
    missing,
    word_count,
)


def risk(what: str, likelihood: Level, gravity: Level) -> Risk:
    return Risk(what, likelihood, gravity, "Watched", "Head of parks")


def test_every_text_has_one_prompt_and_one_page() -> None:
    texts = [field.name for field in fields(Case) if field.name != "risks"]

    assert [prompt.name for prompt in PROMPTS] == texts
    assert [prompt for group in GROUPS for prompt in group.prompts] == [*PROMPTS]


def test_what_need_not_be_said_is_not_missing() -> None:
    names = [prompt.name for prompt in missing(Case())]

    assert names == ["need", "options", "budget", "approved_where"]


def test_texts_are_changed_by_name_and_the_risks_stay() -> None:
    before = Case(need="Old", ask="Approve", risks=(risk("Fire", Level.LOW, Level.HIGH),))

    after = before.with_texts({"need": "New"})

    assert after == replace(before, need="New")


def test_what_differs_is_told_text_by_text() -> None:
    differing = [*changed_texts(Case(need="Mine"), Case(need="Theirs"))]

    assert [(prompt.name, mine, theirs) for prompt, mine, theirs in differing] == [
        ("need", "Mine", "Theirs")
    ]


def test_the_gravest_risk_stands_first_and_equals_keep_their_order() -> None:
    small = risk("Small", Level.LOW, Level.LOW)
    first = risk("First", Level.MEDIUM, Level.HIGH)
    second = risk("Second", Level.HIGH, Level.MEDIUM)

    assert Case(risks=(small, first, second)).risks_ranked == (first, second, small)


def test_a_risk_says_how_likely_and_how_grave_it_is() -> None:
    assert risk("Fire", Level.LOW, Level.HIGH).words == "Low likelihood, high impact"


def test_words_are_counted_whatever_stands_between_them() -> None:
    assert word_count("  Two\n\nlots,\tthree years ") == 4
    assert word_count("") == 0


def test_whom_it_reaches_is_missing_only_where_the_policy_asks_for_it() -> None:
    written = Case(need="A", options="B", budget="C", approved_where="D", ask="E")

    assert missing(written) == ()
    assert [prompt.name for prompt in missing(written, needs_reach=True)] == ["reach"]
    assert missing(replace(written, reach="The wards"), needs_reach=True) == ()
