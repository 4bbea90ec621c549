"""Who may reach what: every endpoint, every role, own and foreign procurements."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import Clock
from tests.webapp.criteria import with_criteria
from tests.webapp.outlines import send
from tests.webapp.parts import with_file, with_parts
from tests.webapp.people import PEOPLE as ACCOUNTS
from tests.webapp.proposals import departing
from tests.webapp.samples import decided
from tests.webapp.views.inventory import INVENTORY
from webapp.roles import READERS, WRITERS, Role
from webapp.services.accounts import Person
from webapp.services.criteria import run_stress_test
from webapp.services.submission.taking_back import withdraw
from webapp.settings import Settings
from webapp.store import people
from webapp.views.access import EndpointHasNoAccessRule, guard, is_local, reach_of

pytestmark = pytest.mark.slow

PAGES = {
    "procurements.procurement": "/procurements/{id}",
    "record.record": "/procurements/{id}/record",
    "record.answers": "/procurements/{id}/record/answers/2",
    "record.part": "/procurements/{id}/record/case/1",
    "tendering.tender": "/procurements/{id}/tender",
    "notices.notices": "/procurements/{id}/notices",
    "notices.notice": "/procurements/{id}/notices/tender",
    "notices.make": "/procurements/{id}/notices/tender/make",
    "notices.notice_json": "/procurements/{id}/notices/tender/1.json",
    "panel.panel": "/procurements/{id}/panel",
    "panel.evaluator": "/procurements/{id}/panel/evaluators/{id}",
    "panel.chair": "/procurements/{id}/panel/chair",
    "panel.shown_early": "/procurements/{id}/panel/shown-early",
    "interests.declaration": "/procurements/{id}/panel/declaration",
    "interests.verdict": "/procurements/{id}/panel/declarations/{id}",
    "calibration.calibration": "/procurements/{id}/panel/calibration",
    "calibration.add": "/procurements/{id}/panel/calibration/add",
    "calibration.sample": "/procurements/{id}/panel/calibration/{id}",
    "calibration.close_calibration": "/procurements/{id}/panel/calibration/{id}/close",
    "tender_documents.document": "/procurements/{id}/tender/documents/guide",
    "tender_documents.document_pdf": "/procurements/{id}/tender/documents/guide.pdf",
    "tender_documents.document_word": "/procurements/{id}/tender/documents/guide.docx",
    "publishing.publish": "/procurements/{id}/tender/publish",
    "inviting.invite": "/procurements/{id}/tender/bidders/invite",
    "inviting.renew": "/procurements/{id}/tender/bidders/1/link",
    "inviting.withdraw": "/procurements/{id}/tender/bidders/1/link/end",
    "clarifying.clarifications": "/procurements/{id}/tender/questions",
    "clarifying.answer": "/procurements/{id}/tender/questions/1",
    "bids.bids": "/procurements/{id}/tender/bids",
    "bids.upload": "/procurements/{id}/tender/bids/from/1",
    "bids.late": "/procurements/{id}/tender/bids/from/1/1/late",
    "bids.opening": "/procurements/{id}/tender/opening",
    "unread_bids.unread": "/procurements/{id}/tender/unread",
    "unread_bids.ask": "/procurements/{id}/tender/unread/1/ask",
    "unread_bids.file": "/procurements/{id}/tender/unread/1/file",
    "unread_bids.lost": "/procurements/{id}/tender/unread/1/lost",
    "panel.due": "/procurements/{id}/panel/due",
    "scoring.scoring": "/procurements/{id}/scoring",
    "scoring.answer": "/procurements/{id}/scoring/staff/1",
    "scoring.draft": "/procurements/{id}/scoring/staff/1/draft",
    "scoring.hand_in": "/procurements/{id}/scoring/staff/1/hand-in",
    "scoring.hand_in_all": "/procurements/{id}/scoring/hand-in",
    "scoring.take_back": "/procurements/{id}/scoring/staff/1/take-back",
    "moderating.moderation": "/procurements/{id}/moderation",
    "moderating.open_complete": "/procurements/{id}/moderation/open-complete",
    "moderating.answer": "/procurements/{id}/moderation/staff/1",
    "moderating.open_answer": "/procurements/{id}/moderation/staff/1/open",
    "moderating.agree": "/procurements/{id}/moderation/staff/1/agree",
    "moderating.reopen": "/procurements/{id}/moderation/staff/1/reopen",
    "letters.letters": "/procurements/{id}/letters",
    "letters.letter": "/procurements/{id}/letters/1",
    "letters.letter_pdf": "/procurements/{id}/letters/1.pdf",
    "letters.letter_html": "/procurements/{id}/letters/1.html",
    "letters.words": "/procurements/{id}/letters/1/words",
    "letters.send": "/procurements/{id}/letters/send",
    "withholding.withheld": "/procurements/{id}/letters/withheld",
    "withholding.explanation": "/procurements/{id}/letters/withheld/explanations/staff",
    "withholding.take_back": "/procurements/{id}/letters/withheld/1/take-back",
    "letters.bundle": "/procurements/{id}/letters/bundle.zip",
    "letters.earlier": "/procurements/{id}/letters/earlier",
    "letters.earlier_bundle": "/procurements/{id}/letters/earlier/1/bundle.zip",
    "letters.letter_sent": f"/procurements/{{id}}/letters/sent/{UUID(int=1)}",
    "letters.letter_sent_html": f"/procurements/{{id}}/letters/sent/{UUID(int=1)}.html",
    "ending.end": "/procurements/{id}/ending",
    "lot_awards.lots": "/procurements/{id}/award-of-lots",
    "lot_awards.lot": "/procurements/{id}/award-of-lots/lots/1",
    "lot_awards.leave_out": "/procurements/{id}/award-of-lots/lots/1/not-tendered",
    "lot_awards.award": "/procurements/{id}/award-of-lots/award",
    "lot_awards.input_json": "/procurements/{id}/award-of-lots/1/lots.json",
    "lot_awards.result_json": "/procurements/{id}/award-of-lots/1/lots-result.json",
    "standstill.standstill": "/procurements/{id}/standstill",
    "standstill.notice": "/procurements/{id}/standstill/notice",
    "standstill.stop": "/procurements/{id}/standstill/stop",
    "standstill.resume": "/procurements/{id}/standstill/resume",
    "standstill.contract": "/procurements/{id}/standstill/contract",
    "settling.settling": "/procurements/{id}/settling",
    "settling.promise": "/procurements/{id}/settling/promises/1/weeks",
    "settling.disregard": "/procurements/{id}/settling/bids/1/disregard",
    "settling.lift_ground": "/procurements/{id}/settling/bids/1/grounds/1/lift",
    "price_questions.question": "/procurements/{id}/settling/prices/1/question",
    "price_questions.answer": "/procurements/{id}/settling/prices/1/answer",
    "price_questions.decision": "/procurements/{id}/settling/prices/1/decision",
    "awarding.award": "/procurements/{id}/award",
    "awarding.recommend": "/procurements/{id}/award/recommendation",
    "awarding.withdraw": "/procurements/{id}/award/withdrawal",
    "awarding.decide": "/procurements/{id}/award/decision",
    "awarding.reverse": "/procurements/{id}/award/reversal",
    "awarding.decide_reversal": "/procurements/{id}/award/reversal/decision",
    "result.result": "/procurements/{id}/result",
    "result.evaluate": "/procurements/{id}/result/evaluate",
    "result.report_html": "/procurements/{id}/result/1/award-report.html",
    "result.report_pdf": "/procurements/{id}/result/1/award-report.pdf",
    "result.evaluation_json": "/procurements/{id}/result/1/evaluation.json",
    "result.tender_json": "/procurements/{id}/result/1/tender.json",
    "disclosure.disclosure": "/procurements/{id}/disclosure",
    "disclosure.take": "/procurements/{id}/disclosure",
    "thread.thread": "/procurements/{id}/thread",
    "thread.thread_json": "/procurements/{id}/thread/thread.json",
    "thread.line": "/procurements/{id}/thread/criterion:price",
    "thread.line_json_of": "/procurements/{id}/thread/criterion:price.json",
    "timeline.timeline": "/procurements/{id}/timeline",
    "timeline.calendar": "/procurements/{id}/timeline.ics",
    "checklist.checklist": "/procurements/{id}/checklist",
    "checklist.save": "/procurements/{id}/checklist",
    "looks.still_right": "/procurements/{id}/parts/case/still-right",
    "procurements.go_on": "/procurements/{id}/next",
    "case.case": "/procurements/{id}/case",
    "case.texts": "/procurements/{id}/case/need",
    "risks.add_risk": "/procurements/{id}/case/risks/add",
    "risks.risk": "/procurements/{id}/case/risks/1",
    "risks.remove_risk": "/procurements/{id}/case/risks/9/remove",
    "lots.lots": "/procurements/{id}/lots",
    "lots.division": "/procurements/{id}/lots/division",
    "lots.add_lot": "/procurements/{id}/lots/add",
    "lots.lot": "/procurements/{id}/lots/1",
    "lots.remove_lot": "/procurements/{id}/lots/9/remove",
    "attachments.attachments": "/procurements/{id}/attachments",
    "attachments.add": "/procurements/{id}/attachments/add",
    "attachments.download": "/procurements/{id}/attachments/{id}",
    "attachments.remove": "/procurements/{id}/attachments/{id}/remove",
    "copies.copy": "/procurements/{id}/copy",
    "questions.question": "/procurements/{id}/questions/value",
    "questions.check_answers": "/procurements/{id}/check-answers",
    "decision.decision": "/procurements/{id}/decision",
    "decision.decide": "/procurements/{id}/decide",
    "outline.outline": "/procurements/{id}/outline",
    "outline.outline_pdf": "/procurements/{id}/outline.pdf",
    "outline.outline_word": "/procurements/{id}/outline.docx",
    "submission.submit": "/procurements/{id}/outline/submit",
    "submission.withdraw": "/procurements/{id}/versions/1/withdraw",
    "submission.reopen": "/procurements/{id}/versions/1/new-version",
    "versions.versions": "/procurements/{id}/versions",
    "versions.version": "/procurements/{id}/versions/1",
    "versions.version_pdf": "/procurements/{id}/versions/1/outline.pdf",
    "versions.version_word": "/procurements/{id}/versions/1/outline.docx",
    "versions.changes": "/procurements/{id}/versions/1/changes",
    "again.decided_again": "/procurements/{id}/decide-again",
    "criteria.criteria": "/procurements/{id}/criteria",
    "criteria.weights": "/procurements/{id}/criteria/weights",
    "criteria.start": "/procurements/{id}/criteria/start",
    "criteria_rules.rules": "/procurements/{id}/criteria/rules",
    "criteria.add": "/procurements/{id}/criteria/add",
    "criteria.criterion": "/procurements/{id}/criteria/of/price",
    "criteria.move": "/procurements/{id}/criteria/of/price/move",
    "criteria.remove": "/procurements/{id}/criteria/of/price/remove",
    "criteria.tender_json": "/procurements/{id}/criteria/tender.json",
    "criteria.stress_test": "/procurements/{id}/criteria/stress-test",
    "criteria.stress_test_pdf": "/procurements/{id}/criteria/stress-test.pdf",
    "criteria.run": "/procurements/{id}/criteria/stress-test/run",
    "proposal.proposal": "/procurements/{id}/proposal",
    "proposal.save": "/procurements/{id}/proposal",
    "measure_choices.measure": "/procurements/{id}/proposal/measures/own-trees",
    "own_measures.catalogue": "/procurements/{id}/proposal/add/from",
    "own_measures.add": "/procurements/{id}/proposal/add",
    "own_measures.change": "/procurements/{id}/proposal/measures/own-trees/words",
    "departures.departure": "/procurements/{id}/proposal/departures/social_value_minimum",
    "departures.ask": "/procurements/{id}/proposal/departures/social_value_minimum/ask",
    "departures.answer": "/procurements/{id}/proposal/departures/social_value_minimum/answer",
    "clauses.clauses": "/procurements/{id}/clauses",
    "clauses.fill": "/procurements/{id}/clauses/fill",
    "settling_clauses.clause": "/procurements/{id}/clauses/own-trees",
    "own_measures.remove": "/procurements/{id}/proposal/measures/own-trees/remove",
}
POSTED = {
    "disclosure.take",
    "notices.make",
    "decision.decide",
    "checklist.save",
    "looks.still_right",
    "risks.remove_risk",
    "scoring.draft",
    "scoring.hand_in",
    "scoring.hand_in_all",
    "scoring.take_back",
    "moderating.open_complete",
    "moderating.open_answer",
    "moderating.agree",
    "lots.remove_lot",
    "criteria.weights",
    "criteria.run",
    "proposal.save",
    "own_measures.remove",
    "departures.ask",
    "departures.answer",
    "clauses.fill",
    "inviting.renew",
    "unread_bids.ask",
}


@pytest.fixture
def procurement_id(
    store: WatchedStore, settings: Settings, person_of: Callable[..., Person], clock: Clock
) -> UUID:
    buyer = person_of(Role.BUYER)
    procurement_id = decided(store, buyer, clock.now)
    with_parts(store, buyer, procurement_id, clock.now)
    with_file(store, settings.instance_folder, buyer, procurement_id, clock.now)
    departing(store, buyer, procurement_id, clock.now)
    with_criteria(store, buyer, procurement_id, clock.now)
    run_stress_test(store, buyer, procurement_id=procurement_id, revision=1, now=clock.now)
    version_id = send(store, buyer, procurement_id, clock.now)
    withdraw(store, buyer, version_id=version_id, why="To change it", now=clock.now)
    return procurement_id


def ask(client: Client, endpoint: str, procurement_id: UUID) -> int:
    """Ask for a page as a browser would; a form carries its token."""
    address = PAGES[endpoint].format(id=procurement_id)
    if endpoint not in POSTED:
        return client.get(address).status_code
    token = forms_in(client.get("/", follow_redirects=True).text)[0].hidden["csrf_token"]
    return client.post(
        address, data={"csrf_token": token, "version": "2", "revision": "1"}
    ).status_code


def narrow(store: WatchedStore, role: Role, procurement_id: UUID) -> None:
    """Make a role that is held for the organisation one for a single procurement."""
    with store.writing() as session:
        user = people.user_by_email(session, ACCOUNTS["coventry", role])
        assert user is not None
        for held, _ in people.roles_of(session, user.id):
            held.procurement_id = procurement_id


def test_the_inventory_names_every_endpoint_and_no_other(app: Flask) -> None:
    assert {name: reach_of(app, name) for name in app.view_functions} == INVENTORY


def test_every_page_of_a_procurement_is_tried_below(app: Flask) -> None:
    named = {
        rule.endpoint for rule in app.url_map.iter_rules() if "procurement_id" in rule.arguments
    }

    assert named == set(PAGES)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_should_in_its_own_organisation(
    role: Role, client_of: Callable[..., Client], procurement_id: UUID
) -> None:
    client = client_of(role)

    opened = {name for name in PAGES if ask(client, name, procurement_id) not in {403, 404}}
    refused = {name for name in PAGES if ask(client, name, procurement_id) == 403}

    assert opened == {name for name in PAGES if role in (INVENTORY[name].roles or ())}
    assert refused == set(PAGES) - opened


@pytest.mark.parametrize("role", Role)
def test_a_procurement_of_others_does_not_exist(
    role: Role, client_of: Callable[..., Client], procurement_id: UUID
) -> None:
    client = client_of(role, "elsewhere")

    assert {ask(client, name, procurement_id) for name in PAGES} == {404}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_a_role_for_one_procurement_opens_what_it_should_there_and_no_other(
    role: Role,
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    procurement_id: UUID,
) -> None:
    other = decided(store, buyer, clock.now, reference="COV-2026-015")
    narrow(store, role, procurement_id)
    client = client_of(role)

    opened = {name for name in PAGES if ask(client, name, procurement_id) not in {403, 404}}
    refused = {name for name in PAGES if ask(client, name, procurement_id) == 403}

    assert opened == {
        name
        for name in PAGES
        if role in (INVENTORY[name].roles or ()) and not INVENTORY[name].is_for_whole
    }
    assert refused == set(PAGES) - opened
    assert {ask(client, name, other) for name in PAGES} == {404}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("role", Role)
def test_a_role_for_one_procurement_opens_no_page_that_is_of_the_whole_organisation(
    role: Role,
    client_of: Callable[..., Client],
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
) -> None:
    shown = decided(store, buyer, clock.now, reference="COV-2026-014")
    hidden = decided(store, buyer, clock.now, reference="COV-2026-015")
    narrow(store, role, shown)
    client = client_of(role)
    answers = {
        rule.endpoint: client.get(str(rule))
        for rule in client.application.url_map.iter_rules()
        if not rule.arguments and "GET" in (rule.methods or ())
    }

    for name, answer in answers.items():
        reach = INVENTORY[name]
        may = reach.roles is None or (reach.is_for_single and role in reach.roles)
        assert (answer.status_code != 403) == may, (name, answer.status_code)
        assert answer.status_code < 500, name
        assert str(hidden) not in answer.text, name
        assert "COV-2026-015" not in answer.text, name


@pytest.mark.parametrize("endpoint", PAGES)
def test_a_procurement_that_is_none_does_not_exist(endpoint: str, buyer_client: Client) -> None:
    assert ask(buyer_client, endpoint, uuid4()) == 404


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - POSTED))
def test_a_stranger_is_asked_to_sign_in_first(
    endpoint: str, stranger: Client, procurement_id: UUID
) -> None:
    address = PAGES[endpoint].format(id=procurement_id)

    response = stranger.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/sign-in?next={address}"


def test_a_stranger_who_sends_a_form_is_asked_to_sign_in_first(
    stranger: Client, procurement_id: UUID
) -> None:
    response = stranger.post(f"/procurements/{procurement_id}/decide")

    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in")


@pytest.mark.parametrize("role", Role)
def test_the_list_is_for_readers_and_starting_for_writers(
    role: Role, client_of: Callable[..., Client]
) -> None:
    client = client_of(role)

    assert client.get("/procurements").status_code == (200 if role in READERS else 403)
    assert client.get("/procurements/start").status_code == (200 if role in WRITERS else 403)
    assert client.get("/").status_code == 200


def test_the_auditor_writes_nothing() -> None:
    assert Role.AUDITOR in READERS
    assert Role.AUDITOR not in WRITERS


def test_an_application_with_an_undeclared_endpoint_does_not_start() -> None:
    fresh = Flask("fresh")
    fresh.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(EndpointHasNoAccessRule, match="open"):
        guard(fresh, ask_to_sign_in=Response)


@pytest.mark.parametrize(
    "address",
    ["//e.example", "https://e.example", "/\\e.example", "e", "", "/\t/e", "/a\nb", "javascript:0"],
)
def test_an_address_elsewhere_is_not_local(address: str) -> None:
    assert not is_local(address)


def test_a_path_with_a_query_is_local() -> None:
    assert is_local("/procurements?page=2")
