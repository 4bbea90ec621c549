"""Settings: safe by default, refused by name when they can't be used."""

import stat
from pathlib import Path

import pytest

from webapp.settings import Contact, WrongSetting, settings_from_environment


def test_the_first_run_makes_a_secret_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "instance"

    first = settings_from_environment({"PODIUM_INSTANCE": str(folder)})
    second = settings_from_environment({"PODIUM_INSTANCE": str(folder)})

    assert len(first.secret_key) == 64
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    one = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path / "one")})
    other = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path / "other")})

    assert one.secret_key != other.secret_key


def test_the_defaults_are_those_of_production(tmp_path: Path) -> None:
    found = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path)})

    assert (found.is_loopback, found.hosts, found.proxies) == (False, (), 0)
    assert found.database_url == f"sqlite:///{tmp_path / 'podium.sqlite3'}"


def test_every_setting_can_be_given(tmp_path: Path) -> None:
    found = settings_from_environment(
        {
            "PODIUM_INSTANCE": str(tmp_path),
            "PODIUM_DATABASE_URL": "sqlite:///other.sqlite3",
            "PODIUM_SECRET_KEY": "s" * 32,
            "PODIUM_LOOPBACK": "1",
            "PODIUM_HOSTS": "podium.example www.podium.example",
            "PODIUM_PROXIES": "2",
        }
    )

    assert found.database_url == "sqlite:///other.sqlite3"
    assert found.secret_key == "s" * 32
    assert found.is_loopback
    assert found.hosts == ("podium.example", "www.podium.example")
    assert found.proxies == 2
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("", None),
        ("access@example.org", Contact("", "access@example.org")),
        ("Access team <access@example.org>", Contact("Access team", "access@example.org")),
    ],
)
def test_whom_people_turn_to_is_an_address_with_or_without_a_name(
    tmp_path: Path, written: str, contact: Contact | None
) -> None:
    found = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path), "PODIUM_CONTACT": written})

    assert found.contact == contact


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("PODIUM_SECRET_KEY", "short", "has 5 characters"),
        ("PODIUM_LOOPBACK", "perhaps", "neither yes nor no"),
        ("PODIUM_PROXIES", "many", "not one digit"),
        ("PODIUM_PROXIES", "-1", "not one digit"),
        ("PODIUM_INSTANCE", "/dev/null/instance", "can't be made"),
        ("PODIUM_CONTACT", "Accessibility team", "holds no e-mail address"),
        ("PODIUM_CONTACT", "Accessibility team <access@example.org", "holds no e-mail address"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, value: str, problem: str
) -> None:
    with pytest.raises(WrongSetting, match=problem) as refusal:
        settings_from_environment({"PODIUM_INSTANCE": str(tmp_path), name: value})

    assert refusal.value.place == name
