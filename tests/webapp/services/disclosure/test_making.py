"""The file of a procurement: nothing of another bidder, nobody's name, nothing sealed."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from evaluation.disclosure import Sort, Thing, recipient_of
from evaluation.disclosure.masking import Masker, Named
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import plant, read_zip, secrets_of, told_tender
from tests.webapp.outlines import benched
from tests.webapp.people import PEOPLE
from tests.webapp.results import evaluated_tender
from tests.webapp.scoring import BETA_STAFF, Scene, opened_tender, seat
from tests.webapp.tenders import published, sealed
from webapp.documents.html import render_html
from webapp.documents.reading import document_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.disclosure.cells import without_names
from webapp.services.disclosure.making import (
    KEPT_FROM,
    NO_BIDDER,
    NOT_TOLD,
    Made,
    disclose,
)
from webapp.services.panel.access import REFUSALS
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry
from webapp.store.scoring_tables import EvaluatorMark

PeopleOf = Callable[..., Person]
OTHERS = ("public", "bidder:2")


def asked(
    store: WatchedStore, scene: Scene, whom: str, person: Person | None = None
) -> Made | Refused:
    return disclose(
        store,
        Vault(Path("/nowhere"), "secret"),
        person,
        procurement_id=scene.procurement_id,
        recipient=recipient_of(whom),
        now=NOW,
    )


def data_for(store: WatchedStore, scene: Scene, whom: str, person: Person | None = None) -> bytes:
    made = asked(store, scene, whom, person)
    assert isinstance(made, Made), made
    with made.file as file:
        return file.read()


def files_for(store: WatchedStore, scene: Scene, whom: str) -> dict[str, bytes]:
    return read_zip(BytesIO(data_for(store, scene, whom)))


def whole(files: dict[str, bytes]) -> bytes:
    return b"\n".join(files.values())


@pytest.fixture
def scene(store: WatchedStore, person_of: PeopleOf) -> Scene:
    return told_tender(store, person_of, NOW)


@pytest.fixture
def planted(store: WatchedStore, scene: Scene, person_of: PeopleOf) -> Scene:
    plant(store, scene, person_of(Role.BUYER), NOW)
    return scene


def test_a_bidders_file_holds_nothing_of_another_bidder(
    store: WatchedStore, planted: Scene
) -> None:
    found = whole(files_for(store, planted, "bidder:2"))

    of_bids = frozenset(Sort) - {Sort.REASON, Sort.BID, Sort.SCORE, Sort.PRICE, Sort.SECRET}
    assert [one for one in secrets_of("1", but=of_bids) if one.encode() in found] == []
    assert b"Thank you. You are not first." in found
    assert b"You are first." not in found
    assert b"Gamma" not in found
    assert b"Two crews of four" not in found


def test_a_bidders_file_holds_its_own_bid_scores_and_letter(
    store: WatchedStore, planted: Scene
) -> None:
    found = whole(files_for(store, planted, "bidder:2"))

    assert BETA_STAFF[:40].encode() in found
    for table, column in (
        ("moderation_step", "rationale"),
        ("letter_sent", "html"),
        ("price_answer", "answer"),
        ("bid_exclusion", "because"),
    ):
        assert f"Zq2-{table}-{column}-qZ".encode() in found, (table, column)


@pytest.mark.parametrize("whom", OTHERS)
def test_marks_and_drafts_of_single_evaluators_are_in_nobody_elses_file(
    store: WatchedStore, planted: Scene, whom: str
) -> None:
    found = whole(files_for(store, planted, whom))

    for owner in "12":
        for column in ("rationale", "quotations", "score"):
            assert f"Zq{owner}-evaluator_mark-{column}-qZ".encode() not in found


@pytest.mark.parametrize("whom", OTHERS)
def test_others_files_name_nobody_of_the_authority(
    store: WatchedStore, scene: Scene, whom: str
) -> None:
    files = files_for(store, scene, whom)

    for (organisation, role), email in PEOPLE.items():
        name = f"{role.words} of Coventry City Council"
        if organisation == "coventry":
            assert [path for path, data in files.items() if name.encode() in data] == [], name
            assert [path for path, data in files.items() if email.encode() in data] == [], email
    assert b"Procurement officer 1" in whole(files)


def test_a_public_file_holds_no_words_of_a_bid_no_price_and_no_loser(
    store: WatchedStore, planted: Scene
) -> None:
    files = files_for(store, planted, "public")
    found = whole(files)

    but = frozenset(Sort) - {Sort.REASON, Sort.BID, Sort.PRICE, Sort.SECRET, Sort.BIDDER}
    told = [one for owner in "12" for one in secrets_of(owner, but=but) if one.encode() in found]
    assert told == []
    assert b"Beta Gardens" not in found
    assert b"Alpha Ltd" in found
    other = [json.loads(line) for line in files["29-outcome/other_bids.jsonl"].splitlines()]
    assert {one["bidder"] for one in other} == {"Bidder B", "Bidder C"}
    assert {one["total"]["withheld"] for one in other} == {"foia-s43"}


def test_a_court_gets_everything_but_what_opens_something(
    store: WatchedStore, planted: Scene
) -> None:
    files = files_for(store, planted, "court")
    found = whole(files)

    beside = (
        "procurement-", "procurement_ending-", "publication-", "bidder-", "opening_hand-",
        "opened_bid-",
    )  # fmt: skip
    every = {**secrets_of("1"), **secrets_of("2")}
    for text, sort in every.items():
        if not text[4:].startswith(beside):
            assert (text.encode() in found) is (sort is not Sort.SECRET), text
    assert "Alpha is first, ahead of Beta Gardens." in found.decode()
    page = files["23-drafts-of-marks/evaluator_mark.html"].decode()
    assert "Draft, not handed in: Evaluator mark 1" in page


def test_the_index_names_every_file_with_its_digest_and_every_ground(
    store: WatchedStore, scene: Scene
) -> None:
    files = files_for(store, scene, "public")
    index = json.loads(files["index.json"])

    told = {one["path"]: one["sha256"] for part in index["parts"] for one in part["files"]}
    assert set(told) == set(files) - {"index.html", "index.json"}
    assert all(hashlib.sha256(files[path]).hexdigest() == sha for path, sha in told.items())
    assert [part["title"] for part in index["parts"]] == [thing.words for thing in Thing]
    bids = next(part for part in index["parts"] if part["title"] == Thing.BIDS.words)
    assert [one["id"] for one in bids["grounds"]] == ["foia-s41", "foia-s43"]
    page = files["index.html"].decode()
    assert "Freedom of Information Act 2000 s.41(1)" in page
    assert all(path in page for path in told)


@pytest.mark.parametrize("whom", ["court", *OTHERS])
def test_the_same_record_gives_the_same_bytes_though_taking_it_is_on_record(
    store: WatchedStore, scene: Scene, whom: str
) -> None:
    first = data_for(store, scene, whom)

    assert data_for(store, scene, whom) == first


def test_that_it_was_taken_is_on_record(
    store: WatchedStore, scene: Scene, person_of: PeopleOf
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    data = data_for(store, scene, "bidder:1", person_of(Role.AUDITOR))

    with store.reading() as session:
        act = session.scalars(select(AuditEntry).where(AuditEntry.act == "disclose")).one()
    assert (act.actor_id, act.actor_id) != (officer.id, None)
    index = read_zip(BytesIO(data))["index.json"]
    assert json.loads(act.detail) == {
        "for": "bidder",
        "bidder": 1,
        "phase": "told",
        "index_sha256": hashlib.sha256(index).hexdigest(),
        "bytes": len(data),
    }


def test_a_bidder_gets_nothing_before_its_letter(store: WatchedStore, person_of: PeopleOf) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    assert asked(store, scene, "bidder:1") == NOT_TOLD
    assert asked(store, scene, "bidder:9") == NO_BIDDER


def test_while_bids_are_scored_no_file_holds_a_mark(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    scene = opened_tender(store, (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER)), NOW)
    marker = person_of(Role.EVALUATOR)
    seat(store, scene, marker, NOW)
    with store.by_hand() as session:
        session.add(_mark(scene, marker))

    court = whole(files_for(store, scene, "court"))
    public = whole(files_for(store, scene, "public"))

    assert b"Zq-blind-qZ" not in court + public
    assert b"Two crews of four" in court
    assert b"Two crews of four" not in public


def test_while_bids_are_sealed_no_file_holds_anything_of_them(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    scene = opened_tender(store, (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER)), NOW)
    made = disclose(
        store,
        Vault(Path("/nowhere"), "secret"),
        None,
        procurement_id=scene.procurement_id,
        recipient=recipient_of("court"),
        now=scene.deadline_at - timedelta(minutes=1),
    )

    assert isinstance(made, Made)
    with made.file as file:
        found = whole(read_zip(file))
    assert b"Two crews" not in found
    assert b"bid.xlsx" not in found


def test_whoever_scores_takes_no_file_that_would_show_what_is_kept_from_them(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    scene = opened_tender(store, (person_of(Role.BUYER), officer), NOW)
    seat(store, scene, officer, NOW)

    assert asked(store, scene, "court", officer) == KEPT_FROM
    assert data_for(store, scene, "public", officer)
    assert data_for(store, scene, "court", person_of(Role.AUDITOR))


def test_whoever_is_recused_takes_none(store: WatchedStore, person_of: PeopleOf) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    scene = opened_tender(store, (person_of(Role.BUYER), officer), NOW)
    seat(store, scene, officer, NOW, questions=("staff",), handling="recused")

    refused = asked(store, scene, "court", officer)

    assert refused in REFUSALS.values()


def test_an_outline_is_told_as_the_document_that_it_is_with_and_without_names(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    procurement_id = sealed(
        store, person_of(Role.BUYER), benched(store, person_of(Role.PANEL_CHAIR), NOW), NOW
    )
    published(store, officer, procurement_id, NOW)
    scene = Scene(procurement_id, (), "", NOW)

    court, public = (files_for(store, scene, whom) for whom in ("court", "public"))

    page = court["07-outline/version-01.html"].decode()
    assert "Buyer of Coventry City Council" in page
    assert not any(path.startswith("07-outline") for path in public)
    masker = Masker((Named(("Buyer of Coventry City Council",), lambda: "Buyer 1"),))
    content = json.loads(court["07-outline/outline_version-0001-content.json"])
    masked = render_html(document_of(without_names(content, masker)))
    assert "Buyer of Coventry City Council" not in masked
    assert "[Buyer 1]" in masked
    assert "12-published/guide.html" in public


def _mark(scene: Scene, marker: Person) -> EvaluatorMark:
    return EvaluatorMark(
        procurement_id=scene.procurement_id,
        bidder_id=scene.bidders[0],
        criterion="staff",
        user_id=marker.id,
        number=1,
        is_in=True,
        score="4",
        rationale="Zq-blind-qZ",
        quotations="[]",
        made_at=NOW,
    )
