"""Withholding from letters: with a ground and reasons, before they go out, and nowhere in them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.letters.withholding import Ground
from evaluation.panel.declarations import Handling
from forms.bundles import read_bundle
from rules.canonical import sha256_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import SAID, drafted, sent, try_to_send
from tests.webapp.scoring import Scene
from tests.webapp.services.panel.acts import declared
from tests.webapp.tenders import LINKS
from webapp.cli.bundling import replay
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.bundling import Bundle, bundle_of
from webapp.services.letters.reading import own_letter
from webapp.services.letters.sending import CHANGED, Sent, send_letters
from webapp.services.letters.withheld import (
    NOTHING_TOLD,
    WithheldPage,
    withheld_page_of,
)
from webapp.services.letters.withholding import (
    ALREADY,
    NO_DECISION,
    NO_EXPLANATION,
    NO_READER,
    NOT_IN_IT,
    Withholding,
    end_withholding,
    withhold,
)
from webapp.services.letters.words import TOLD
from webapp.services.panel.acting import (
    CHANGED_MEANWHILE,
    NO_REASON,
    NOT_AN_OFFICER,
    Done,
)
from webapp.services.pinning import digest_of_row
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd

SECRET = "a rota that is printed weekly"
WHY = "The rota is the supplier’s trade secret, and losing it would end its offer to schools."
WANTED = Withholding("staff", Ground.COMMERCIAL, WHY, passage=SECRET)


def decide(
    store: WatchedStore, scene: Scene, officer: Person, wanted: Withholding, *, read: int = 0
) -> Done | Refused:
    return withhold(store, officer, wanted, procurement_id=scene.procurement_id, read=read, now=NOW)


def end(
    store: WatchedStore, scene: Scene, officer: Person, number: int, because: str = "It is public."
) -> Done | Refused:
    return end_withholding(
        store,
        officer,
        procurement_id=scene.procurement_id,
        number=number,
        because=because,
        now=NOW,
    )


def shown(store: WatchedStore, scene: Scene, person: Person) -> WithheldPage:
    found = withheld_page_of(store, person, scene.procurement_id, now=NOW)
    assert isinstance(found, WithheldPage)
    return found


def test_it_is_withheld_once_and_taken_back_once(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    first = decide(store, scene, officer, WANTED)
    again = decide(store, scene, officer, WANTED)
    stale = decide(store, scene, officer, replace(WANTED, criterion="care", passage=""))
    covered = decide(store, scene, officer, replace(WANTED, reader=2), read=1)
    standing = shown(store, scene, officer)
    back = [end(store, scene, officer, 1) for _ in range(2)]
    otherwise = end(store, scene, officer, 1, "Another reason")

    assert (first, again, stale, covered) == (Done(), Done(), CHANGED_MEANWHILE, ALREADY)
    (decision,) = standing.decisions
    assert (decision.of, decision.reader, decision.passage) == ("Alpha Ltd", "", SECRET)
    assert (decision.said.because, decision.said.by) == (WHY, officer.name)
    assert decision.stands
    assert not decision.is_moot
    assert standing.read == 1
    assert (*back, otherwise) == (Done(), Done(), CHANGED_MEANWHILE)
    ended = shown(store, scene, officer)
    assert ended.read == 2
    assert not ended.decisions[0].stands
    assert decide(store, scene, officer, WANTED, read=2) == Done()
    with store.reading() as session:
        assert session.query(LetterWithholding).count() == 2
        assert session.query(WithholdingEnd).count() == 1


def test_the_act_names_no_bidder_and_no_withheld_word(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    decide(store, scene, officer, replace(WANTED, reader=2))
    end(store, scene, officer, 1)

    detail = {
        "criterion": "staff",
        "ground": "sensitive_commercial_information",
        "is_every": False,
        "is_whole": False,
        "number": 1,
    }
    with store.reading() as session:
        acts = session.query(AuditEntry).order_by(AuditEntry.number).all()[-2:]
        assert [(one.act, one.actor_id) for one in acts] == [
            ("withhold-from-letters", officer.id),
            ("end-withholding", officer.id),
        ]
        pinned = (session.query(LetterWithholding).one(), session.query(WithholdingEnd).one())
        assert [json.loads(one.detail) for one in acts] == [
            detail | {"sha256": sha256_of(row.because), "row_sha256": digest_of_row(row)}
            for row in pinned
        ]
        assert [one.because for one in pinned] == [WHY, "It is public."]


def test_of_many_who_decide_at_once_one_does_and_the_others_read_it_first(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    wanted = [replace(WANTED, because=f"{WHY} {number}") for number in range(4)]

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda one: decide(store, scene, officer, one), wanted))
        backs = list(
            pool.map(lambda why: end(store, scene, officer, 1, why), ["One", "Two", "Three"])
        )

    for found in (outcomes, backs):
        assert found.count(Done()) == 1
        assert found.count(CHANGED_MEANWHILE) == len(found) - 1
    assert len(shown(store, scene, officer).decisions) == 1


def test_an_officer_with_a_conflict_decides_nothing(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    declared(store, officer, scene, Handling.RECUSED, "My sister works there")

    assert isinstance(decide(store, scene, officer, WANTED), Refused)
    assert isinstance(withheld_page_of(store, officer, scene.procurement_id, now=NOW), Refused)


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (replace(WANTED, because=""), NO_REASON),
        (replace(WANTED, criterion="price"), NO_EXPLANATION),
        (replace(WANTED, criterion="nothing"), NO_EXPLANATION),
        (replace(WANTED, reader=1), NO_READER),
        (replace(WANTED, reader=9), NO_READER),
        (replace(WANTED, passage="Nine gardeners are named"), NOT_IN_IT),
    ],
)
def test_what_no_letter_holds_is_not_withheld_nor_without_a_reason(
    store: WatchedStore, scene: Scene, officer: Person, wanted: Withholding, refused: Refused
) -> None:
    assert decide(store, scene, officer, wanted) == refused
    assert not shown(store, scene, officer).decisions


def test_only_an_officer_decides_and_an_auditor_reads(
    store: WatchedStore, scene: Scene, officer: Person, person_of: Callable[..., Person]
) -> None:
    auditor, buyer = person_of(Role.AUDITOR), person_of(Role.BUYER)
    decide(store, scene, officer, WANTED)

    assert decide(store, scene, buyer, WANTED, read=1) == NOT_AN_OFFICER
    assert end(store, scene, buyer, 1) == NOT_AN_OFFICER
    assert isinstance(decide(store, scene, auditor, WANTED, read=1), Refused)
    assert shown(store, scene, auditor).decisions[0].said.because == WHY
    assert not shown(store, scene, auditor).is_officer


def test_a_decision_or_an_explanation_that_is_not_there_is_not_taken_back(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    assert end(store, scene, officer, 1) == NO_DECISION
    decide(store, scene, officer, WANTED)
    assert end(store, scene, officer, 1, "") == NO_REASON


def test_once_the_letters_are_sent_it_is_too_late(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    decide(store, scene, officer, WANTED)
    sent(store, scene, officer, NOW)

    assert decide(store, scene, officer, replace(WANTED, passage=""), read=1) == TOLD
    assert end(store, scene, officer, 1) == TOLD
    page = shown(store, scene, officer)
    assert page.not_now == TOLD
    assert page.is_told
    assert [one.passage for one in page.decisions] == [SECRET]


def test_letters_that_were_read_before_do_not_go_out(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    read = drafted(store, scene, NOW).rests_on
    decide(store, scene, officer, WANTED)
    after = drafted(store, scene, NOW).rests_on

    outcome = send_letters(
        store, officer, procurement_id=scene.procurement_id, read=read, links=LINKS, now=NOW
    )
    end(store, scene, officer, 1)

    assert outcome == CHANGED
    assert after != read
    assert drafted(store, scene, NOW).rests_on == read


def test_nothing_is_offered_but_explanations_of_the_first_to_the_others(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    page = shown(store, scene, officer)

    assert page.winner == "Alpha Ltd"
    assert [one.criterion for one in page.explanations] == ["staff", "care", "licence"]
    assert page.explanations[0].text == SAID[0]["staff"].rationale
    assert [number for number, _ in page.readers] == [2, 3]
    assert page.not_now is None
    assert NOTHING_TOLD.remedy


def test_the_letters_as_sent_hold_it_nowhere_and_replay_from_the_bundle(
    store: WatchedStore, scene: Scene, officer: Person, tmp_path: Path
) -> None:
    decide(store, scene, officer, replace(WANTED, reader=2))
    assert isinstance(try_to_send(store, scene, officer, NOW), Sent)

    first, second, third = (own_letter(store, one) for one in scene.bidders)
    found = bundle_of(store, officer, scene.procurement_id, now=NOW + timedelta(days=2))

    assert first
    assert second
    assert third
    assert second.document is not None, "it can be written again as it was sent"
    assert SECRET not in second.html
    assert WHY not in second.html
    assert "[withheld]" in second.html
    assert "s.94(1)(b) and (3)" in second.html
    for other in (first, third):
        assert SECRET in other.html
        assert "withheld" not in other.html.lower()
    assert isinstance(found, Bundle)
    path = tmp_path / "bundle.zip"
    path.write_bytes(found.sealed.data)
    told = CliRunner().invoke(replay, [str(path)], standalone_mode=False)
    assert told.return_value == 0, told.output
    files = read_bundle(found.sealed.data, name="bundle.zip").files
    assert files["documents/assessment-summary-B.html"] == second.html.encode()
    assert SECRET.encode() in files["inputs/letters.json"]
    assert WHY.encode() not in b"".join(files.values())
