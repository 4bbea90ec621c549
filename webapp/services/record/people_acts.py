"""The sentences of who may do what: roles, invitations, and people's own accounts."""

from collections.abc import Mapping
from typing import Final

from webapp.roles import Role
from webapp.services.record.telling import Entry, Group, Named, Tell, Told, id_in

_OWN: Final = {
    "sign-in": "signed in",
    "change-password": "changed their password",
    "switch-on-second-factor": "switched on the second factor",
    "renew-recovery-codes": "made new recovery codes",
    "use-recovery-code": "used a recovery code in place of the second factor",
}


def _role(entry: Entry, named: Named) -> str:
    """Return the role that an act is about, with the one procurement that it is for if any."""
    text = entry.text("role")
    words = Role(text).words.lower() if text in set(Role) else text
    single = id_in(entry.text("procurement"))
    return f"{words} for {named.procurement(single)}" if single else words


def _grant(entry: Entry, named: Named) -> Told:
    whom = named.person(entry.subject_id)
    if entry.actor_id is not None and entry.actor_id == entry.subject_id:
        return Told(f"took on the role of {_role(entry, named)}")
    return Told(f"made {whom} {_role(entry, named)}")


def _end(entry: Entry, named: Named) -> Told:
    return Told(
        f"ended {named.person(entry.subject_id)}’s role as {_role(entry, named)}",
        why=entry.text("why"),
    )


def _invite(entry: Entry, named: Named) -> Told:
    return Told(f"invited {_invited(entry, named)} as {_role(entry, named)}")


def _invite_again(entry: Entry, named: Named) -> Told:
    whom = _invited(entry, named)
    return Told(f"made a new link for the invitation of {whom} as {_role(entry, named)}")


def _withdraw(entry: Entry, named: Named) -> Told:
    return Told(f"withdrew the invitation of {_invited(entry, named)} as {_role(entry, named)}")


def _invited(entry: Entry, named: Named) -> str:
    return named.invitations.get(entry.subject_id, "somebody") if entry.subject_id else "somebody"


def _own(entry: Entry, named: Named) -> Told:
    del named
    return Told(_OWN[entry.act])


def _sign_out(entry: Entry, named: Named) -> Told:
    del named
    return Told("ended all their other sign-ins" if entry.detail.get("which") else "signed out")


def _off(entry: Entry, named: Named) -> Told:
    if entry.actor_id == entry.subject_id:
        return Told("switched off the second factor")
    return Told(f"took the second factor off the account of {named.person(entry.subject_id)}")


def _set_password(entry: Entry, named: Named) -> Told:
    return Told(f"set a new password for the account of {named.person(entry.subject_id)}")


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "grant-role": (Group.PEOPLE, _grant),
    "end-role": (Group.PEOPLE, _end),
    "invite": (Group.PEOPLE, _invite),
    "invite-again": (Group.PEOPLE, _invite_again),
    "withdraw-invitation": (Group.PEOPLE, _withdraw),
    **dict.fromkeys(_OWN, (Group.SIGN_INS, _own)),
    "sign-out": (Group.SIGN_INS, _sign_out),
    "switch-off-second-factor": (Group.SIGN_INS, _off),
    "set-password": (Group.SIGN_INS, _set_password),
}
