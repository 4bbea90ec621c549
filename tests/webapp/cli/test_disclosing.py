"""`podium disclose`: the file of a procurement, for whom it is, and what is refused in words."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.webapp.cli.conftest import Podium
from tests.webapp.clients import WatchedStore
from tests.webapp.databases import NOW, furnish
from tests.webapp.disclosures import read_zip
from tests.webapp.people import PEOPLE, open_session
from tests.webapp.scoring import opened_tender
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.store import Store

REFERENCE = "COV-2026-014"


def person_of(store: Store, role: Role) -> Person:
    found = who_is(store, open_session(store, PEOPLE["coventry", role], NOW), now=NOW)
    assert found is not None
    return found


@pytest.fixture
def tendered(podium: Podium) -> Podium:
    Path("instance").mkdir(exist_ok=True)
    url = f"sqlite:///{Path('instance/podium.sqlite3').absolute()}"
    furnish(url)
    with closing(WatchedStore(url)) as store:
        people = [person_of(store, role) for role in (Role.BUYER, Role.PROCUREMENT_OFFICER)]
        opened_tender(store, people, NOW)
    return podium


def test_the_file_is_written_and_says_what_it_is(tendered: Podium) -> None:
    answer = tendered("disclose", REFERENCE, "--for", "court", "-o", "file.zip")

    assert answer.code == 0, answer.err
    assert answer.out.startswith("Wrote file.zip, ")
    with Path("file.zip").open("rb") as file:
        files = read_zip(file)
    assert b"Nothing is redacted." in files["index.html"]
    assert b"Two crews of four" in b"".join(files.values())


def test_the_same_file_comes_out_again(tendered: Podium) -> None:
    for name in ("first.zip", "second.zip"):
        tendered("disclose", REFERENCE, "--for", "public", "-o", name)

    assert Path("first.zip").read_bytes() == Path("second.zip").read_bytes()


def test_a_bidder_before_its_letter_is_refused(tendered: Podium) -> None:
    answer = tendered("disclose", REFERENCE, "--for", "bidder:1", "-o", "file.zip")

    assert answer.code == 1
    assert "learns nothing before it. Send the letters first" in answer.err
    assert not Path("file.zip").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("NONE-1", "--for", "court", "-o", "f.zip"), "there is no procurement of that reference"),
        ((REFERENCE, "--for", "press", "-o", "f.zip"), "Write bidder:3, public or court."),
        ((REFERENCE, "--for", "court", "-o", "f.pdf"), "Let the name end in .zip."),
        ((REFERENCE, "--for", "court", "-o", "none/f.zip"), "there is no folder"),
        (
            (REFERENCE, "--for", "court", "-o", "f.zip", "--organisation", "Elsewhere"),
            "there is no procurement of that reference",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_remedy(
    tendered: Podium, arguments: tuple[str, ...], told: str
) -> None:
    answer = tendered("disclose", *arguments)

    assert answer.code == 2
    assert told in answer.err.replace("\n", " ")
