"""Which tables a file holds, and the sort of every text in them: none is forgotten."""

import pytest

from evaluation.disclosure import Sort, Thing
from webapp.store.disclosure_tables import ABOUT_OTHERS, SOURCES, Source
from webapp.store.disclosures import sort_of, table_of
from webapp.store.tables import Base

BESIDE = {Thing.OUTCOME, Thing.RECORD}
"""The kinds of thing that are made of no table of the procurement's own."""
OPENS_SOMETHING = ("token", "sealed", "secret", "password", "code_sha256")


def test_every_table_is_in_a_file_or_says_why_not() -> None:
    held = {source.table for source in SOURCES}

    assert held | set(ABOUT_OTHERS) == set(Base.metadata.tables)
    assert not held & set(ABOUT_OTHERS)


def test_every_kind_of_thing_has_its_tables() -> None:
    assert {source.thing for source in SOURCES} | BESIDE == set(Thing)


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: f"{one.thing}-{one.table}")
def test_every_text_has_a_sort_and_none_is_named_that_is_not_there(source: Source) -> None:
    columns = table_of(source).c

    assert [one.name for one in columns if sort_of(source, one.name) is None] == []
    assert set(source.sorts) <= {one.name for one in columns}


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: f"{one.thing}-{one.table}")
def test_what_opens_something_is_a_secret(source: Source) -> None:
    for column in table_of(source).c:
        if any(word in column.name for word in OPENS_SOMETHING):
            assert sort_of(source, column.name) is Sort.SECRET
