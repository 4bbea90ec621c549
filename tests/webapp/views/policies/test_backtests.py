"""Back-tests through the pages: a file, two policies, the work, and what it came to."""

import csv
import io
import json
import os
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from forms.backtests import NO_OTHER
from rules.errors import EvaluatorsDisagree
from tests.webapp.cli.test_backtests import RELEASE as TOLD
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from tests.webapp.drafts import drafted
from webapp.application import LARGEST_REQUEST
from webapp.roles import POLICY_MAKERS, POLICY_READERS, Role
from webapp.services.accounts import Person
from webapp.services.jobs import work_through
from webapp.settings import Settings

TITLE = "Grounds <b>maintenance</b>"
RELEASE = {**TOLD, "tender": {**TOLD["tender"], "title": TITLE}}
START = "/back-tests/start"


@pytest.fixture
def owner(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.POLICY_OWNER)


def send(client: Client, content: bytes | None = None, **choices: str) -> Any:  # noqa: ANN401 - werkzeug's own
    """Send the form that starts a back-test."""
    token = forms_in(client.get(START).text)[-1].hidden["csrf_token"]
    data: dict[str, Any] = {"csrf_token": token, "policy": "own", "against": "law", **choices}
    if content is not None:
        data["notices"] = (io.BytesIO(content), "notices.json")
    return client.post(START, data=data, content_type="multipart/form-data")


def released(*releases: object) -> bytes:
    return json.dumps({"releases": list(releases)}).encode()


def test_a_back_test_goes_from_the_file_to_its_tables(
    owner: Client, store: WatchedStore, clock: Clock
) -> None:
    answer = send(owner, released(RELEASE))
    address = answer.headers["Location"]
    waiting = owner.get(address).text
    work_through(store, clock=clock)
    done = owner.get(address).text

    assert answer.status_code == 302
    assert "It is waiting" in waiting
    assert "1 more would differ only in what one of them leaves unsaid, or lists" in done
    assert "Social value tier" in done
    assert "Every release was decided again by both evaluators" in done
    assert "notices.json" in owner.get("/back-tests").text


def test_every_release_is_decided_as_of_the_day_that_is_given(
    owner: Client, store: WatchedStore, clock: Clock
) -> None:
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    address = send(owner, released(RELEASE), **day).headers["Location"]
    work_through(store, clock=clock)

    assert "Each is decided as if it commenced on 2 March 2026" in owner.get(address).text
    wrong = send(owner, released(RELEASE), **{**day, "on-year": "1999"})
    assert wrong.status_code == 400
    assert "must be a date from 1 January 2012" in wrong.text


