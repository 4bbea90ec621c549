"""A worker made ready: what its organisations are decided by is read before anybody asks."""

import gc

import pytest
from flask import Flask

from tests.webapp.clients import WatchedStore
from webapp.services.policies import packs
from webapp.store import StoreIsNotReady
from webapp.warming import warm_up


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note that the collector was told, and leave the tests' own alone."""
    told: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: told.append("freeze"))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: told.append("look seldom"))
    return told


def test_the_packs_of_every_organisation_are_read_ahead(
    app: Flask, monkeypatch: pytest.MonkeyPatch, frozen: list[str]
) -> None:
    read: list[str | None] = []

    def note(policy: str | None) -> object:
        read.append(policy)
        return stack(policy)

    stack = packs.stack_in_force
    monkeypatch.setattr("webapp.warming.stack_in_force", note)

    warm_up(app)

    assert read == ["coventry"]
    assert frozen == ["freeze", "look seldom"]


def test_a_database_that_is_not_there_yet_does_not_keep_a_worker_from_starting(
    app: Flask, store: WatchedStore, monkeypatch: pytest.MonkeyPatch, frozen: list[str]
) -> None:
    def fail(_: object) -> None:
        raise StoreIsNotReady("database", "It is away", "Put it back")

    monkeypatch.setattr("webapp.store.people.policies", fail)

    warm_up(app)

    assert frozen == ["freeze", "look seldom"]
    assert store.url
