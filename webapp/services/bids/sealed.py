"""Sealing bids, and the one way in which a sealed bid is read: by two hands, after the deadline.

Each procurement has a key of its own, which the installation's secret seals. A backup holds the
sealed files and the sealed keys, and not the secret.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evaluation.panel.phases import HANDS
from webapp.services.accounts.secrets import opened_seal, seal
from webapp.store import Session, Store, sealed_files, tenders
from webapp.store import bids as rows
from webapp.store.bid_tables import BidReceipt, SealingKey
from webapp.store.sealed_files import SealedFileIsGone

_PURPOSE = "bids"
_NONCE_BYTES = 12
_KEY_BITS = 256


class StillSealed(Exception):
    """A bid is asked for before its deadline, or before two people opened the bids."""


class SealIsBroken(Exception):
    """A sealed bid is gone, was changed, or was sealed with another secret."""


@dataclass(frozen=True, slots=True)
class Vault:
    """Where sealed bids lie, the instance folder, and the secret that seals their keys."""

    folder: Path
    secret: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed file that is on the disk: whose it is, and under which name it lies."""

    procurement_id: UUID
    bidder_id: UUID
    name: str


def keep(
    store: Store, vault: Vault, data: bytes, *, procurement_id: UUID, bidder_id: UUID, now: datetime
) -> Kept:
    """Seal a bid and have it on the disk; a receipt in a transaction after it makes it count.

    Raises:
        OSError: It can't be written.
        SealIsBroken: The key of this procurement was sealed with another secret.
    """
    key = _key(store, vault, procurement_id, now=now)
    kept = Kept(procurement_id, bidder_id, secrets.token_hex(16))
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(key).encrypt(nonce, data, _bound(kept))
    sealed_files.keep(vault.folder, procurement_id, kept.name, sealed)
    return kept


def drop(vault: Vault, kept: Kept) -> None:
    """Take away a sealed file for which no receipt was made."""
    sealed_files.drop(vault.folder, kept.procurement_id, kept.name)


def sweep(store: Store, vault: Vault, procurement_id: UUID, *, before: datetime) -> tuple[str, ...]:
    """Take away what lies sealed without a receipt since before a moment, and name it."""
    with store.reading() as session:
        named = rows.sealed_names(session, procurement_id)
    return sealed_files.sweep(vault.folder, procurement_id, named, before=before)


def unsealed(session: Session, vault: Vault, receipt: BidReceipt, *, now: datetime) -> bytes:
    """Return what a bidder sent: nothing else reads a sealed bid.

    Raises:
        StillSealed: The deadline has not passed, or two people with different roles have not
            opened the bids since.
        SealIsBroken: It is not there as it was sealed.
    """
    _refuse_sealed(session, receipt.procurement_id, now)
    kept = Kept(receipt.procurement_id, receipt.bidder_id, receipt.sealed_name)
    row = rows.sealing_key(session, receipt.procurement_id)
    key = _opened(row, vault)
    try:
        sealed = sealed_files.read(vault.folder, kept.procurement_id, kept.name)
        nonce, content = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, content, _bound(kept))
    except (SealedFileIsGone, InvalidTag, ValueError) as error:
        raise SealIsBroken(kept.name) from error


def _refuse_sealed(session: Session, procurement_id: UUID, now: datetime) -> None:
    publication = tenders.last_publication(session, procurement_id)
    if publication is None or now <= publication.deadline_at:
        raise StillSealed(str(procurement_id))
    hands = [
        one
        for one in tenders.hands(session, procurement_id)
        if one.made_at > publication.deadline_at
    ]
    people, roles = {one.user_id for one in hands}, {one.role for one in hands}
    if len(people) < HANDS or len(roles) < HANDS:
        raise StillSealed(str(procurement_id))


def _key(store: Store, vault: Vault, procurement_id: UUID, *, now: datetime) -> bytes:
    """Return the key of a procurement, made when its first bid comes in."""
    with store.reading() as session:
        found = rows.sealing_key(session, procurement_id)
    if found is None:
        with store.writing() as session:  # the writer's lock: of two first bids one makes it
            found = rows.sealing_key(session, procurement_id)
            if found is None:
                made = seal(
                    AESGCM.generate_key(bit_length=_KEY_BITS), key=vault.secret, purpose=_PURPOSE
                )
                found = SealingKey(procurement_id=procurement_id, sealed_key=made, made_at=now)
                session.add(found)
    return _opened(found, vault)


def _opened(row: SealingKey | None, vault: Vault) -> bytes:
    key = opened_seal(row.sealed_key, key=vault.secret, purpose=_PURPOSE) if row else None
    if key is None:
        message = "the key was sealed with another secret"
        raise SealIsBroken(message)
    return key


def _bound(kept: Kept) -> bytes:
    """Return what a file is bound to, so that none can be put in another's place."""
    return f"{kept.procurement_id}/{kept.bidder_id}/{kept.name}".encode()
