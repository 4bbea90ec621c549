"""Accessibility of a page, judged by axe-core.

axe.min.js is axe-core 4.14.1, unchanged, under the Mozilla Public License 2.0 (axe.LICENSE).
"""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).with_name("axe.min.js")
RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[str]:
    """Run every rule of axe-core on the page as it stands, once all of it is there.

    Returns:
        One line for each element that breaks a rule: the rule, what it asks, and the element.
        Empty where axe finds nothing, which does not prove the page accessible.
    """
    page.wait_for_load_state()
    page.evaluate(_source())
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(node['target'])}"
        for violation in page.evaluate(RUN)
        for node in violation["nodes"]
    ]