def test_a_draft_leads_to_its_back_test_for_its_own_organisation(
    owner: Client, store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    author = person_of(Role.POLICY_OWNER)
    draft_id = drafted(store, author, NOW)

    found = re.search(rf'href="({START}[^"]*)"', owner.get(f"/settings/drafts/{draft_id}").text)

    assert found is not None
    address = unescape(found[1])
    assert f"organisation={author.memberships[0].organisation_id}" in address
    assert f'<option value="draft.{draft_id}" selected' in owner.get(address).text


def test_the_rows_are_sent_as_files(owner: Client, store: WatchedStore, clock: Clock) -> None:
    address = send(owner, released(RELEASE, RELEASE)).headers["Location"]
    work_through(store, clock=clock)

    table = owner.get(f"{address}.csv")
    whole = owner.get(f"{address}.json")

    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == [TITLE] * 2
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert whole.json is not None
    assert (whole.json["format"], whole.json["notices"]) == ("podium/backtest/1", 2)


def test_the_file_that_was_uploaded_is_gone_when_it_is_done(
    owner: Client, store: WatchedStore, clock: Clock, settings: Settings
) -> None:
    send(owner, released(RELEASE))
    folder = settings.instance_folder / "backtests"
    kept = [path.suffix for path in folder.iterdir()]

    work_through(store, clock=clock)

    assert kept == [".notices"]
    assert sorted(path.suffix for path in folder.iterdir()) == [".csv", ".json"]


def test_the_file_that_was_uploaded_is_gone_when_it_failed(
    owner: Client,
    store: WatchedStore,
    clock: Clock,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EvaluatorsDisagree("release 1", "they differ", "Report this")

    monkeypatch.setattr("webapp.services.backtests.run_backtest", fail)
    address = send(owner, released(RELEASE)).headers["Location"]

    work_through(store, clock=clock)

    assert "they differ" in owner.get(address).text
    assert not list(settings.instance_folder.glob("backtests/*"))


def test_an_upload_that_a_lost_worker_left_goes_with_a_later_one(
    owner: Client, settings: Settings
) -> None:
    send(owner, released(RELEASE))
    (left,) = settings.instance_folder.glob("backtests/*.notices")
    os.utime(left, (0, 0))

    send(owner, released(RELEASE))

    assert not left.exists()
    assert len(list(settings.instance_folder.glob("backtests/*"))) == 1


def test_no_file_is_left_where_nothing_could_be_queued(
    owner: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("webapp.services.backtests.start_job", fail)

    answer = send(owner, released(RELEASE))

    assert answer.status_code == 500
    assert not list(settings.instance_folder.glob("backtests/*"))


def test_one_policy_alone_needs_nothing_to_compare_with(
    owner: Client, store: WatchedStore, clock: Clock
) -> None:
    address = send(owner, released(RELEASE), against=NO_OTHER).headers["Location"]
    work_through(store, clock=clock)

    page = owner.get(address).text

    assert "Of 1 release, 1 can be decided" in page
    assert "What changes" not in page


@pytest.mark.parametrize(
    ("content", "choices", "said"),
    [
        (None, {}, "Select a file of notices"),
        (b"", {}, "is not JSON"),
        (b"\xff\xfe", {}, "is not UTF-8"),
        (b'{"a": 1}', {}, "it holds no releases"),
        (b"[" * 100_000, {}, "brackets stand open"),
        (released(RELEASE), {"policy": ""}, "Select a policy"),
        (released(RELEASE), {"policy": "pack.nowhere"}, "Select a policy"),
        (released(RELEASE), {"policy": "law"}, "Select another policy than the one above"),
        (released(RELEASE), {"against": ""}, "Select what to compare with"),
    ],
)
def test_what_can_not_be_done_is_refused_beside_its_field(
    owner: Client, settings: Settings, content: bytes | None, choices: dict[str, str], said: str
) -> None:
    answer = send(owner, content, **choices)

    assert answer.status_code == 400
    assert said in answer.text
    assert not list(settings.instance_folder.glob("backtests/*"))


def test_another_organisation_does_not_see_it(
    owner: Client, client_of: Callable[..., Client], store: WatchedStore, clock: Clock
) -> None:
    address = send(owner, released(RELEASE)).headers["Location"]
    work_through(store, clock=clock)
    others = client_of(Role.POLICY_OWNER, "elsewhere")

    assert [others.get(f"{address}{end}").status_code for end in ("", ".csv", ".json")] == [404] * 3
    assert "notices.json" not in others.get("/back-tests").text


@pytest.mark.parametrize("role", Role)
def test_a_policy_owner_starts_and_an_auditor_reads(
    role: Role, client_of: Callable[..., Client]
) -> None:
    client = client_of(role)

    assert client.get("/back-tests").status_code == (200 if role in POLICY_READERS else 403)
    assert client.get(START).status_code == (200 if role in POLICY_MAKERS else 403)


def test_a_file_larger_than_a_form_may_be_is_taken(owner: Client) -> None:
    token = forms_in(owner.get(START).text)[-1].hidden["csrf_token"]
    fields = {"csrf_token": token, "policy": "own", "against": "law"}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = '--x\r\nContent-Disposition: form-data; name="notices"; filename="large.json"\r\n\r\n'
    content = released(RELEASE) + b" " * 2 * LARGEST_REQUEST
    body = "".join([*parts, head]).encode() + content + b"\r\n--x--\r\n"

    answer = owner.post(START, data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 302
