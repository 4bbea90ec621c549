"""Looking at a page as it stands: axe, the HTML checkers, and whether it fits a narrow window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page, ViewportSize

from tests.browser.accessibility import axe_violations
from tests.browser.validator import Validator

NARROW: ViewportSize = {"width": 320, "height": 800}
TOO_WIDE = "it scrolls sideways at 320 pixels"


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who looks at one page after the other, and notes what is wrong, by state."""

    page: Page
    validator: Validator
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, state: str) -> None:
        """Look at the page with everything unfolded, and leave it as it was."""
        opened = self.page.evaluate(
            "() => [...document.querySelectorAll('details:not([open])')].map(e => e.open = true)"
        )
        problems = axe_violations(self.page) + self.validator.errors(self.page.content())
        width = self.page.viewport_size
        assert width is not None
        self.page.set_viewport_size(NARROW)
        if self.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            problems.append(TOO_WIDE)
        self.page.set_viewport_size(width)
        if problems:
            self.found[state] = problems


@contextmanager
def judging(page: Page, validator: Validator) -> Iterator[Judge]:
    """Look at pages, and tell at the end what was found."""
    judge = Judge(page, validator)
    yield judge
    assert judge.found == {}
