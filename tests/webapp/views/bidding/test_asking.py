"""A bidder's questions: asked on a page, and shown to its own bidder alone until answered."""

from datetime import timedelta

from tests.webapp.bids import come_in
from tests.webapp.clients import Client
from tests.webapp.conftest import Clock


def test_a_question_is_asked_and_shown_to_whoever_asked_it(
    stranger: Client, links: list[str]
) -> None:
    come_in(stranger, links[0])
    question = {"question": "Is <b>the</b> park locked at night?"}

    sent = stranger.fill_in("/bid/questions", question, form=0)
    own = stranger.get(sent.headers["Location"]).text
    come_in(stranger, links[1])
    of_rival = stranger.get("/bid/questions").text

    assert sent.status_code == 302
    assert "Your question was sent" in own
    assert "Is &lt;b&gt;the&lt;/b&gt; park locked at night?" in own
    assert "park locked" not in of_rival


def test_an_empty_question_says_what_to_do(stranger: Client, links: list[str]) -> None:
    come_in(stranger, links[0])

    answer = stranger.fill_in("/bid/questions", {"question": " "}, form=0)

    assert answer.status_code == 400
    assert "Enter your question" in answer.text


def test_until_when_questions_can_be_asked_is_said_and_then_whom_to_write_to(
    stranger: Client, links: list[str], clock: Clock
) -> None:
    come_in(stranger, links[0])
    before = stranger.get("/bid/questions").text
    clock.now += timedelta(days=42)
    come_in(stranger, links[0])

    after = stranger.get("/bid/questions").text

    assert "You can ask until 12 April 2026 at 13:00 BST." in before
    assert "Questions could be asked until 12 April 2026 at 13:00 BST." in after
    assert "write to Priya Shah, tenders@coventry.example" in after
    assert "Ask the question" not in after
