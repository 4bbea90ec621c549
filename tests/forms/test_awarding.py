"""What is refused of a recommendation, of taking it back, and of the decision on it."""

from forms.awarding import LONGEST, RecommendForm, WithdrawForm, decision_form
from tests.forms.filled import filled, refused

BODY = "the Strategic Procurement Panel"


def test_a_recommendation_wants_its_words() -> None:
    found = refused(RecommendForm, ("because", " \r\n "))

    assert found == {"because": ["Enter your recommendation"]}


def test_a_recommendation_has_a_limit() -> None:
    found = refused(RecommendForm, ("because", "x" * (LONGEST + 10)))

    assert found == {
        "because": ["Shorten your recommendation by 10 characters: it may have at most 8,000"]
    }


def test_taking_it_back_wants_a_reason() -> None:
    assert refused(WithdrawForm) == {"because": ["Enter why it is taken back"]}


def test_a_decision_is_one_of_two() -> None:
    found = refused(decision_form(""), ("decision", "deferred"))

    assert found == {"decision": ["Select what is decided"]}


def test_a_refusal_has_its_reason_and_an_approval_may_go_without() -> None:
    assert refused(decision_form(""), ("decision", "approved")) == {}
    assert refused(decision_form(""), ("decision", "refused")) == {
        "because": ["Enter why the award is refused"]
    }


def test_the_decision_of_a_body_names_its_minute() -> None:
    found = refused(decision_form(BODY), ("decision", "approved"))

    assert found == {"minute": ["Enter where the decision stands in the minutes"]}


def test_one_officer_is_asked_for_no_minute() -> None:
    sent = filled(decision_form(""), ("decision", "approved"), ("minute", "12"))

    assert not sent.errors
    assert "minute" not in sent
