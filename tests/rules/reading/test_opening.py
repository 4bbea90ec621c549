"""How a reading opens."""

from pathlib import Path

import pytest

from rules.reading.opening import counts, opening, sureness
from tests.rules.reading.samples import PARAMETERS, small_policy
from tests.rules.small_packs import law_stack


def test_the_opening_says_whose_policy_it_is_what_it_holds_and_how_sure_it_is(
    tmp_path: Path,
) -> None:
    pack, stack = small_policy(tmp_path)

    first, second, third = opening(pack, stack)

    assert first == (
        "This is the policy of Smallbury Council, “A small policy”, written as rules. It decides "
        "what commences on 1 January 2021 or later. It stands on A small law: it can add to the "
        "law and tighten it, never undercut it."
    )
    assert second.startswith("It holds 7 rules, 2 values, 1 outcome, 2 indicators")
    assert "It accounts for 5 paragraphs of its sources" in second
    assert third.startswith(
        "Of its 2 values, 1 was read in a secondary source and 1 is proposed, for the authority "
        "to set."
    )


def test_a_law_names_no_authority_and_may_have_a_last_day(tmp_path: Path) -> None:
    manifest = (
        'id: law\ntitle: A small law\nkind: law\nversion: "1"\nfrom: 2020-01-01\n'
        "until: 2027-12-31\n"
    )
    stack = law_stack(tmp_path, pack=manifest)

    first, second, third = opening(stack.law, stack)

    assert first == (
        "This is A small law, written as rules. It decides what commences from 1 January 2020 to "
        "31 December 2027, both days included."
    )
    assert second == "It holds 1 rule and 1 source."
    assert third == "It names no values of its own."


@pytest.mark.parametrize(
    ("confidence", "sentence"),
    [
        ("seen", "Each of its 2 values is read in a secondary source."),
        ("unverified", "Each of its 2 values is not checked against the text."),
    ],
)
def test_values_of_one_kind_are_told_at_once(
    tmp_path: Path, confidence: str, sentence: str
) -> None:
    told = PARAMETERS.replace("authority-setting", confidence).replace("seen", confidence)
    pack, stack = small_policy(tmp_path, parameters=told.replace("  set_by: authority\n", ""))

    assert sureness(pack, stack) == sentence


def test_numbers_agree_with_their_nouns(tmp_path: Path) -> None:
    pack, _ = small_policy(tmp_path)

    assert counts(pack)[-2:] == ["1 duty", "1 source"]
