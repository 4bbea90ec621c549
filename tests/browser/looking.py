"""Looking at a page as it stands: axe, both HTML checkers, and whether it fits a narrow window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Response, ViewportSize

from tests.browser.accessibility import axe_violations
from tests.browser.html_validate import html_validate_errors
from tests.browser.validator import Validator

NARROW: ViewportSize = {"width": 320, "height": 800}
REDIRECTS = range(300, 400)
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
REACHES = """width => [...document.querySelectorAll('main *')]
    .filter(each => each.getBoundingClientRect().right > width + 1)
    .map(each => each.className || each.tagName).slice(0, 3)"""


def unfold(page: Page) -> None:
    """Wait until the page is there as a whole, and unfold everything on it.

    A click does not wait for what it leads to, and a page that is still coming in has no main
    part yet, or half of it.
    """
    page.wait_for_load_state()
    page.evaluate(UNFOLD)


def sideways(page: Page) -> list[str]:
    """Return whether the page that is shown scrolls sideways on a small screen, and what for."""
    usual = page.viewport_size
    assert usual is not None
    page.set_viewport_size(NARROW)
    width = NARROW["width"]
    is_wide = page.evaluate("document.documentElement.scrollWidth") > width
    reaching = page.evaluate(REACHES, width)
    page.set_viewport_size(usual)
    return [f"it scrolls sideways at {width} pixels: {reaching}"] if is_wide else []


def found_on(page: Page) -> list[str]:
    """Return what axe finds on the page that is shown, and whether it scrolls sideways."""
    return axe_violations(page) + sideways(page)


@dataclass
class Judge:
    """Somebody who looks at one page after the other, and notes what is wrong, by state."""

    page: Page
    validator: Validator
    sent: Response | None = None
    found: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def look(self, state: str) -> None:
        """Look at the page with everything unfolded."""
        unfold(self.page)
        problems = axe_violations(self.page) + self.validator.errors(self.page.content())
        problems += sideways(self.page)
        self.pages[state] = self.sent.text() if self.sent else ""
        if problems:
            self.found[state] = problems

    def note(self, response: Response) -> None:
        """Keep the page that the server sent last."""
        if response.request.is_navigation_request() and response.status not in REDIRECTS:
            self.sent = response


@contextmanager
def judging(page: Page, validator: Validator, folder: Path) -> Iterator[Judge]:
    """Look at pages, and tell at the end what was found."""
    judge = Judge(page, validator)
    page.on("response", judge.note)
    yield judge
    for state, problems in html_validate_errors(judge.pages, folder).items():
        judge.found.setdefault(state, []).extend(problems)
    told = [f"{state}: {one}" for state, problems in judge.found.items() for one in problems]
    assert not told, "\n".join(told)


DOES_NOT_FIT = """() => {
    const problems = [];
    const outOfSight = [...document.querySelectorAll('body *')].filter(each =>
        getComputedStyle(each).position === 'absolute' && each.offsetWidth <= 1
        || each.matches('.govuk-visually-hidden, .pod-hidden'));
    const isOutOfSight = each => outOfSight.some(one => one.contains(each));
    const root = document.documentElement;
    const told = each => `${each.tagName} ${each.className} “${(each.innerText || each.name
        || '').slice(0, 40)}”`;
    if (root.scrollWidth > root.clientWidth)
        problems.push(`the page is ${root.scrollWidth} pixels wide in ${root.clientWidth}`);
    const shown = [...document.querySelectorAll('body *')].filter(each =>
        each.checkVisibility({visibilityProperty: true}) && !each.closest('svg')
        && !isOutOfSight(each));
    for (const each of shown) {
        const style = getComputedStyle(each);
        const cuts = ['hidden', 'clip'];
        if (cuts.includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1
            || cuts.includes(style.overflowY) && each.scrollHeight > each.clientHeight + 1)
            problems.push(`cut off: ${told(each)}`);
    }
    const controls = shown.filter(each =>
        each.matches('a[href], button, input:not([type=hidden]), select, textarea, summary'));
    const boxes = controls.flatMap(each =>
        [...each.getClientRects()].map(box => [each, box]));
    const size = box => box.width > 4 && box.height > 4;
    for (const [index, [one, a]] of boxes.entries())
        for (const [other, b] of boxes.slice(index + 1))
            if (one !== other && !one.contains(other) && !other.contains(one)
                && size(a) && size(b)
                && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6)
                problems.push(`${told(one)} lies over ${told(other)}`);
    return problems;
}"""


@dataclass
class Fitter:
    """Somebody who sees whether pages fit: nothing wider than it, cut off, or over another."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, state: str) -> None:
        """Look at the page as it stands, and with everything unfolded."""
        self.page.wait_for_load_state()
        problems = self.page.evaluate(DOES_NOT_FIT)
        unfold(self.page)
        problems += self.page.evaluate(DOES_NOT_FIT)
        if problems:
            self.found[state] = [*dict.fromkeys(problems)]
