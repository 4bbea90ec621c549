"""Decision tables: what becomes one, what its rows say, and what does not fit."""

from pathlib import Path

from rules.reading.phrases import said
from rules.reading.tables import MOST_ALTERNATIVES, decision_tables
from tests.rules.reading.samples import small_policy
from tests.rules.small_packs import all_of, any_of, law_stack, rule

FLOOR = "£30,000 including VAT (from 1 January 2022; £25,000 excluding VAT before)"


def test_rules_that_share_a_conclusion_become_rows_of_conditions(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)
    rules = [one for one in pack.rules if one.id.startswith("tier")]

    (grid,) = decision_tables(rules, stack)

    assert grid.columns == (
        "Estimated value",
        "Main purpose",
        "Duration without extensions",
        "Social value tier",
        "Rule",
    )
    assert [[said(cell) for cell in row] for row in grid.rows] == [
        [f"less than {FLOOR}", "any", "any", "none", "tier-none"],
        [f"at least {FLOOR}", "any", "any", "light", "tier-light"],
        ["any", "works", "at least 12 months", "light", "tier-light"],
    ]
    assert grid.note == (
        "In every row the governing law is the Procurement Act 2023. Where several rows apply, "
        "‘light’ prevails over ‘none’."
    )


def test_days_stand_in_a_column_only_where_rows_differ(tmp_path: Path) -> None:
    rules = (
        rule("old", "kpis_minimum: 1", "category is works", until="2021-12-31")
        + rule("new", "kpis_minimum: 2", "category is works", from_="2022-01-01")
        + rule("third", "kpis_minimum: 3", "category is goods")
        + rule("last", "kpis_minimum: 4", "category is services")
    ).replace("  from: 2020-01-01\n  from: 2022", "  from: 2022")
    stack = law_stack(tmp_path, rules=rules)

    (grid,) = decision_tables(stack.law.rules, stack)

    assert [said(row[1]) for row in grid.rows] == [
        "From 1 January 2020 to 31 December 2021",
        "From 1 January 2022",
        "–",
        "–",
    ]
    assert grid.note.endswith("From 1 January 2020, where a row says nothing else.")


def test_one_rule_or_rules_without_conditions_make_no_table(tmp_path: Path) -> None:
    rules = rule("one", "kpis_minimum: 1") + rule("two", "kpis_minimum: 2")
    stack = law_stack(tmp_path, rules=rules)

    assert decision_tables(stack.law.rules, stack) == ()
    assert decision_tables(stack.law.rules[:1], stack) == ()


def test_a_rule_of_too_many_alternatives_makes_no_table(tmp_path: Path) -> None:
    months = [f"duration_months is {number}" for number in range(MOST_ALTERNATIVES + 1)]
    rules = rule("one", "kpis_minimum: 1", any_of(*months)) + rule(
        "two", "kpis_minimum: 2", "category is works"
    )
    stack = law_stack(tmp_path, rules=rules)

    assert decision_tables(stack.law.rules, stack) == ()


def test_facts_that_few_rows_turn_on_share_a_column(tmp_path: Path) -> None:
    always = ("category is works", "nation is england", "framework is none")
    rules = "".join(
        rule(f"rule-{number}", f"kpis_minimum: {number}", all_of(*sentences))
        for number, sentences in enumerate(
            [
                (*always, "uses_energy is true"),
                ("category is goods", "nation is wales", "framework is call_off"),
                ("category is services", "nation is wales", "uses_vehicles is true"),
            ],
            start=1,
        )
    )
    stack = law_stack(tmp_path, rules=rules)

    (grid,) = decision_tables(stack.law.rules, stack)

    assert grid.columns[:4] == ("Main purpose", "Nation", "Contract", "And")
    assert [said(row[3]) for row in grid.rows] == [
        "delivery uses energy or water",
        "–",
        "delivery uses vehicles",
    ]
