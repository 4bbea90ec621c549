"""`podium demo`: told in plain words, written to files, and the same when it is run again."""

import json
import socket
from pathlib import Path

import pytest

from tests.webapp.cli.conftest import Podium
from webapp.services.demonstration.people import SEATS

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "demo-passwords.json"


def test_a_newcomer_reads_what_was_decided_and_where_it_is(podium: Podium, kept: Path) -> None:
    answer = podium("demo", "--no-serve")

    words = " ".join(answer.out.split())
    assert (answer.code, answer.err) == (0, "")
    assert "As of 20 December 2019: This is a services contract of £1,120,000" in words
    assert "the full rules of the Procurement Act 2023 apply" in words
    for name in ("outline-2019.pdf", "outline-2026.html", "decision-2026.json"):
        assert name in words
        assert (kept.parent / "demo" / name).stat().st_size > 1000
    assert "scores DEMO-2026-003; declares interests in DEMO-2026-004" in words
    assert len(answer.out.splitlines()) <= 125


@pytest.mark.slow
def test_the_demonstration_goes_on_to_an_award_and_its_letters(podium: Podium, kept: Path) -> None:
    answer = podium("demo", "--no-serve")

    folder, words = kept.parent / "demo", " ".join(answer.out.split())
    assert "The five bidders and their bids are invented; the rules are not." in words
    assert "Ashcombe Grounds Ltd is first with 77.10 points" in words
    assert "have exactly the same total, 73.30" in words
    assert "scored 1, below the minimum score of 3." in words
    assert "It is delivered outside the area that the tender documents name" in words
    assert "The price, £700,000, is about 23.68 per cent below the mean" in words
    letters = {path.name for path in (folder / "award").glob("*.pdf")}
    assert letters == {
        "award-report.pdf",
        "abnormally-low-price-D.pdf",
        *(f"assessment-summary-{bid}.pdf" for bid in "ABCDE"),
    }
    assert podium("replay", folder / "award.zip").code == 0


@pytest.mark.slow
def test_passwords_and_links_are_printed_once_and_kept_for_their_owner_alone(
    podium: Podium, kept: Path
) -> None:
    first, second = podium("demo", "--no-serve", "--port", 8123), podium("demo", "--no-serve")

    passwords = json.loads(kept.read_text())
    links = json.loads((kept.parent / "demo-links.json").read_text())
    assert kept.stat().st_mode & 0o777 == 0o600
    assert set(passwords) == {seat.name for seat in SEATS}
    assert (first.code, second.code) == (0, 0)
    for password in passwords.values():
        assert first.out.count(password) == 1
        assert second.out.count(password) == 1
    assert set(links) == {"DEMO-2026-001", "DEMO-2026-004"}
    for path in links.values():
        assert first.out.count(f"http://127.0.0.1:8123{path}") == 1
        assert second.out.count(f"http://127.0.0.1:8000{path}") == 1
    assert podium("audit", "verify").code == 0


@pytest.mark.slow
def test_a_port_in_use_is_told_after_the_main_job(podium: Podium) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        answer = podium("demo", "--port", port)

    assert answer.code == 2
    assert "What was decided" in answer.out
    assert answer.err.startswith(f"127.0.0.1:{port}: another program answers there already.")
    assert "podium serve --port" in answer.err


def test_a_folder_that_cannot_be_made_is_told_before_anything_else(
    podium: Podium, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODIUM_INSTANCE", "/proc/podium")

    answer = podium("demo", "--no-serve")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("PODIUM_INSTANCE: ")
