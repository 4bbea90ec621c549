"""A pack read as it stands on one day: what is in force then, with the values of that day."""

from datetime import date
from pathlib import Path

from rules.reading import pack_text, read_pack
from rules.reading.on_day import on_day
from tests.rules.reading.samples import PARAMETERS, small_policy

FUTURE = PARAMETERS + (
    "- id: later\n  title: The later share\n  type: percent\n  values:\n"
    "    - {from: 2030-01-01, is: 7%, cites: [paper p.2], confidence: secondary}\n"
)


def test_rules_and_values_of_other_days_are_left_out_and_counted(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path, parameters=FUTURE)

    reading = read_pack(pack, stack, date(2025, 6, 1))

    assert reading.opening[0] == (
        "This is how it stands on 1 June 2025, with the values of that day. 1 rule and 1 value not "
        "in force then are left out."
    )
    ids = {entry.id for part in reading.parts for entry in part.entries}
    assert not {"pillar-green", "later"} & ids
    assert {"tier-none", "floor"} <= ids


def test_a_sentence_names_the_value_of_the_day_and_no_later_one(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    early = " ".join(pack_text(pack, stack, date(2021, 6, 1)).split())
    late = " ".join(pack_text(pack, stack, date(2022, 6, 1)).split())

    assert "less than £25,000 excluding VAT (the floor)" in early
    assert "£30,000" not in early
    assert "less than £30,000 including VAT (the floor)" in late
    assert "£25,000" not in late.replace("£29,999.99", "")


def test_nothing_names_what_was_left_out(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    dated, whole = on_day(pack, stack, date(2025, 6, 1))

    (source,) = dated.sources
    assert source.covers[0].carried_by == ("tier-none", "tier-light")
    assert "pillar-green" not in whole.rules


def test_a_day_before_the_policy_says_that_it_does_not_decide(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    told = read_pack(pack, stack, date(2020, 6, 1)).opening[0]

    assert told.startswith("On 1 June 2020 it does not decide. 7 rules")


def test_without_a_day_a_value_that_changes_is_named_with_its_day(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)

    said = " ".join(pack_text(pack, stack).split())

    assert (
        "£30,000 including VAT (the floor, from 1 January 2022; £25,000 excluding VAT before)"
    ) in said
