"""The digest of a row: of every column, the same for ever and from either database."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from webapp.services.pinning import PINNED, digest_of_row
from webapp.store.award_tables import AwardStep
from webapp.store.models import Base

AT = datetime(2026, 3, 2, 9, 30, 0, 5, tzinfo=UTC)
ID = UUID(int=7)


def step(id_: UUID = ID, at: datetime = AT) -> AwardStep:
    return AwardStep(
        id=id_,
        procurement_id=UUID(int=1),
        number=1,
        evaluation_run_id=UUID(int=2),
        state="awarded",
        because="Signed",
        role="procurement_officer",
        body="",
        minute="",
        on_day=date(2026, 3, 1),
        made_by=UUID(int=3),
        made_at=at,
    )


@pytest.mark.parametrize("table", PINNED, ids=lambda one: one.__tablename__)
def test_every_column_is_digested_or_a_later_one_is_decided_on(table: type[Base]) -> None:
    """A new column fails this: added as it is, it would change the digest of every row before."""
    assert PINNED[table].split() == [column.key for column in table.__table__.columns]


def test_the_digest_is_the_same_for_ever() -> None:
    assert digest_of_row(step()) == (
        "440fa403c1f445a44033ee905bf9370f149f980c38e509e06708511615dbc8ae"
    )


def test_the_zone_of_a_moment_changes_nothing_and_the_rows_own_id_everything() -> None:
    summer = AT.astimezone(timezone(timedelta(hours=1)))

    assert digest_of_row(step(at=summer)) == digest_of_row(step())
    assert digest_of_row(step(id_=UUID(int=8))) != digest_of_row(step())
