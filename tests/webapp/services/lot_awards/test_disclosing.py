"""The file of a divided procurement holds its lots for a court, and for nobody else."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from evaluation.disclosure import recipient_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import read_zip
from tests.webapp.lots import awarded, joined_lots
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.disclosure.making import Made, disclose


def test_the_file_for_a_court_holds_who_won_which_lot_and_the_publics_does_not(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    divided = joined_lots(store, person_of, NOW)
    awarded(store, officer, divided.procurement_id, NOW)

    files = {}
    for whom in ("court", "public"):
        made = disclose(
            store,
            Vault(Path("/nowhere"), "secret"),
            officer,
            procurement_id=divided.procurement_id,
            recipient=recipient_of(whom),
            now=NOW,
        )
        assert isinstance(made, Made), made
        with made.file as file:
            files[whom] = read_zip(BytesIO(file.read()))

    court = b"".join(data for name, data in files["court"].items() if "-lots/" in name)
    assert b"podium/lots-result/1" in court
    assert b"sha256_after" in court
    assert b"Beta Gardens" not in b"".join(files["public"].values())
