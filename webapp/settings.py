"""How one installation is set up. A default is safe in production, or there is none."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rules.errors import PodiumError

SHORTEST_SECRET = 32
LOOPBACK_ADDRESS = "http://127.0.0.1:8000"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._-]+(?::\d{1,5})?|https?://\[[0-9a-f:]+\](?::\d{1,5})?")
_CONTACT = re.compile(r"(?:(?P<name>[^<>]{1,200}?) *<)?(?P<email>[^@\s<>]+@[^@\s<>]+)(?(name)>)")
_YES = ("1", "true", "yes", "on")
_NO = ("", "0", "false", "no", "off")


class WrongSetting(PodiumError):
    """A setting of the environment can't be used."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people turn to about the service: a name, empty where none is given, and an e-mail."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation.

    `instance_folder` holds the secret key and, by default, the database. `is_loopback` says
    that the server answers plain http on this machine only; it alone makes cookies travel
    without https. `hosts` are the names that the server answers to, any if empty. `proxies`
    is the number of reverse proxies whose forwarding headers are believed. `mail` says where
    e-mail goes: `file` (into the instance folder), `console`, or `smtp://` with a host; it comes
    from `mail_from`, and the links in it begin with `address`. `contact` stands in the
    accessibility statement and the privacy notice.
    """

    instance_folder: Path
    database_url: str
    secret_key: str
    is_loopback: bool = False
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    idle_limit: timedelta = timedelta(hours=1)
    absolute_limit: timedelta = timedelta(hours=12)
    mail: str = "file"
    contact: Contact | None = None
    address: str = LOOPBACK_ADDRESS
    mail_from: str = "podium@localhost"

    @property
    def sends_mail(self) -> bool:
        """Whether e-mail leaves the installation, so that people get it."""
        return self.mail.startswith("smtp")


def settings_from_environment(
    environment: Mapping[str, str] | None = None, *, is_loopback: bool | None = None
) -> Settings:
    """Return the settings that `PODIUM_*` variables give, and make the instance folder.

    Args:
        environment: The variables; those of the process by default.
        is_loopback: Whether the server is on loopback http; `PODIUM_LOOPBACK` by default.

    Raises:
        WrongSetting: A variable has a value that can't be used.
    """
    given = os.environ if environment is None else environment
    folder = Path(given.get("PODIUM_INSTANCE", "instance")).absolute()
    _make_folder(folder)
    contact = _contact(given.get("PODIUM_CONTACT", "").strip())
    return Settings(
        instance_folder=folder,
        database_url=given.get("PODIUM_DATABASE_URL", f"sqlite:///{folder / 'podium.sqlite3'}"),
        secret_key=_secret_key(given, folder),
        is_loopback=_flag(given, "PODIUM_LOOPBACK") if is_loopback is None else is_loopback,
        hosts=tuple(given.get("PODIUM_HOSTS", "").split()),
        proxies=_count(given, "PODIUM_PROXIES"),
        mail=_mail(given),
        contact=contact,
        address=_address(given.get("PODIUM_ADDRESS", LOOPBACK_ADDRESS).strip().rstrip("/")),
        mail_from=_mail_from(given.get("PODIUM_MAIL_FROM", "").strip(), contact),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise WrongSetting(
            "PODIUM_INSTANCE",
            f"The instance folder {folder} can't be made: {problem.strerror}",
            "Name a folder that this user may write to",
        ) from problem


def _secret_key(given: Mapping[str, str], folder: Path) -> str:
    key = given.get("PODIUM_SECRET_KEY") or _kept_key(folder / "secret-key")
    if len(key) < SHORTEST_SECRET:
        raise WrongSetting(
            "PODIUM_SECRET_KEY",
            f"The secret key has {len(key)} characters",
            f"Give at least {SHORTEST_SECRET} random ones, or leave it out to have one made",
        )
    return key


def _kept_key(path: Path) -> str:
    """Return the key of the file, which the first run writes for its owner's eyes only."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key + "\n")
    return key


def _mail(given: Mapping[str, str]) -> str:
    text = given.get("PODIUM_MAIL", "file").strip()
    if text not in {"file", "console"} and not re.fullmatch(r"smtps?://[^\s/]+", text):
        raise WrongSetting(
            "PODIUM_MAIL",
            f"It is {text!r}, which is no place for e-mail",
            "Write file, console, or smtp://user:password@host:port",
        )
    return text


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise WrongSetting(
            "PODIUM_ADDRESS",
            f"It is {text!r}, which is not where a browser finds the service",
            "Write it as https://podium.example.org, without a path",
        )
    return text


def _mail_from(text: str, contact: Contact | None) -> str:
    """Return whom e-mail comes from: the contact's address where no other is given."""
    found = _CONTACT.fullmatch(text)
    if text and not found:
        raise WrongSetting(
            "PODIUM_MAIL_FROM",
            f"It is {text!r}, which is no e-mail address",
            "Write the address alone, such as podium@example.org",
        )
    if found:
        return found["email"]
    return contact.email if contact else "podium@localhost"


def _flag(given: Mapping[str, str], name: str) -> bool:
    text = given.get(name, "").lower()
    if text not in (*_YES, *_NO):
        raise WrongSetting(name, f"It is {text!r}, which is neither yes nor no", "Write 1 or 0")
    return text in _YES


def _count(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "0")
    if not re.fullmatch("[0-9]", text):
        raise WrongSetting(name, f"It is {text!r}, which is not one digit", "Write 0 or 1")
    return int(text)


def _contact(text: str) -> Contact | None:
    found = _CONTACT.fullmatch(text)
    if text and not found:
        raise WrongSetting(
            "PODIUM_CONTACT",
            f"It is {text!r}, which holds no e-mail address in the form that is known",
            "Write Accessibility team <access@example.org>, or the address alone",
        )
    return Contact((found["name"] or "").strip(), found["email"]) if found else None
