"""What is refused of joining a lot, taking its tender out, leaving it out, and of the rule."""

import pytest

from evaluation.lots import Rule
from forms.lot_awards import (
    CONFIRMED,
    LONGEST,
    RULES,
    AwardForm,
    ConfirmForm,
    LeaveForm,
    LeaveOutForm,
    OverLimit,
    award_form,
    join_form,
)
from forms.tender.fields import LONGEST_PLACE
from tests.forms.filled import filled, refused

OFFERED = (("one", "COV-1: Parks, north"), ("two", "COV-2: Parks, south"))
AT = ("rule_at", "Tender notice 2026/S 014, section II.1.6")
IN_ORDER = ("rule", "in_order")
PREFERENCE = ("rule", "bidder_preference")
EQUAL = ("ties", "none")
ALPHA = OverLimit("1-A", "Alpha Ltd", (1, 2, 10))
BETA = OverLimit("1-B", "<b>Beta</b>", (1, 2))
ALPHAS = "order-1-A"
LIMITED = award_form((ALPHA, BETA), has_limit=True)
FREE = award_form((), has_limit=False)
WRONG_ORDER = ["Enter the numbers 1, 2, 10, each once, with commas between"]


def sent(*typed: tuple[str, str]) -> AwardForm:
    found = filled(LIMITED, *typed)
    assert isinstance(found, AwardForm)
    assert found.errors == {}
    return found


def orders(alpha: str, beta: str = "2, 1") -> tuple[tuple[str, str], ...]:
    return (ALPHAS, alpha), ("order-1-B", beta)


@pytest.mark.parametrize("typed", ["", "three", "one\x00", "ONE", " one"])
def test_the_tender_of_a_lot_is_one_of_those_offered(typed: str) -> None:
    expected = {"tender": ["Select the procurement that tenders the lot"]}

    assert refused(join_form(OFFERED), ("tender", typed)) == expected
    assert refused(join_form(OFFERED)) == expected
    assert refused(join_form(()), ("tender", "one")) == expected


def test_the_tender_that_is_chosen_is_taken_and_a_second_one_is_not() -> None:
    form = filled(join_form(OFFERED), ("tender", "two"), ("tender", "one"))

    assert (form.errors, form["tender"].data) == ({}, "two")


@pytest.mark.parametrize(
    ("form", "what"),
    [(LeaveForm, "why it is taken out"), (LeaveOutForm, "why it is not tendered now")],
)
def test_a_reason_is_there_is_seen_and_has_a_limit(
    form: type[LeaveForm | LeaveOutForm], what: str
) -> None:
    assert refused(form) == {"because": [f"Enter {what}"]}
    assert refused(form, ("because", " \r\n\t ")) == {"because": [f"Enter {what}"]}
    assert refused(form, ("because", "\u200b\u2060")) == {
        "because": [f"Enter {what}, in characters that can be seen"]
    }
    assert refused(form, ("because", "x" * (LONGEST + 3))) == {
        "because": [f"Shorten {what} by 3 characters: it may have at most 2,000"]
    }
    hidden = (
        f"Take the character U+0000 out of {what}: it cannot be shown. It stands after “It is.”"
    )
    assert refused(form, ("because", "It is.\x00")) == {"because": [hidden]}
    assert refused(form, ("because", "The council\r\n\r\nkeeps <b>it</b>.")) == {}


def test_nothing_of_the_rule_can_be_left_out() -> None:
    assert refused(LIMITED) == {
        "rule": ["Select the rule that was published"],
        "ties": ["Select what decides where the rule leaves awards equal"],
        "rule_at": ["Enter where the limit and the rule were published"],
    }


def test_without_a_limit_the_place_may_be_empty() -> None:
    assert refused(FREE, IN_ORDER, EQUAL) == {}
    assert refused(FREE, IN_ORDER, EQUAL, ("rule_at", " \t ")) == {}


@pytest.mark.parametrize(
    "typed", ["best", "IN_ORDER", "in_order ", "in_order,best_total", "1" * 99]
)
def test_a_rule_is_one_of_those_that_there_are(typed: str) -> None:
    found = refused(LIMITED, ("rule", typed), EQUAL, AT)

    assert found == {"rule": ["Select the rule that was published"]}


@pytest.mark.parametrize("typed", ["", "in_order", "best_total,best_total", "none,best_total", ","])
def test_what_decides_between_equals_is_one_of_those_that_there_are(typed: str) -> None:
    found = refused(LIMITED, IN_ORDER, ("ties", typed), AT)

    assert found == {"ties": ["Select what decides where the rule leaves awards equal"]}


