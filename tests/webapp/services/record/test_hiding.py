"""What the record leaves out for whoever may not know the bidders of a tender yet."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, opened_tender, seat
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.record import Asked, record_of_organisation, record_of_procurement
from webapp.services.record.exporting import WITHHELD, csv_parts, json_lines
from webapp.services.record.hiding import NO_SCREEN, Screen
from webapp.services.record.telling import Change, Told
from webapp.services.tendering.inviting import BidderInvited, Supplier, invite, withdraw

NAME = "Vexholm  Turf Ltd"
WHY = "vexholm turf LTD asked to leave, and Alpha Ltd knows"
EARLY = NOW - timedelta(days=12)


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, buyer: Person, officer: Person) -> Scene:
    """A tender with a third bidder, whose link was ended for a reason that names two of them."""
    scene = opened_tender(store, (buyer, officer), NOW)
    given = {"procurement_id": scene.procurement_id, "now": EARLY}
    supplier = Supplier(NAME, "office@vexholm.example")
    came = invite(store, officer, supplier=supplier, links=LINKS, **given)  # type: ignore[arg-type] # each is of its type
    assert isinstance(came, BidderInvited)
    withdraw(store, officer, number=3, why=WHY, **given)  # type: ignore[arg-type] # the same
    return scene


def read(store: WatchedStore, person: Person, procurement_id: UUID, now: datetime = NOW) -> str:
    """Return the record of a procurement as somebody reads it."""
    found = record_of_procurement(store, person, procurement_id, Asked(), page=1, now=now)
    assert found is not None
    return str(found.days)


def test_a_text_keeps_everything_but_the_names_however_they_are_written() -> None:
    screen = Screen({"alpha ltd": "Bidder A", "alpha ltd north": "Bidder B"})

    assert screen.text("ALPHA  Ltd asked; Alpha Ltd North did not; Alphabet stays") == (
        "Bidder A asked; Bidder B did not; Alphabet stays"
    )
    assert NO_SCREEN.text("Alpha Ltd") == "Alpha Ltd"


def test_every_part_of_a_sentence_is_kept_without_names() -> None:
    told = Told("of Alpha", (Change("Alpha", "alpha", "ALPHA"),), "for Alpha", "by Alpha")

    assert Screen({"alpha": "Bidder A"}).told(told) == Told(
        "of Bidder A",
        (Change("Bidder A", "Bidder A", "Bidder A"),),
        "for Bidder A",
        "by Bidder A",
    )


def test_an_officer_reads_who_was_invited(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    told = read(store, officer, scene.procurement_id)

    assert f"invited {NAME.replace('  ', ' ')} (bidder 3) to bid" in " ".join(told.split())
    assert WHY in told


@pytest.mark.parametrize(
    "role", [Role.PANEL_MEMBER, Role.PANEL_CHAIR, Role.CONTRACT_MANAGER, Role.POLICY_OWNER]
)
def test_whoever_may_not_know_the_bidders_reads_their_letters(
    role: Role, store: WatchedStore, person_of: Callable[..., Person], scene: Scene
) -> None:
    told = read(store, person_of(role), scene.procurement_id)

    assert "invited Bidder C (bidder 3) to bid" in told
    assert "Bidder C asked to leave, and Bidder A knows" in told
    assert "vexholm" not in told.casefold()
    assert "Alpha" not in told


def test_an_officer_who_scores_reads_letters_while_names_are_masked(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    seat(store, scene, officer, NOW)

    assert "vexholm" not in read(store, officer, scene.procurement_id).casefold()


def test_an_auditor_on_the_panel_reads_letters_in_the_record_of_all_and_in_its_file(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene
) -> None:
    auditor = person_of(Role.AUDITOR)
    organisation_id = auditor.memberships[0].organisation_id

    def told() -> str:
        found = record_of_organisation(store, auditor, organisation_id, Asked(), page=1, now=NOW)
        parts = csv_parts(store, organisation_id, Asked(), auditor, now=NOW)
        return f"{found.days} {''.join(parts)}".casefold()

    assert "vexholm" in told()
    seat(store, scene, auditor, NOW, handling="recused")
    assert "vexholm" not in told()


def test_the_log_itself_holds_bidders_by_their_numbers_alone(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene
) -> None:
    organisation_id = person_of(Role.AUDITOR).memberships[0].organisation_id

    lines = [json.loads(one) for one in json_lines(store, organisation_id, None, now=NOW)]

    named = [one for one in lines if "vexholm" in str(one.get("detail")).casefold()]
    assert [one["act"] for one in named] == ["end-bidder-link"]
    assert "Alpha Ltd" in named[0]["detail"]
    assert named[0]["subject"] == f"procurement/{scene.procurement_id}"


def test_the_chain_of_an_auditor_on_the_panel_is_whole_without_what_names_a_bidder(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene
) -> None:
    auditor = person_of(Role.AUDITOR)
    organisation_id = auditor.memberships[0].organisation_id
    seat(store, scene, auditor, NOW, handling="recused")

    text = "".join(json_lines(store, organisation_id, auditor, now=NOW))

    lines = [one for one in map(json.loads, text.splitlines()) if "sha256" in one]
    withheld = [one for one in lines if "withheld" in one]
    assert "vexholm" not in text.casefold()
    assert "Alpha Ltd" not in text
    assert [(one["act"], one["withheld"]) for one in withheld] == [("end-bidder-link", WITHHELD)]
    assert [one["previous"] for one in lines[1:]] == [one["sha256"] for one in lines[:-1]]
    assert all(hash_of(one) == one["sha256"] for one in lines if "withheld" not in one)


def hash_of(line: dict[str, object]) -> str:
    """Compute the hash of a line as whoever checks the chain elsewhere does."""
    told = {key: value for key, value in line.items() if key != "sha256"}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
