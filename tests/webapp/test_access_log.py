"""The log of requests: what was asked for and how long it took, and nothing about anybody."""

import logging

import pytest
from flask import Flask

from webapp import access_log
from webapp.access_log import log_requests


def test_a_request_is_noted_without_who_what_or_where_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "LOG", logging.getLogger("podium.access.test"))
    app = Flask(__name__)
    app.add_url_rule("/people/<name>", "person", lambda name: name)
    log_requests(app)
    headers = {"User-Agent": "Browser", "Referer": "http://elsewhere.example/"}

    app.test_client().get("/people/ann?search=bob", headers=headers)
    app.test_client().get("/people-of/ann")

    written = capsys.readouterr().out
    first, second = written.splitlines()
    assert "GET /people/<name> 200 " in first
    assert "GET no page 404 " in second
    for word in ("ann", "bob", "Browser", "elsewhere", "127.0.0.1"):
        assert word not in written
