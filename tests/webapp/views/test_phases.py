"""The sealed and blind phases, tried from every role: nobody finds what the table keeps from them.

Every page of the tender room is fetched by everybody in every phase, and its bytes are searched
for planted secrets. What somebody may find is computed by `evaluation/panel/visibility.py`. A new
page is in by itself; one that is not of the tender room is named in `OF_THE_OUTLINE`.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from evaluation.panel.visibility import Declared
from tests.webapp.bids import come_in
from tests.webapp.clients import Client, WatchedStore, token_in
from tests.webapp.conftest import Clock
from tests.webapp.documents.pdf_reading import read
from tests.webapp.people import open_session
from tests.webapp.phases import (
    LATE,
    LETTER_IDS,
    NAMES,
    PHASES,
    Secret,
    Stage,
    Stand,
    access_of,
    stand_at,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.panel.access import PanelAccess
from webapp.settings import Settings
from webapp.store.notification_tables import Mail
from webapp.views.access import reach_of

pytestmark = [pytest.mark.slow, pytest.mark.only_on("sqlite")]

OF_THE_OUTLINE = frozenset(
    {
        "account",
        "adopted",
        "again",
        "attachments",
        "backtests",
        "case",
        "checklist",
        "clauses",
        "conditions",
        "conflicts",
        "copies",
        "criteria",
        "criteria_rules",
        "decision",
        "departures",
        "draft_trials",
        "drafts",
        "information",
        "lots",
        "measure_choices",
        "measure_imports",
        "measures",
        "meetings",
        "minutes",
        "notice_imports",
        "outline",
        "own_account",
        "own_measures",
        "papers",
        "people",
        "policies",
        "proposal",
        "questions",
        "risks",
        "settling_clauses",
        "static",
        "submission",
        "versions",
        "voting",
    }
)
"""The blueprints of pages on which nothing of a bid could stand: they are of what goes before."""

LEFT_OUT = {
    "tender_documents.document_pdf": "every bidder has it anyway, and its HTML is fetched",
    "tender_documents.document_word": "the same",
    "publishing.publish": "it is made of a whole outline, which this tender lacks",
}
"""Pages that are not fetched, and why."""

SLOW_TO_MAKE = frozenset(
    {
        "letters.bundle",
        "letters.earlier_bundle",
        "letters.letter_pdf",
        "result.report_pdf",
    }
)
"""What is fetched in one phase alone: pages of the same words are fetched in all."""

NAMED_TO_DECLARE = "interests.declaration"
"""Whoever scores or chairs reads there, by the alphabet, in whom they declare their interests."""

LETTERS = frozenset({"award_letter.letter", "award_letter.letter_html", "award_letter.letter_pdf"})
"""A bidder's own letter, which says of the winner what the law asks for."""


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


@pytest.fixture
def stand(
    request: pytest.FixtureRequest,
    store: WatchedStore,
    vault: Vault,
    person_of: Callable[..., Person],
    clock: Clock,
) -> Stand:
    return stand_at(request.param, store, vault, person_of, clock.now)


def addresses(app: Flask, stand: Stand) -> Iterator[tuple[str, str]]:
    """Yield the endpoint and the address of each page of the tender room."""
    for rule in app.url_map.iter_rules():
        is_fetched = "GET" in (rule.methods or ()) and rule.endpoint not in LEFT_OUT
        if is_fetched and rule.endpoint.partition(".")[0] not in OF_THE_OUTLINE:
            for given in _given(rule, stand):
                with app.test_request_context():
                    _, path = rule.build(given) or ("", "")
                yield rule.endpoint, path.partition("?")[0]


def _given(rule: Rule, stand: Stand) -> Iterator[dict[str, object]]:
    """Yield what a rule's address is filled in with: each question once, each bidder once."""
    known: dict[str, tuple[object, ...]] = {
        "procurement_id": (stand.procurement_id,),
        "criterion": ("staff", "care"),
        "bidder": (1, 2),
        "number": (1,),
        "user_id": (stand.people["one"].id,),
        "sample_id": (uuid4(),),
        "measure": ("weeks",),
        "kind": ("tender", "award"),
        "name": ("guide",),
        "part": ("case",),
        "version": (1,),
        "revision": (1,),
        "token": ("none",),
        "thing": ("staff", "A", "A.staff"),
        "letter_id": LETTER_IDS,
    }
    missing = rule.arguments - known.keys()
    assert not missing, f"say in known what {rule.endpoint} takes for {missing}"
    for turn in range(max((len(known[name]) for name in rule.arguments), default=1)):
        yield {name: known[name][turn % len(known[name])] for name in rule.arguments}


def words_of(answer: TestResponse) -> str:
    """Return the words that an answer holds, those within archives and documents too."""
    data = answer.get_data()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("latin-1") for name in archive.namelist())
    if data.startswith(b"%PDF"):
        return str(read(data))
    return answer.headers.get("Content-Disposition", "") + data.decode("utf-8", "replace")


def found_by(
    client: Client, pages: list[tuple[str, str]], secrets: list[Secret]
) -> list[tuple[str, str]]:
    """Return which of some secrets somebody finds on which page."""
    found = []
    for endpoint, address in pages:
        answer = client.get(address)
        assert answer.status_code < 500, (endpoint, address)
        shown = words_of(answer) if answer.status_code != 302 else answer.headers["Location"]
        found += [(endpoint, one.text) for one in secrets if one.text in shown]
    return found


