"""A server that is killed while bids come in: what was acknowledged is there, and whole."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from tests.webapp.bids import SECOND, bid_file, deadline_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.opening import open_bids
from webapp.services.bids.sealed import Vault, unsealed
from webapp.store import audit
from webapp.store import bids as rows

pytestmark = pytest.mark.slow

ROUNDS = 5
AFTER = deadline_of(NOW) + SECOND


def acknowledged(command: list[str], *, lasts: float) -> dict[str, str]:
    """Run the sender, kill it, and return what it had acknowledged: digests by receipt."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(lasts)
        process.kill()
        lines = [first, *process.stdout.read().splitlines()]
    whole = [line.split() for line in lines if len(line.split()) == 2]
    return {id_: digest for id_, digest in whole if len(digest) == 64}


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(
    store: WatchedStore,
    vault: Vault,
    tender_id: UUID,
    bidders: list[UUID],
    tmp_path: Path,
    buyer: Person,
    person_of: Callable[..., Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = tmp_path / "bid.xlsx"
    held.write_bytes(bid_file(store, tender_id).data)
    ids = ",".join(str(one) for one in bidders)
    command = [
        sys.executable, "-m", "tests.webapp.services.bids.sending_until_killed",
        store.url, str(vault.folder), vault.secret, ids, NOW.isoformat(), str(held),
    ]  # fmt: skip
    known: dict[str, str] = {}

    for number in range(ROUNDS):
        known |= acknowledged(command, lasts=0.2 + number / 50)

    monkeypatch.setattr("webapp.services.bids.opening.read_bids", lambda *_, **__: None)
    for person in (buyer, person_of(Role.EVALUATION_CHAIR)):
        open_bids(store, vault, person, procurement_id=tender_id, now=AFTER)
    with store.reading() as session:
        kept = {str(one.receipt.id): one.receipt for one in rows.receipts(session, tender_id)}
        found = {
            id_: hashlib.sha256(unsealed(session, vault, one, now=AFTER)).hexdigest()
            for id_, one in kept.items()
        }
        chain = audit.verify(session)
    assert len(known) >= ROUNDS
    assert known.items() <= found.items()
    assert found == {id_: one.file_sha256 for id_, one in kept.items()}
    assert chain.broken_at is None
