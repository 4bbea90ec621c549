"""A bare application, so that forms have a request and a secret, and nothing else."""

import pytest
from flask import Flask

from tests.forms.pages import Page


@pytest.fixture
def page() -> Page:
    """Return what sends a page's answers to its form, without the token against forgery."""
    app = Flask("forms")
    app.config.update(SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False)
    return Page(app)
