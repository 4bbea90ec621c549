"""Two packs compared: versions of one policy thing by thing, two policies by what they decide."""

from pathlib import Path

import pytest

from rules.comparison import Comparison, Decided, Detail, Way, compare
from rules.comparison.deciding import Figure, Side
from rules.library import shipped
from rules.pack import Confidence, Pack
from rules.stack import Stack
from tests.rules.reading.samples import (
    CLAUSES,
    DUTIES,
    OUTCOMES,
    PARAMETERS,
    RULES,
    SOURCES,
    small_policy,
)
from tests.rules.small_packs import POLICY

Both = tuple[Pack, Stack]


def against(folder: Path, **files: str) -> Comparison:
    """Compare the small policy with another version of it."""
    return compare(small_policy(folder / "first"), small_policy(folder / "second", **files))


def changes(comparison: Comparison) -> list[tuple[Way, str, list[str]]]:
    return [
        (change.way, change.id, [detail.what for detail in change.details])
        for part in comparison.chapters
        for change in part.changes
    ]


def test_a_pack_says_the_same_as_itself_however_it_is_written(tmp_path: Path) -> None:
    first, *others = RULES.split("- id: ")[1:]
    rewritten = "# a comment\n" + "".join(f"- id: {one}" for one in [*others, first])
    swapped = rewritten.replace(
        '"regime is procurement_act_2023", "estimated_value is less than floor"',
        '"estimated_value is less than floor", "regime is procurement_act_2023"',
    )

    comparison = against(tmp_path, rules=swapped)

    assert swapped != rewritten
    assert comparison.is_same
    assert changes(comparison) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"rules": RULES.replace("less than floor", "at most floor")},
            (Way.CHANGED, "tier-none", ["When"]),
        ),
        (
            {"rules": RULES.replace("2024-12-31", "2025-12-31")},
            (Way.CHANGED, "pillar-green", ["In force"]),
        ),
        (
            {"rules": RULES.replace("social_value_tier: light", "social_value_tier: standard")},
            (Way.CHANGED, "tier-light", ["Then: Social value tier"]),
        ),
        (
            {"rules": RULES.replace("  overrides: [tier-none]\n", "")},
            (Way.CHANGED, "tier-light", ["Goes before"]),
        ),
        (
            {"parameters": PARAMETERS.replace("£30000.00", "£35000.00")},
            (Way.CHANGED, "floor", ["From 1 January 2022"]),
        ),
        (
            {"parameters": PARAMETERS.replace("from: 2022-01-01", "from: 2023-01-01")},
            (Way.CHANGED, "floor", ["From 1 January 2022", "From 1 January 2023"]),
        ),
        (
            {"outcomes": OUTCOMES.replace("Cleaner air", "Clean air")},
            (Way.CHANGED, "air", ["Title"]),
        ),
        (
            {"clauses": CLAUSES.replace("A plan.", "A better plan.")},
            (Way.CHANGED, "miles-clause", ["If missed"]),
        ),
        (
            {"duties": DUTIES.replace("days: 30", "days: 20")},
            (Way.CHANGED, "report", ["When"]),
        ),
        (
            {"sources": SOURCES.replace("a foreword", "a preface")},
            (Way.CHANGED, "paper", ["Paragraph p.9"]),
        ),
        (
            {"pack": POLICY.replace("title: Green", "title: Greener")},
            (Way.CHANGED, "green", ["Title"]),
        ),
        (
            {"pack": POLICY.replace("The Board", "The Panel")},
            (Way.CHANGED, "board", ["Title"]),
        ),
    ],
)
def test_each_change_is_told_where_it_is(
    tmp_path: Path, files: dict[str, str], expected: tuple[Way, str, list[str]]
) -> None:
    comparison = against(tmp_path, **files)

    assert expected in changes(comparison)
    assert not comparison.is_same