def signed_in(app: Flask, store: WatchedStore, person: Person, clock: Clock) -> Client:
    """Return a client with which somebody is signed in."""
    client = app.test_client()
    assert isinstance(client, Client)
    client.sign_in_with(open_session(store, person.email, clock.now))
    return client


def is_let_in(app: Flask, endpoint: str, person: Person) -> bool:
    """Return whether an endpoint is for somebody's roles at all; test_access tries the others."""
    reach = reach_of(app, endpoint)
    if reach.is_for_bidders:
        return False
    held = {role for one in person.memberships for role in one.roles}
    return reach.roles is None or bool(reach.roles & held)


def viewers(stand: Stand, person_of: Callable[..., Person]) -> dict[str, Person]:
    """Return everybody who looks: each role, those who stand in the tender, and a foreign one."""
    seated = {Role.EVALUATOR, Role.EVALUATION_CHAIR}
    roles = {role.value: person_of(role) for role in Role if role not in seated}
    foreign = {"foreign": person_of(Role.PROCUREMENT_OFFICER, "elsewhere")}
    return {**roles, **stand.people, **foreign}


@pytest.mark.parametrize("stand", Stage, indirect=True)
def test_nobody_finds_what_is_kept_from_them(
    request: pytest.FixtureRequest,
    stand: Stand,
    app: Flask,
    store: WatchedStore,
    person_of: Callable[..., Person],
    clock: Clock,
) -> None:
    stage: Stage = request.node.callspec.params["stand"]
    pages = [
        page
        for page in addresses(app, stand)
        if page[0] not in SLOW_TO_MAKE or stage is Stage.RECOMMENDED
    ]
    secrets = list(stand.secrets())
    leaks: list[tuple[str, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for who, person in viewers(stand, person_of).items():
        access = access_of(store, stand, person, clock.now)
        assert access.phase is PHASES[stage]
        kept = [one for one in secrets if not one.may_see(person, access)]
        client = signed_in(app, store, person, clock)
        reached = [page for page in pages if is_let_in(app, page[0], person)]
        everything = found_by(client, reached, secrets)
        if Role.AUDITOR.value in who:
            everything += exported(client, secrets)
        everything += mailed(store, person, secrets)
        texts = {one.text for one in kept}
        leaks += [
            (who, endpoint, text)
            for endpoint, text in everything
            if text in texts and not (endpoint == NAMED_TO_DECLARE and is_named(access, text))
        ]
        seen |= {(who, text) for _, text in everything}

    leaks += found_by_others(app, stand, pages, secrets)
    assert leaks == []
    assert_officers_see(stage, stand, seen)


def is_named(access: PanelAccess, text: str) -> bool:
    """Return whether a text names a bidder in whom somebody declares their interests."""
    is_recused = access.viewer.declared is Declared.RECUSED
    return access.viewer.is_on_panel and not is_recused and text in {*NAMES, LATE}


def exported(client: Client, secrets: list[Secret]) -> list[tuple[str, str]]:
    """Return which secrets the record holds as a file."""
    found = []
    for address in ("/record.csv", "/record.jsonl"):
        shown = client.post(address, data={"csrf_token": token_in(client)}).text
        found += [(address, one.text) for one in secrets if one.text in shown]
    return found


def mailed(store: WatchedStore, person: Person, secrets: list[Secret]) -> list[tuple[str, str]]:
    """Return which secrets stand in e-mails to somebody."""
    with store.reading() as session:
        sent = session.query(Mail).filter_by(user_id=person.id)
        told = [f"{one.subject} {one.text} {one.address}" for one in sent]
    return [("mail", one.text) for one in secrets for text in told if one.text in text]


def assert_officers_see(stage: Stage, stand: Stand, seen: set[tuple[str, str]]) -> None:
    """Assert that the search finds what is there: else it would prove nothing."""
    officer = Role.PROCUREMENT_OFFICER.value
    assert (officer, LATE) in seen
    if stage.reaches(Stage.SCORING):
        assert ("one", "zorvexian") in seen
        assert ("one", "kestrelmoor-one-staff-1") in seen
    if stage.reaches(Stage.EVALUATED):
        assert {(officer, total) for total in stand.totals} <= seen


def found_by_others(
    app: Flask, stand: Stand, pages: list[tuple[str, str]], secrets: list[Secret]
) -> list[tuple[str, str, str]]:
    """Return what somebody who is not signed in, and a bidder, find of the other bidders."""
    stranger, bidder = app.test_client(), app.test_client()
    assert isinstance(stranger, Client)
    assert isinstance(bidder, Client)
    come_in(bidder, stand.token)
    others = [one for one in secrets if one.text != LATE]
    own = [(endpoint, address) for endpoint, address in pages if endpoint not in LETTERS]
    return [
        *(("stranger", *each) for each in found_by(stranger, pages, secrets)),
        *(("bidder", *each) for each in found_by(bidder, own, others)),
    ]


def test_a_page_that_is_left_out_is_of_no_tender(app: Flask) -> None:
    blueprints = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()}

    assert blueprints >= OF_THE_OUTLINE
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= set(LEFT_OUT)
