"""Rules as sentences, with their reasons, sources and neighbours."""

from pathlib import Path

from rules.pack import Confidence
from rules.reading import Row
from rules.reading.phrases import said
from rules.reading.rulings import cited, reason_of, rule_entry, rule_sentence
from tests.rules.reading.samples import small_policy


def _said(rows: tuple[Row, ...]) -> dict[str, str]:
    return {row.head: "; ".join(map(said, row.phrases)) for row in rows}


def test_a_rule_is_one_sentence(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)

    assert said(rule_sentence(stack.rules["tier-none"], stack)) == (
        "When the governing law is the Procurement Act 2023, and the estimated value is less than "
        "£30,000 including VAT (the floor, from 1 January 2022; "
        "£25,000 excluding VAT before), then no social value is sought."
    )
    assert said(rule_sentence(stack.rules["weight"], stack)) == (
        "Always, the lowest social value weight is 5% (the share)."
    )
    assert said(rule_sentence(stack.rules["board-approves"], stack)) == (
        "Always, The Board approves."
    )


def test_a_reason_has_its_values_and_names_its_facts(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)

    reason = said(reason_of(stack.rules["tier-none"], stack))

    assert (
        reason
        == "It is [estimated value], less than £30,000 including VAT (from 1 January 2022; £25,000 "
        "excluding VAT before)."
    )


def test_a_rule_tells_when_it_holds_where_it_stands_and_what_it_goes_before(
    tmp_path: Path,
) -> None:
    _, stack = small_policy(tmp_path)

    assert _said(rule_entry(stack.rules["tier-light"], stack).rows) == {
        "Because": "It is so.",
        "In force": "From 1 January 2021",
        "Source": "The Paper, p.1 [secondary source]",
        "Goes before": "What tier-none says",
        "May be set aside": "By the panel chair, who gives a reason.",
    }
    assert _said(rule_entry(stack.rules["tier-none"], stack).rows)["Gives way to"] == (
        "What tier-light says"
    )


def test_a_rule_is_as_sure_as_the_least_sure_thing_it_rests_on(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)
    sure = {id_: rule_entry(rule, stack).confidence for id_, rule in stack.rules.items()}

    assert sure["law-regime"] is Confidence.SEEN
    assert sure["tier-light"] is Confidence.SECONDARY
    assert sure["pillar-green"] is Confidence.UNVERIFIED
    assert sure["weight"] is Confidence.AUTHORITY_SETTING


def test_citations_of_one_source_stand_together(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)
    cites = (*stack.rules["tier-none"].cites, *stack.rules["air-counts"].cites)

    assert said(cited(cites, stack)) == "The Paper, p.1, p.3 [secondary source]"


def test_a_rule_uses_the_values_that_it_compares_with_and_concludes(tmp_path: Path) -> None:
    _, stack = small_policy(tmp_path)

    assert stack.rules["tier-none"].parameters == ("floor",)
    assert stack.rules["weight"].parameters == ("share",)
