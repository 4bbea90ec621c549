"""The throttle: how often a password or a code may be wrong before everybody has to wait."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from webapp.store import Session, people
from webapp.store.models import SignInAttempt

ATTEMPTS_PER_ACCOUNT = 5
ATTEMPTS_PER_ADDRESS = 30
ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_KEPT = timedelta(days=1)
_LONGEST_ADDRESS = 64
_NETWORK_BITS = 64


def is_throttled(session: Session, email_sha256: str, address: str, *, now: datetime) -> bool:
    """Return whether an account, or the address that asks, failed too often of late.

    What is dated a little later counts too: it was noted while this attempt waited for its turn.
    """
    by_account, by_address = people.failures_between(
        session,
        now - ATTEMPT_WINDOW,
        now + ATTEMPT_WINDOW,
        email_sha256=email_sha256,
        address=origin_of(address),
    )
    return by_account >= ATTEMPTS_PER_ACCOUNT or by_address >= ATTEMPTS_PER_ADDRESS


def note_attempt(
    session: Session, email_sha256: str, address: str, *, now: datetime, succeeded: bool
) -> None:
    """Count an attempt, and forget those that count no longer."""
    people.forget_attempts(session, now - ATTEMPTS_KEPT)
    session.add(
        SignInAttempt(
            email_sha256=email_sha256,
            address=origin_of(address),
            attempted_at=now,
            succeeded=succeeded,
        )
    )


def origin_of(address: str) -> str:
    """Return under what an address is counted: of IPv6 the network that one household has.

    >>> origin_of("192.0.2.7"), origin_of("::ffff:192.0.2.7"), origin_of("2001:db8::1:2:3:4")
    ('192.0.2.7', '192.0.2.7', '2001:db8::/64')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:_LONGEST_ADDRESS]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), _NETWORK_BITS), strict=False))
