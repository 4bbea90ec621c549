"""A pack as a person reads it: values with their dates, rules in sentences, texts."""

from pathlib import Path

from rules.reading import pack_text, parts_of
from tests.rules.small_packs import all_of, any_of, law_stack, parameter, rule

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
