"""How a page answers what was refused."""

import pytest

from webapp.services.refusals import Refused
from webapp.views.fields import PageError
from webapp.views.refusals import refusal_errors, status_of

REFUSED = Refused("The bids are sealed", "Come back after the deadline")
ERROR = PageError("Enter the day", "#day")


@pytest.mark.parametrize(
    ("refused", "errors", "status"),
    [(None, (), 200), (None, (ERROR,), 400), (REFUSED, (), 409), (REFUSED, (ERROR,), 409)],
)
def test_what_is_refused_as_things_stand_comes_before_what_was_typed_wrong(
    refused: Refused | None, errors: tuple[PageError, ...], status: int
) -> None:
    assert status_of(refused, errors) == status


def test_a_refusal_is_an_error_that_leads_to_the_page_itself() -> None:
    (error,) = refusal_errors(REFUSED)

    assert error.href == "#main-content"
    assert error.text.startswith("The bids are sealed")
    assert refusal_errors(None) == ()
