"""A pack as plain text: the whole of a small one, line by line, and nothing of a large one lost."""

from pathlib import Path

from rules.reading import Grid, pack_text
from rules.reading.phrases import words
from rules.reading.text import WIDTH, grid_lines
from tests.rules.reading.samples import small_policy

GOLDEN = Path(__file__).with_name("golden") / "small-policy.txt"


def test_a_small_policy_reads_as_it_was_read_and_agreed(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    text = pack_text(pack, stack)

    assert text.replace(pack.sha256, "…") == GOLDEN.read_text(encoding="utf-8").rstrip("\n")


def test_no_line_is_wider_than_the_page(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    widest = max(map(len, pack_text(pack, stack).splitlines()))

    assert widest <= WIDTH


def test_a_table_wraps_each_cell_within_its_column() -> None:
    grid = Grid("Sizes", ("What", "Is"), ((words("a long name"), words("5")),), note="A note.")

    assert list(grid_lines(grid, width=16)) == [
        "Table: Sizes",
        "A note.",
        "What         Is",
        "-----------  --",
        "a long name  5",
    ]
    assert list(grid_lines(grid, width=12))[-2:] == ["a long    5", "name"]
