"""Roles for one procurement: every role, at every page of that procurement and of another."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.people import PEOPLE, open_session
from tests.webapp.samples import decided
from tests.webapp.views import test_access, test_approval_access
from tests.webapp.views.test_access import procurement_id
from tests.webapp.views.test_approval_access import Places
from webapp.roles import READERS, Role
from webapp.services.accounts import Person
from webapp.store.models import RoleHeld
from webapp.store.panel_tables import *  # noqa

