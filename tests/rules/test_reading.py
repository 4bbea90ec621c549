"""A pack as a person reads it: values with their dates, rules in sentences, texts."""

from pathlib import Path

from rules.reading import pack_text, parts_of
from tests.rules.small_packs import all_of, any_of, law_stack, parameter, policy_stack, rule

LIMITS = parameter(
    "limit",
    "money",
    "from: 2020-01-01, is: £5.00, vat: included",
    "from: 2022-01-01, is: repealed",
)
RULES = rule(
    "one",
    "kpis_minimum: 3, notifiable: true",
    all_of(
        "estimated_value is more than limit",
        any_of("nation is one of wales, scotland", "extension_months is at most duration_months"),
    ),
    until="2024-12-31",
    because="'It is more than {limit}.'",
) + rule("two", "kpis_minimum: 0", overrides="[one]", confidence="unverified")
DUTIES = (
    "- {id: tell-them, title: Tell them, text: Do so., cites: [act s.3], "
    "due: {days: 30, kind: calendar, after: contract_entered}}\n"
)


def test_a_pack_in_plain_text(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMITS, duties=DUTIES)

    assert pack_text(stack.law, stack).splitlines() == [
        "A small law",
        "===========",
        "",
        "law, version 1, from 1 January 2020",
        f"sha256 {stack.law.sha256}",
        "",
        "Values",
        "------",
        "",
        "The limit (limit)",
        "  From 1 January 2020: £5 including VAT (act s.2; seen)",
        "  From 1 January 2022: repealed (act s.2; seen)",
        "",
        "Rules: requirements",
        "-------------------",
        "",
        "What one says (one)",
        "  From 1 January 2020 to 31 December 2024",
        "  When all of these hold:",
        "    Estimated value is more than «The limit»",
        "    any of these holds:",
        "      Nation is one of Wales, Scotland",
        "      Extensions is at most the duration without extensions",
        "  Then fewest key performance indicators: 3",
        "  Then notifiable below-threshold contract: yes",
        "  Because: It is more than {limit}.",
        "  Source: act s.1",
        "",
        "What two says (two) [unverified]",
        "  From 1 January 2020",
        "  Always",
        "  Then fewest key performance indicators: 0",
        "  Because: It is so.",
        "  Goes before: one",
        "  Source: act s.1",
        "",
        "Duties",
        "------",
        "",
        "Tell them (tell-them)",
        "  Do so.",
        "  Due 30 calendar days after contract_entered",
        "  Source: act s.3",
        "",
        "Sources",
        "-------",
        "",
        "The Act (act)",
    ]


def test_parts_without_entries_are_left_out(tmp_path: Path) -> None:
    stack = law_stack(tmp_path)

    assert [part.title for part in parts_of(stack.law, stack)] == ["Rules: regime", "Sources"]


def test_an_outcome_tells_of_each_indicator_whether_it_is_an_example_and_who_carries_it(
    tmp_path: Path,
) -> None:
    outcomes = (
        "- id: air\n  theme: green\n  title: Cleaner air\n  cites: [paper p.1]\n  indicators:\n"
        "    - {id: miles, title: Miles saved, unit: whole_miles, example: true}\n"
        "    - {id: trees, title: Trees, unit: trees, carried_by: authority, because: Ours.}\n"
    )
    stack = policy_stack(tmp_path, {}, outcomes=outcomes)

    (part,) = [
        one for one in parts_of(stack.packs[1], stack) if one.title == "Outcomes and indicators"
    ]

    assert part.entries[0].lines == (
        "Theme: green",
        "- Miles saved, in whole miles. The source gives it as an example.",
        "- Trees, in trees. No contract carries it: Ours.",
        "Source: paper p.1",
    )
