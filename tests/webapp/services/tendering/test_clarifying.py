"""Clarifications: asked by a bidder, answered to all, and nobody learns who asked."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.tenders import SUPPLIERS, invited, terms_after
from webapp.services.accounts import Person
from webapp.services.refusals import Refused
from webapp.services.tendering.clarifying import (
    ANSWERED_MEANWHILE,
    EMPTY,
    NO_ANSWER,
    NO_QUESTION,
    Answered,
    Asked,
    BiddersQuestions,
    answer,
    ask,
    bidders_questions,
    open_questions,
)
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import Bidder

ASKED = "We at Alpha own two mowers. May we hire a third?"
AS_READ = "May a bidder hire machines?"


@pytest.fixture
def alpha(store: WatchedStore, officer: Person, tender_id: UUID) -> UUID:
    """The first of two bidders."""
    for supplier in SUPPLIERS:
        invited(store, officer, tender_id, supplier, NOW)
    with store.reading() as session:
        return session.query(Bidder).filter_by(number=1).one().id


def answering(
    store: WatchedStore,
    officer: Person,
    tender_id: UUID,
    words: str = "Yes.",
    *,
    after: int = 0,
    number: int = 1,
    as_read: str = AS_READ,
) -> Answered | Refused:
    return answer(
        store,
        officer,
        procurement_id=tender_id,
        number=number,
        after=after,
        as_read=as_read,
        words=words,
        now=NOW,
    )


def test_a_question_is_asked_once_however_often_it_is_sent(
    store: WatchedStore, alpha: UUID, tender_id: UUID
) -> None:
    outcomes = [ask(store, bidder_id=alpha, question=ASKED, now=NOW) for _ in range(2)]

    assert outcomes == [Asked(1, ASKED), Asked(1, ASKED)]
    [question] = open_questions(store, tender_id)
    assert (question.bidder, question.question, question.last) == ("Alpha Ltd", ASKED, None)


def test_questions_end_before_the_deadline_with_whom_to_ask(
    store: WatchedStore, alpha: UUID
) -> None:
    until = terms_after(NOW).questions_until

    late = ask(store, bidder_id=alpha, question="Late?", now=until + timedelta(milliseconds=1))

    assert ask(store, bidder_id=alpha, question="In time?", now=until) == Asked(1, "In time?")
    assert isinstance(late, Refused)
    assert "tenders@coventry.example" in late.remedy
    assert ask(store, bidder_id=alpha, question="", now=NOW) == EMPTY


def test_a_question_without_an_answer_is_read_by_its_bidder_alone(
    store: WatchedStore, alpha: UUID, tender_id: UUID
) -> None:
    ask(store, bidder_id=alpha, question=ASKED, now=NOW)

    own, of_another = (bidders_questions(store, tender_id, number) for number in (1, 2))

    assert own == BiddersQuestions((), (Asked(1, ASKED),))
    assert of_another == BiddersQuestions((), ())


def test_an_answer_goes_to_every_bidder_without_who_asked(
    store: WatchedStore, officer: Person, alpha: UUID, tender_id: UUID
) -> None:
    ask(store, bidder_id=alpha, question=ASKED, now=NOW)

    outcome = answering(store, officer, tender_id)

    told = Answered(1, AS_READ, "Yes.", NOW, is_corrected=False)
    assert outcome == told
    with store.reading() as session:
        mails = session.query(Mail).filter(Mail.subject.startswith("Question 1")).all()
    assert bidders_questions(store, tender_id, 2) == BiddersQuestions((told,), ())
    assert sorted(mail.recipient for mail in mails) == [one.email for one in SUPPLIERS]
    assert not any("Alpha" in mail.text or "two mowers" in mail.text for mail in mails)


def test_an_answer_sent_twice_is_given_once_and_a_correction_keeps_the_first(
    store: WatchedStore, officer: Person, alpha: UUID, tender_id: UUID
) -> None:
    ask(store, bidder_id=alpha, question=ASKED, now=NOW)
    answering(store, officer, tender_id)
    answering(store, officer, tender_id)

    assert answering(store, officer, tender_id, "No.") == ANSWERED_MEANWHILE
    answering(store, officer, tender_id, "Yes, up to three.", after=1)

    [question] = open_questions(store, tender_id)
    assert [one.answer for one in question.answers] == ["Yes.", "Yes, up to three."]
    found = bidders_questions(store, tender_id, 1)
    assert [one.is_corrected for one in found.answered] == [True]


def test_an_answer_needs_its_words_and_a_question_that_is_there(
    store: WatchedStore, officer: Person, alpha: UUID, tender_id: UUID
) -> None:
    ask(store, bidder_id=alpha, question=ASKED, now=NOW)

    assert answering(store, officer, tender_id, "") == NO_ANSWER
    assert answering(store, officer, tender_id, as_read="") == NO_ANSWER
    assert answering(store, officer, tender_id, number=2) == NO_QUESTION
