"""Which acts pin a decision, and what an act without a digest pins."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from webapp.services.pinning import DIGEST
from webapp.services.record.pinned_decisions import DECIDED, pinned_by, told_before
from webapp.services.record.sentences import ACTS
from webapp.store.models import AuditEntry

DETAIL = {"bidder": 2, "number": 1, "row": 1, "question": 1, "measure_id": "weeks", "user": "u"}


def entry(act: str) -> AuditEntry:
    return AuditEntry(number=1, at=datetime(2026, 3, 2, tzinfo=UTC), actor_id=UUID(int=1), act=act)


def test_each_of_them_is_an_act_of_the_record() -> None:
    assert DECIDED.keys() <= set(ACTS)


@pytest.mark.parametrize("act", DECIDED)
def test_an_act_pins_one_row_and_one_from_before_digests_tells_what_its_row_is(act: str) -> None:
    detail = {**DETAIL, DIGEST: "0" * 64}
    (pinned,) = pinned_by(entry(act), detail)

    assert pinned[1] == ("0" * 64, "2026-03-02T00:00:00+00:00")
    assert all(isinstance(one, str) for one in pinned[0])
    assert list(pinned_by(entry(act), DETAIL)) == []
    assert list(told_before(entry(act), detail)) == []
    assert list(told_before(entry(act), {})) == [pinned[0][0]]
