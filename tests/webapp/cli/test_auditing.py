"""`podium audit` and `podium mail`: the log is checked and taken along, what waits is sent."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.webapp.cli.conftest import Podium
from webapp.store import Store, audit

NAME = "Coventry City Council"


@pytest.fixture
def furnished(podium: Podium) -> Podium:
    podium("db", "upgrade")
    for email in ("ann@example.org", "bo@example.org"):
        podium(
            "users", "add", f"--email={email}", "--name=Ann", "--role=buyer",
            f"--organisation={NAME}", "--password-stdin", given=b"correct horse battery\n",
        )  # fmt: skip
    return podium


def test_a_whole_log_is_told_with_its_head(furnished: Podium) -> None:
    answer = furnished("audit", "verify")

    assert answer.code == 0
    assert answer.out.startswith("All 2 acts fit together. Head: ")


def test_a_hash_that_was_noted_is_looked_for(furnished: Podium) -> None:
    head = furnished("audit", "verify").out.split()[-1]

    assert furnished("audit", "verify", "--head", head).code == 0
    assert furnished("audit", "verify", "--head", "ab" * 32).code == 1


def test_a_hash_that_was_cut_short_raises_no_alarm_but_is_refused(furnished: Podium) -> None:
    head = furnished("audit", "verify").out.split()[-1]

    answer = furnished("audit", "verify", "--head", head[:12])

    assert answer.code == 2
    assert "has 12 characters: give the whole hash, of 64." in answer.err


def test_a_log_that_was_changed_is_told_with_the_place(furnished: Podium) -> None:
    with sqlite3.connect(Path("instance") / "podium.sqlite3") as connection:
        connection.execute("DROP TRIGGER refuse_update_of_audit_entry")
        connection.execute("UPDATE audit_entry SET detail = '{}' WHERE number = 2")

    answer = furnished("audit", "verify")

    assert answer.code == 1
    assert answer.err == "The audit log does not fit together at act 2.\n"


def test_a_row_that_no_act_tells_of_is_named_though_the_chain_fits_together(
    furnished: Podium,
) -> None:
    bidder, place = "ab" * 16, "procurement/" + "-".join(("cd" * 4, *["cdcd"] * 3, "cd" * 6))
    with sqlite3.connect(Path("instance") / "podium.sqlite3") as connection:
        connection.execute(
            "INSERT INTO bidder VALUES (?, ?, 1, 'A', 'a@a.example', '', '', ?, '2026-03-02')",
            (bidder, "cd" * 16, bidder),
        )
        connection.execute(
            "INSERT INTO bid_receipt VALUES (?, ?, ?, ?, 1, '2026-03-02 09:30:00.000000', 0, "
            "'bid.xlsx', 'abc', 1, 'name', NULL)",
            (bidder, "cd" * 16, bidder, bidder),
        )

    answer = furnished("audit", "verify")

    assert answer.code == 1
    assert answer.out.startswith("All 2 acts fit together. Head: ")
    assert answer.err == (
        f"{place}, the receipt, bidder 1, number 1: it was put in, and no act tells of it.\n"
        "1 row not as the log has it.\n"
    )


def test_a_row_from_before_the_log_held_its_digest_is_counted_and_raises_no_alarm(
    furnished: Podium,
) -> None:
    at, place = datetime(2026, 3, 2, 9, 30, tzinfo=UTC), UUID(int=7)
    path = Path("instance") / "podium.sqlite3"
    with closing(Store(f"sqlite:///{path}")) as store, store.writing() as session:
        detail = {"phase": "published", "letters": [], "sha256": "ab" * 32}
        subject = f"procurement/{place}"
        audit.append(session, "end-procurement", at=at, subject=subject, detail=detail)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO procurement_ending (id, procurement_id, phase, because, role, "
            "needs_notice, made_by, made_at) VALUES (?, ?, 'published', 'Too dear.', "
            "'procurement_officer', 0, ?, '2026-03-02 09:30:00.000000')",
            (place.hex,) * 3,
        )

    answer = furnished("audit", "verify")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.partition("\n")[2] == (
        "1 row put on record before the log held digests of such rows: not compared.\n"
    )


def test_the_record_is_written_as_a_chain_and_as_a_spreadsheet(furnished: Podium) -> None:
    chain = furnished("audit", "export", "--organisation", NAME, "-o", "record.jsonl")
    table = furnished("audit", "export", "--organisation", NAME, "-o", "record.csv")

    assert (chain.code, table.code) == (0, 0)
    lines = [json.loads(line) for line in Path("record.jsonl").read_text().splitlines()]
    acts, people = lines[:3], lines[3:]
    assert [line["act"] for line in acts] == ["grant-role", "grant-role", "export-record"]
    assert [(set(line), line["name"]) for line in people] == [({"person", "name"}, "Ann")] * 2
    assert "Whoever runs this service" in Path("record.csv").read_text()


def test_an_export_that_cant_be_made_says_why(furnished: Podium) -> None:
    kind = furnished("audit", "export", "--organisation", NAME, "-o", "record.txt")
    nobody = furnished("audit", "export", "--organisation", "Nobody", "-o", "record.csv")

    assert (kind.code, nobody.code) == (2, 2)
    assert "Let the name end in .jsonl or .csv." in kind.err
    assert "there is no organisation 'Nobody'. Give its whole name." in nobody.err
    assert not Path("record.csv").exists()


@pytest.mark.parametrize("call", [("audit", "verify"), ("mail", "send")])
def test_without_a_database_it_is_said_what_to_do(podium: Podium, call: tuple[str, str]) -> None:
    answer = podium(*call)

    assert answer.code == 2
    assert "Run: podium db upgrade" in answer.err


def test_what_waits_is_sent_into_the_instance_folder(furnished: Podium) -> None:
    with sqlite3.connect(Path("instance") / "podium.sqlite3") as connection:
        connection.execute(
            "INSERT INTO mail (id, recipient, subject, text, queued_at, attempts) "
            "VALUES ('00000000000000000000000000000001', 'ann@example.org', 'Hi', 'Text', "
            "'2026-03-02 09:30:00.000000', 0)"
        )

    first, second = furnished("mail", "send"), furnished("mail", "send")

    assert (first.out, second.out) == ("Sent 1 e-mail.\n", "Sent 0 e-mails.\n")
    assert len(list(Path("instance/mail").glob("*.eml"))) == 1


def test_what_cant_be_sent_is_counted(furnished: Podium, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_MAIL", "smtp://127.0.0.1:1")
    with sqlite3.connect(Path("instance") / "podium.sqlite3") as connection:
        connection.execute(
            "INSERT INTO mail (id, recipient, subject, text, queued_at, attempts) "
            "VALUES ('00000000000000000000000000000001', 'ann@example.org', 'Hi', 'Text', "
            "'2026-03-02 09:30:00.000000', 0)"
        )

    answer = furnished("mail", "send")

    assert (answer.code, answer.out) == (1, "Sent 0 e-mails.\n")
    assert answer.err == "1 e-mail could not be sent now.\n"
