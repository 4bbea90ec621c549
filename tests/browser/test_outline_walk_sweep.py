"""Every page of the inventory of endpoints, in a populated service: axe and both checkers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from tests.browser import walking as buyer
from tests.browser.hands import Mouse
from tests.browser.looking import Judge, judging
from tests.browser.service import Service, running_service
from tests.browser.validator import Validator
from tests.browser.walking import Walk
from tests.webapp.criteria import with_criteria
from tests.webapp.drafts import MEASURES, drafted, setting
from tests.webapp.outlines import PANEL_BODY, send
from tests.webapp.parts import with_file, with_parts
from tests.webapp.proposals import departing
from tests.webapp.samples import decided
from tests.webapp.views.inventory import INVENTORY
from tests.webapp.views.test_access import PAGES, POSTED
from webapp.application import build
from webapp.roles import Role
from webapp.services.approval.agenda import put_on
from webapp.services.approval.meetings import Called, call_meeting
from webapp.services.criteria import run_stress_test
from webapp.services.submission.taking_back import withdraw
from webapp.settings import Settings
from webapp.store import people

pytestmark = pytest.mark.slow

NOW = datetime.now(UTC)
ADDRESSES = {
    "account.sign_in": "/sign-in",
    "adopted.settings": "/settings",
    "backtests.back_tests": "/back-tests",
    "backtests.start": "/back-tests/start",
    "clauses.library": "/clauses",
    "draft_trials.try_draft": "/settings/drafts/{draft}/try",
    "drafts.choose_value": "/settings/drafts/{draft}/values",
    "drafts.draft": "/settings/drafts/{draft}",
    "drafts.drafts": "/settings/drafts",
    "drafts.new_draft": "/settings/drafts/new",
    "drafts.propose_value": f"/settings/drafts/for/{MEASURES}",
    "drafts.value": f"/settings/drafts/{{draft}}/values/{MEASURES}",
    "home.home": "/",
    "information.accessibility_statement": "/accessibility-statement",
    "information.cookies": "/cookies",
    "information.glossary": "/glossary",
    "information.privacy_notice": "/privacy-notice",
    "information.retention": "/how-long-things-are-kept",
    "measure_imports.imports": "/measures/imports",
    "measure_imports.start": "/measures/imports/start",
    "measures.catalogue": "/measures",
    "measures.measure": "/measures/apprentice-weeks",
    "meetings.attendance": "/meetings/{meeting}/attendance",
    "meetings.call": "/meetings/call",
    "meetings.cancel": "/meetings/{meeting}/cancel",
    "meetings.meeting": "/meetings/{meeting}",
    "meetings.meetings": "/meetings",
    "minutes.agree": "/meetings/{meeting}/minutes/agree",
    "minutes.edit": "/meetings/{meeting}/minutes/edit",
    "minutes.minutes": "/meetings/{meeting}/minutes",
    "notice_imports.start": "/procurements/import",
    "notifications.notifications": "/notifications",
    "own_account.own_account": "/account",
    "own_account.password": "/account/password",
    "own_account.recovery_codes": "/account/second-factor/recovery-codes",
    "own_account.switch_off": "/account/second-factor/off",
    "own_account.switch_on": "/account/second-factor",
    "papers.comment": "/papers/{version}/comments/case",
    "papers.paper": "/papers/{version}",
    "people.end_person": "/people/{user}/end",
    "people.end_role": "/people/roles/{role}/end",
    "people.invitation": "/invitations/none",
    "people.invite": "/people/invite",
    "people.people": "/people",
    "people.reset_second_factor": "/people/{user}/second-factor/off",
    "policies.comparison": "/policies/coventry/compare/uk",
    "policies.policies": "/policies",
    "policies.policy": "/policies/coventry",
    "policies.rule": "/policies/coventry/rules/{rule}",
    "policies.search": "/policies/coventry/search?q=weight",
    "policies.value": f"/policies/coventry/values/{MEASURES}",
    "procurements.my_procurements": "/procurements",
    "procurements.start": "/procurements/start",
    "record.authority_record": "/record",
    "record.chain": "/record/chain",
    "searching.overview": "/overview",
    "searching.search": "/search?q=grounds",
    "voting.decide": "/papers/{version}/decision",
    "voting.declare": "/papers/{version}/declaration",
    "voting.vote": "/papers/{version}/vote",
}
"""Where the pages are that belong to no procurement, or to one that is before the panel."""
FILES = {
    "attachments.download",
    "award_letter.letter_html",
    "award_letter.letter_pdf",
    "award_letter.numbered_html",
    "backtests.rows",
    "bid_documents.document_pdf",
    "bid_documents.document_word",
    "bidding.method_statement",
    "bidding.workbook",
    "criteria.stress_test_pdf",
    "criteria.tender_json",
    "letters.bundle",
    "letters.earlier_bundle",
    "letters.letter_html",
    "letters.letter_pdf",
    "letters.letter_sent_html",
    "lot_awards.input_json",
    "lot_awards.result_json",
    "minutes.minutes_page",
    "minutes.minutes_pdf",
    "minutes.minutes_word",
    "notices.notice_json",
    "outline.outline_pdf",
    "outline.outline_word",
    "policies.pdf",
    "result.evaluation_json",
    "result.report_html",
    "result.report_pdf",
    "result.tender_json",
    "searching.spreadsheet",
    "static",
    "tender_documents.document_pdf",
    "tender_documents.document_word",
    "thread.line_json_of",
    "thread.thread_json",
    "timeline.calendar",
    "versions.version_pdf",
    "versions.version_word",
}
"""What is downloaded, or no page."""

ELSEWHERE = {
    "account.code",
    "asking.questions",
    "award_letter.letter",
    "award_letter.numbered",
    "awarding.award",
    "awarding.decide",
    "awarding.decide_reversal",
    "awarding.recommend",
    "awarding.reverse",
    "awarding.withdraw",
    "backtests.back_test",
    "bid_documents.document",
    "bidding.bidding",
    "bidding.enter",
    "bidding.receipt",
    "bidding.withdraw",
    "bids.bids",
    "bids.late",
    "bids.opening",
    "bids.upload",
    "calibration.add",
    "calibration.calibration",
    "calibration.close_calibration",
    "calibration.sample",
    "clarifying.answer",
    "clarifying.clarifications",
    "conditions.condition",
    "conflicts.conflict",
    "ending.end",
    "interests.declaration",
    "interests.verdict",
    "inviting.invite",
    "inviting.withdraw",
    "letters.earlier",
    "letters.letter",
    "letters.letter_sent",
    "letters.letters",
    "letters.send",
    "letters.words",
    "lot_awards.award",
    "lot_awards.leave_out",
    "lot_awards.lot",
    "lot_awards.lots",
    "measure_imports.columns",
    "measure_imports.imported",
    "measure_imports.imported_measure",
    "moderating.answer",
    "moderating.moderation",
    "moderating.reopen",
    "panel.chair",
    "panel.due",
    "panel.evaluator",
    "panel.panel",
    "panel.shown_early",
    "answering.price",
    "price_questions.answer",
    "price_questions.decision",
    "price_questions.question",
    "returning.same_file",
    "unread_bids.file",
    "unread_bids.lost",
    "unread_bids.unread",
    "publishing.publish",
    "result.evaluate",
    "result.result",
    "scoring.answer",
    "scoring.scoring",
    "settling.disregard",
    "settling.lift_ground",
    "settling.promise",
    "settling.settling",
    "standstill.contract",
    "standstill.notice",
    "standstill.resume",
    "standstill.standstill",
    "standstill.stop",
    "tender_documents.document",
    "withholding.explanation",
    "withholding.take_back",
    "withholding.withheld",
}
"""Pages of a state that other browser tests bring about."""

READER_OF = {
    "account.sign_in": None,
    "people.invitation": None,
    "home.home": Role.ADMINISTRATOR,
    "notifications.notifications": Role.PANEL_CHAIR,
    "papers.comment": Role.PANEL_CHAIR,
    "papers.paper": Role.PANEL_CHAIR,
    "meetings.meeting": Role.PANEL_CHAIR,
    "meetings.meetings": Role.PANEL_CHAIR,
}
"""Who looks at a page, where it is not the first of these who may; None is a stranger."""
READERS = (
    Role.BUYER,
    Role.PANEL_CHAIR,
    Role.POLICY_OWNER,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
NOT_THERE = {"people.invitation": 404}
"""Pages that say that there is nothing, with the status that they answer."""


@dataclass(frozen=True, slots=True)
class Populated:
    """A served installation in which something of everything is."""

    service: Service
    ids: dict[str, UUID | str]

    def address(self, endpoint: str) -> str:
        """Return the path of a page."""
        return {**PAGES, **ADDRESSES}[endpoint].format(**self.ids)


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Populated]:
    folder = tmp_path_factory.mktemp("service")
    with running_service(folder) as service:
        withdrawn = _withdrawn(service, folder)
        version, meeting = _before_panel(service)
        owner = service.person(Role.POLICY_OWNER)
        ids: dict[str, UUID | str] = {
            "id": withdrawn,
            "version": version,
            "meeting": meeting,
            "draft": drafted(service.store, owner, NOW, setting()),
            "rule": "cov-tier-standard-services",
            **_member(service),
        }
        yield Populated(service, ids)


def _member(service: Service) -> dict[str, UUID]:
    """Return somebody of the organisation, and a role of theirs."""
    member = service.person(Role.PANEL_MEMBER)
    with service.store.reading() as session:
        [(held, _)] = people.roles_of(session, member.id)
        return {"user": member.id, "role": held.id}


def _withdrawn(service: Service, folder: Path) -> UUID:
    """Prepare an outline that departs from the rules, was submitted and was withdrawn."""
    store, person = service.store, service.person(Role.BUYER)
    begun = decided(store, person, NOW)
    with_parts(store, person, begun, NOW)
    with_file(store, folder, person, begun, NOW)
    departing(store, person, begun, NOW)
    with_criteria(store, person, begun, NOW)
    run_stress_test(store, person, procurement_id=begun, revision=1, now=NOW)
    version = send(store, person, begun, NOW)
    withdraw(store, person, version_id=version, why="To change it", now=NOW)
    return begun


def _before_panel(service: Service) -> tuple[UUID, UUID]:
    """Submit an outline, and put it on the agenda of a meeting."""
    store, chair = service.store, service.person(Role.PANEL_CHAIR)
    begun = buyer.prepared(service, reference="COV-2026-015")
    version = send(store, service.person(Role.BUYER), begun, NOW)
    called = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=PANEL_BODY,
        starts_at=NOW + timedelta(days=14),
        place="Committee room 2",
        now=NOW,
    )
    assert isinstance(called, Called), called
    put_on(store, chair, meeting_id=called.meeting_id, version_id=version, now=NOW)
    return version, called.meeting_id


@pytest.fixture
def judge(page: Page, validator: Validator, tmp_path: Path) -> Iterator[Judge]:
    with judging(page, validator, tmp_path) as judge:
        yield judge


def reader_of(endpoint: str) -> Role | None:
    """Return who looks at a page."""
    if endpoint in READER_OF:
        return READER_OF[endpoint]
    roles = INVENTORY[endpoint].roles
    return next(role for role in READERS if roles is None or role in roles)


LOOKED_AT = sorted({*PAGES, *ADDRESSES} - POSTED - FILES - ELSEWHERE)
BY_READER = {
    reader: [endpoint for endpoint in LOOKED_AT if reader_of(endpoint) == reader]
    for reader in (None, *READERS)
}


def test_every_page_is_looked_at_or_said_where(tmp_path: Path) -> None:
    built = build(Settings(tmp_path, "sqlite://", "k" * 32, is_loopback=True))
    opened = {rule.endpoint for rule in built.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert opened == {*LOOKED_AT, *FILES, *ELSEWHERE}


@pytest.mark.parametrize("reader", BY_READER)
def test_pages_are_accessible_valid_and_narrow(
    reader: Role | None, page: Page, populated: Populated, judge: Judge
) -> None:
    walk = Walk(populated.service, Mouse(page), judge.look)
    if reader is not None:
        walk.sign_in_as(reader)

    for endpoint in BY_READER[reader]:
        response = page.goto(f"{populated.service.address}{populated.address(endpoint)}")
        assert response is not None
        assert response.status == NOT_THERE.get(endpoint, 200), endpoint
        judge.look(endpoint)
