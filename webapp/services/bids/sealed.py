"""Sealing bids, and the one way in which a sealed bid is read: by two hands, after the deadline.

Each procurement has a key of its own, which the installation's secret seals. A backup holds the
sealed files and the sealed keys, and not the secret.
"""

import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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


class Amiss(StrEnum):
    """Why a sealed bid can't be read."""

    GONE = "gone"
    CHANGED = "changed"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Examined:
    """What there is of a sealed bid that can't be read: the sealed file, which tells nothing of it.

    `sha256` and `size` (bytes) are those of the sealed file, `written_at` when it was last written;
    each is None where it is not there.
    """

    amiss: Amiss
    sha256: str | None = None
    size: int | None = None
    written_at: datetime | None = None


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
    _write(vault, kept, key, data)
    return kept


def drop(vault: Vault, kept: Kept) -> None:
    """Take away a sealed file for which no receipt was made."""
    sealed_files.drop(vault.folder, kept.procurement_id, kept.name)


def sweep(store: Store, vault: Vault, procurement_id: UUID, *, before: datetime) -> tuple[str, ...]:
    """Take away what lies sealed without a receipt since before a moment, and name it."""
    with store.reading() as session:
        named = rows.sealed_names(session, procurement_id)
    return sealed_files.sweep(vault.folder, procurement_id, named, before=before)


def being_taken_in(vault: Vault, procurement_id: UUID) -> AbstractContextManager[None]:
    """Hold off the opening of bids while one is taken in, so that none is opened without it.

    Raises:
        OSError: The folder of sealed bids can't be used.
    """
    return sealed_files.being_written(vault.folder, procurement_id)


def all_taken_in(vault: Vault, procurement_id: UUID) -> AbstractContextManager[bool]:
    """Tell whether no bid is being taken in now, and while that is used have each that comes wait.

    What a process left behind that was killed before the receipt was on record holds up nobody:
    its bid was not acknowledged.
    """
    return sealed_files.all_in(vault.folder, procurement_id)


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
    try:
        return _content(vault, kept, _opened(row.sealed_key if row else None, vault))
    except SealIsBroken:
        again = rows.returned_file(session, receipt.id)
        if again is None or again.sealed_name is None:
            raise
        kept = Kept(receipt.procurement_id, receipt.bidder_id, again.sealed_name)
        return _content(vault, kept, _opened(again.sealed_key, vault))


def keep_again(
    vault: Vault, data: bytes, *, procurement_id: UUID, bidder_id: UUID
) -> tuple[Kept, str]:
    """Seal a file that came a second time with a key of its own, and return that key sealed.

    The key of the procurement may be what can't be had.

    Raises:
        OSError: It can't be written.
    """
    key, name = AESGCM.generate_key(bit_length=_KEY_BITS), secrets.token_hex(16)
    kept = Kept(procurement_id, bidder_id, name)
    _write(vault, kept, key, data)
    return kept, seal(key, key=vault.secret, purpose=_PURPOSE)


def examined(session: Session, vault: Vault, receipt: BidReceipt) -> Examined:
    """Return what there is of a sealed bid that can't be read, without reading it."""
    row = rows.sealing_key(session, receipt.procurement_id)
    found = sealed_files.look(vault.folder, receipt.procurement_id, receipt.sealed_name)
    if found is None:
        return Examined(Amiss.GONE)
    try:
        _opened(row.sealed_key if row else None, vault)
    except SealIsBroken:
        return Examined(Amiss.KEY, *found)
    return Examined(Amiss.CHANGED, *found)


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
    return _opened(found.sealed_key, vault)


def _write(vault: Vault, kept: Kept, key: bytes, data: bytes) -> None:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    content = nonce + AESGCM(key).encrypt(nonce, data, _bound(kept))
    sealed_files.keep(vault.folder, kept.procurement_id, kept.name, content)


def _content(vault: Vault, kept: Kept, key: bytes) -> bytes:
    try:
        sealed = sealed_files.read(vault.folder, kept.procurement_id, kept.name)
        nonce, content = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, content, _bound(kept))
    except (SealedFileIsGone, InvalidTag, ValueError) as error:
        raise SealIsBroken(kept.name) from error


def _opened(sealed_key: str | None, vault: Vault) -> bytes:
    key = opened_seal(sealed_key, key=vault.secret, purpose=_PURPOSE) if sealed_key else None
    if key is None:
        message = "the key was sealed with another secret"
        raise SealIsBroken(message)
    return key


def _bound(kept: Kept) -> bytes:
    """Return what a file is bound to, so that none can be put in another's place."""
    return f"{kept.procurement_id}/{kept.bidder_id}/{kept.name}".encode()