@pytest.mark.parametrize("rule", [Rule.BEST_TOTAL, Rule.LOWEST_COST])
@pytest.mark.parametrize("ties", ["{0}", "best_total,lowest_cost", "lowest_cost,best_total"])
def test_what_the_rule_compares_is_not_compared_again(rule: Rule, ties: str) -> None:
    found = refused(LIMITED, ("rule", rule), ("ties", ties.format(rule)), AT)

    assert found == {
        "ties": ["The rule compares that already: select what was published beside it"]
    }


@pytest.mark.parametrize(
    ("rule", "ties", "expected"),
    [
        ("in_order", "none", ()),
        ("in_order", "best_total", (Rule.BEST_TOTAL,)),
        ("in_order", "lowest_cost,best_total", (Rule.LOWEST_COST, Rule.BEST_TOTAL)),
        ("best_total", "lowest_cost", (Rule.LOWEST_COST,)),
        ("lowest_cost", "best_total", (Rule.BEST_TOTAL,)),
        ("lowest_cost", "none", ()),
    ],
)
def test_rule_and_what_decides_between_equals_are_read(
    rule: str, ties: str, expected: tuple[Rule, ...]
) -> None:
    found = sent(("rule", rule), ("ties", ties), AT)

    assert (found.rule_typed(), found.tie_break()) == (Rule(rule), expected)
    assert found.orders() == {}


def test_of_answers_that_are_sent_twice_the_first_is_taken() -> None:
    found = sent(IN_ORDER, ("rule", "best_total"), EQUAL, ("ties", "best_total"), AT)

    assert (found.rule_typed(), found.tie_break()) == (Rule.IN_ORDER, ())


def test_every_rule_that_there_is_can_be_chosen() -> None:
    assert set(RULES) == set(Rule)


def test_where_it_was_published_is_one_line_of_what_can_be_read() -> None:
    found = sent(IN_ORDER, EQUAL, ("rule_at", "  Notice\r\n2026/S 014,\t II.1.6 "))

    assert found.rule_at.data == "Notice 2026/S 014, II.1.6"
    what = "where the limit and the rule were published"
    assert refused(LIMITED, IN_ORDER, EQUAL, ("rule_at", "x" * (LONGEST_PLACE + 2))) == {
        "rule_at": [f"Shorten {what} by 2 characters: it may have at most {LONGEST_PLACE:,}"]
    }
    assert refused(LIMITED, IN_ORDER, EQUAL, ("rule_at", "Notice\u202e")) == {
        "rule_at": [
            f"Take the character U+202E out of {what}: it cannot be shown. It stands after “Notice”"
        ]
    }


def test_bidders_orders_are_asked_for_only_where_the_rule_goes_by_them() -> None:
    missing = ["Enter the order in which the bidder wants the lots"]

    assert refused(LIMITED, PREFERENCE, EQUAL, AT) == {ALPHAS: missing, "order-1-B": missing}
    assert refused(LIMITED, IN_ORDER, EQUAL, AT) == {}
    assert refused(award_form((), has_limit=True), PREFERENCE, EQUAL, AT) == {}


def test_a_bidders_order_names_each_of_its_lots_once() -> None:
    found = sent(PREFERENCE, EQUAL, AT, *orders(" 10 ,2,  1"))

    assert found.orders() == {"1-A": (10, 2, 1), "1-B": (2, 1)}


@pytest.mark.parametrize(
    "typed",
    [
        "1, 2",
        "1, 2, 3",
        "1, 2, 10, 10",
        "1 2 10",
        "1; 2; 10",
        "01, 2, 10",
        "1, 2, \uff11\uff10",
        "1, 2, 1e1",
        "+1, 2, 10",
        "1, 2, " + "9" * 5_000,
        "1," * 100_000,
        "1, 2, 10\x00",
        "<script>",
    ],
)
def test_anything_else_is_no_order(typed: str) -> None:
    assert refused(LIMITED, PREFERENCE, EQUAL, AT, *orders(typed)) == {ALPHAS: WRONG_ORDER}


def test_of_orders_that_are_sent_twice_the_first_is_taken_and_those_of_others_are_not() -> None:
    twice = (ALPHAS, "10, 2, 1")
    found = sent(PREFERENCE, EQUAL, AT, *orders("1, 2, 10"), twice, ("order-9-Z", "1, 2"))

    assert found.orders() == {"1-A": (1, 2, 10), "1-B": (2, 1)}


@pytest.mark.parametrize("typed", [(), (("confirmed", "two"),), (("confirmed", ""),)])
def test_who_is_one_bidder_is_confirmed(typed: tuple[tuple[str, str], ...]) -> None:
    found = refused(ConfirmForm, *typed)

    assert "Confirm that each line is one bidder" in found["confirmed"]


def test_confirmed_twice_is_confirmed() -> None:
    assert refused(ConfirmForm, ("confirmed", CONFIRMED), ("confirmed", CONFIRMED)) == {}
