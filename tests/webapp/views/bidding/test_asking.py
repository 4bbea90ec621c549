"""A bidder's questions: asked on a page, and shown to its own bidder alone until answered."""

from tests.webapp.bids import come_in
from tests.webapp.clients import Client


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
