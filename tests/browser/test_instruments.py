"""The instruments of the browser tests see what is wrong, and find nothing where nothing is."""

from flask import Flask
from playwright.sync_api import Page

from tests.browser.accessibility import axe_violations
from tests.browser.server import served
from tests.browser.validator import Validator

SOUND = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Sound</title></head>
<body><main><h1>Sound</h1><p>Nothing is wrong here.</p></main></body></html>
"""
BROKEN = SOUND.replace("<p>Nothing", '<img src="data:,"><p><div>Nothing')


def test_axe_names_the_rule_and_the_element_that_breaks_it(page: Page) -> None:
    page.set_content(BROKEN)

    violations = axe_violations(page)

    assert [violation.split(":")[0] for violation in violations] == ["image-alt"]
    assert violations[0].endswith(": img")


def test_axe_finds_nothing_on_a_sound_page(page: Page) -> None:
    page.set_content(SOUND)

    assert axe_violations(page) == []


def test_the_validator_names_the_line_and_the_error(validator: Validator) -> None:
    errors = validator.errors(BROKEN)

    assert any("line 3" in error and "“p” element" in error for error in errors)


def test_the_validator_finds_nothing_on_a_sound_page(validator: Validator) -> None:
    assert validator.errors(SOUND) == []


def test_a_page_without_javascript_runs_none(page_without_script: Page) -> None:
    page_without_script.set_content(
        SOUND.replace("</body>", "<script>document.title = 'Ran'</script></body>")
    )

    assert page_without_script.title() == "Sound"


def test_axe_works_under_a_strict_content_security_policy(page: Page) -> None:
    application = Flask(__name__)

    @application.get("/")
    def sound() -> tuple[str, dict[str, str]]:
        return BROKEN.replace("data:,", "/missing.png"), {
            "Content-Security-Policy": "default-src 'none'; img-src 'self'"
        }

    with served(application) as address:
        page.goto(address)
        violations = axe_violations(page)

    assert [violation.split(":")[0] for violation in violations] == ["image-alt"]