def test_a_rule_that_is_new_tells_its_whole_content(tmp_path: Path) -> None:
    more = RULES.replace("- id: weight\n", "- id: weight-too\n") + "".join(
        f"- id: {one}" for one in RULES.split("- id: ")[1:] if one.startswith("weight\n")
    )

    comparison = against(tmp_path, rules=more)

    (added,) = [
        change for part in comparison.chapters for change in part.changes if change.way is Way.ADDED
    ]
    assert added.id == "weight-too"
    assert Detail("When", "", "always") in added.details
    assert all(not detail.before for detail in added.details)


def test_the_packs_themselves_are_compared(tmp_path: Path) -> None:
    comparison = against(tmp_path, pack=POLICY.replace('version: "1"', 'version: "2"'))

    assert comparison.manifest == (Detail("Version", "1", "2"),)
    assert not comparison.is_same


def figure(words: str) -> Figure:
    return Figure(words, Confidence.SECONDARY)


def test_two_policies_are_compared_by_what_they_decide(tmp_path: Path) -> None:
    other = small_policy(
        tmp_path / "second",
        pack=POLICY.replace("id: policy", "id: rival"),
        rules=(
            "- id: rival-tier\n  title: Always standard\n  from: 2021-01-01\n  when: always\n"
            "  then: {social_value_tier: standard}\n  because: So.\n  cites: [paper p.1]\n"
            "- id: rival-weight\n  title: A fifth\n  from: 2021-01-01\n  when: always\n"
            "  then: {social_value_maximum: 20%}\n  because: So.\n  cites: [paper p.1]\n"
        ),
        parameters="[]",
        outcomes="[]",
        clauses="[]",
        duties="[]",
        tests="[]",
        sources="- {id: paper, title: The Paper, kind: policy, confidence: seen}\n",
    )

    comparison = compare(small_policy(tmp_path / "first"), other)

    assert not comparison.is_one_policy
    assert comparison.chapters == ()
    assert comparison.conclusions[:1] == (
        Decided(
            "social_value_tier",
            "Social value tier",
            Side((figure("No social value sought"), figure("Light")), 2),
            Side((Figure("Standard"),), 1),
        ),
    )
    by_name = {item.name: item for item in comparison.conclusions}
    assert by_name["social_value_minimum"].first == Side(
        (Figure("5%", Confidence.AUTHORITY_SETTING),), 1
    )
    assert by_name["social_value_maximum"].first is None
    assert by_name["social_value_maximum"].second == Side((Figure("20%"),), 1)


def test_a_value_is_as_sure_as_what_it_rests_on() -> None:
    some = Side((figure("Light"), Figure("Standard")), 2)
    all_alike = Side((figure("Light"), figure("Standard")), 2)

    assert [value.tag for value in some.values] == ["secondary source", ""]
    assert (some.tag, all_alike.tag) == ("", "secondary source")
    assert (Side((figure("Light"),), 1)).tag == ""


def test_the_columns_are_headed_by_what_tells_the_two_apart(tmp_path: Path) -> None:
    one = small_policy(tmp_path / "one")
    renamed = small_policy(tmp_path / "two", pack=POLICY.replace("A small policy", "Another"))
    later = small_policy(tmp_path / "three", pack=POLICY.replace('version: "1"', 'version: "2"'))

    assert compare(one, renamed).headings == ("A small policy", "Another")
    assert compare(one, later).headings == (
        "A small policy, version 1",
        "A small policy, version 2",
    )
    assert compare(one, one).headings == ("A small policy, the first", "A small policy, the second")


def test_rules_that_have_ended_are_not_among_what_a_policy_decides(tmp_path: Path) -> None:
    comparison = against(tmp_path)

    assert "pillars" not in {item.name for item in comparison.conclusions}


@pytest.mark.parametrize("pack_id", shipped().ids())
def test_every_shipped_pack_says_the_same_as_itself(pack_id: str) -> None:
    pack = shipped().pack(pack_id)
    stack = shipped().stack(pack_id if pack.stands_on else None)

    assert compare((pack, stack), (pack, stack)).is_same
