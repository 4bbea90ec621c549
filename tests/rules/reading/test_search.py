"""Finding words in a pack."""

from pathlib import Path

import pytest

from rules.reading import Holding, Reading, read_pack
from rules.reading.search import LONGEST_EXCERPT, Hit, search, words_of
from tests.rules.reading.samples import CLAUSES, small_policy


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    pack, stack = small_policy(tmp_path)
    return read_pack(pack, stack)


@pytest.mark.parametrize(
    ("query", "holding", "id_"),
    [
        ("tier-none", Holding.RULE, "tier-none"),
        ("the floor", Holding.VALUE, "floor"),
        ("Cleaner AIR", Holding.OUTCOME, "air"),
        ("whole miles", Holding.INDICATOR, "miles"),
        ("a log", Holding.CLAUSE, "miles-clause"),
        ("say what came", Holding.DUTY, "report"),
        ("the board", Holding.BODY, "board"),
    ],
)
def test_everything_that_a_pack_holds_is_found(
    reading: Reading, query: str, holding: Holding, id_: str
) -> None:
    assert (holding, id_) in [(hit.holding, hit.id) for hit in search(reading, query)]


def test_a_paragraph_of_a_source_is_found_with_its_place(reading: Reading) -> None:
    assert search(reading, "foreword") == (
        Hit(Holding.SOURCE, "paper", "The Paper", "Nothing: It is a foreword.", at="p.9"),
    )


def test_every_word_must_be_there(reading: Reading) -> None:
    assert search(reading, "cleaner zebra") == ()
    assert search(reading, "   ") == ()


def test_what_is_called_so_comes_first(reading: Reading) -> None:
    assert search(reading, "air")[0].id in {"air", "air-counts"}
    titles = [hit.title.casefold() + hit.id for hit in search(reading, "air")]
    named = ["air" in title for title in titles]
    assert named == sorted(named, reverse=True)


def test_a_long_text_is_cut_around_what_was_sought(tmp_path: Path) -> None:
    long = " ".join(["word"] * 80)
    clauses = CLAUSES.replace("kpi: Miles.", f"kpi: {long} zebra {long}.")
    pack, stack = small_policy(tmp_path, clauses=clauses)

    (hit,) = search(read_pack(pack, stack), "zebra")

    assert "zebra" in hit.excerpt
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith(" …")
    assert len(hit.excerpt) <= LONGEST_EXCERPT + len("…  …")


def test_a_query_is_cut_to_its_first_words() -> None:
    assert len(words_of(" ".join(map(str, range(50))))) == 12
