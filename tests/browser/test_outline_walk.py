"""The whole path through the pages: a buyer builds an outline, and a panel decides on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import panel_walking as panel
from tests.browser import walking as buyer
from tests.browser.hands import Mouse
from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service
from tests.browser.validator import Validator
from tests.browser.walking import Walk
from webapp.roles import Role

pytestmark = pytest.mark.slow


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture
def judge(page: Page, validator: Validator, tmp_path: Path) -> Iterator[Judge]:
    with judging(page, validator, tmp_path) as judge:
        yield judge


def test_from_the_first_question_until_it_is_sealed(
    page: Page, service: Service, judge: Judge
) -> None:
    walk = Walk(service, Mouse(page), judge.look)
    panel.invite(walk)
    walk.sign_in_as(Role.BUYER)
    begun = buyer.build(walk)
    buyer.submit(walk)

    walk.sign_in_as(Role.PANEL_CHAIR)
    panel.call_meeting(walk)
    panel.return_it(walk)
    walk.sign_in_as(Role.BUYER)
    buyer.mend(walk, panel.SAID)
    buyer.submit_anew(walk, "The case names the depot.")
    panel.approve_on_condition(walk)
    walk.sign_in_as(Role.BUYER)
    panel.report_condition(walk)
    walk.sign_in_as(Role.PANEL_MEMBER)
    panel.confirm_condition(walk)

    walk.sign_in_as(Role.BUYER)
    panel.read_sealed(walk)
    walk.sign_in_as(Role.AUDITOR)
    panel.read_record(walk, begun)
