"""A whole pack read: its parts in order, and everything that it holds in one of them."""

from pathlib import Path

import pytest

from rules.library import shipped
from rules.pack import Pack
from rules.reading import Reading, pack_text, read_pack
from rules.stack import Stack
from tests.rules.reading.samples import small_policy

PACKS = shipped().ids()


def everything_in(pack: Pack) -> list[str]:
    """Return the id of every rule, value, outcome, indicator, clause, duty, body and source."""
    held = (
        pack.rules,
        pack.parameters,
        pack.pillars,
        pack.outcomes,
        pack.indicators,
        pack.clauses,
        pack.duties,
        pack.bodies,
        pack.sources,
    )
    return [item.id for items in held for item in items]


def ids_in(reading: Reading) -> list[str]:
    return [entry.id for part in reading.parts for entry in part.entries]


def loaded(pack_id: str) -> tuple[Pack, Stack]:
    pack = shipped().pack(pack_id)
    return pack, shipped().stack(pack_id if pack.stands_on else None)


@pytest.mark.parametrize("pack_id", PACKS)
def test_everything_that_a_shipped_pack_holds_is_read_once(pack_id: str) -> None:
    pack, stack = loaded(pack_id)

    reading = read_pack(pack, stack)

    assert sorted(ids_in(reading)) == sorted(everything_in(pack))


@pytest.mark.parametrize("pack_id", PACKS)
def test_everything_that_a_shipped_pack_holds_is_in_its_text(pack_id: str) -> None:
    pack, stack = loaded(pack_id)

    text = pack_text(pack, stack)

    assert [id_ for id_ in everything_in(pack) if f"({id_})" not in text] == []
    places = [item.at for source in pack.sources for item in source.covers]
    unwrapped = " ".join(text.split())
    assert [at for at in places if f"- {at}:" not in unwrapped] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_no_text_shows_an_identifier_of_the_vocabulary_or_a_brace(pack_id: str) -> None:
    pack, stack = loaded(pack_id)

    says = [
        text
        for part in read_pack(pack, stack).parts
        for entry in part.entries
        for phrase in (*entry.says, *(one for row in entry.rows for one in row.phrases))
        for text in (span.text for span in phrase)
    ]

    assert [text for text in says if "{" in text or " is_" in text] == []


def test_parts_without_entries_are_left_out_and_stages_keep_their_order(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    parts = read_pack(pack, stack).parts

    assert [part.anchor for part in parts] == [
        "stage-proportionality",
        "stage-pillars",
        "stage-outcomes",
        "stage-weighting",
        "stage-duties",
        "stage-governance",
        "part-values",
        "part-outcomes",
        "part-clauses",
        "part-duties",
        "part-bodies",
        "part-sources",
    ]
