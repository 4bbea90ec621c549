"""A small policy that holds one of everything, to be read."""

from pathlib import Path

from rules.pack import Pack
from rules.stack import Stack
from tests.rules.small_packs import all_of, any_of, parameter, policy_stack, rule

PARAMETERS = (
    parameter(
        "floor",
        "money",
        "from: 2021-01-01, is: £25000.00, vat: excluded",
        "from: 2022-01-01, is: £30000.00, vat: included",
    ).replace("act s.2", "paper p.1")
    + "- id: share\n  title: The share\n  type: percent\n  set_by: authority\n"
    "  why: Less moves nobody.\n  values:\n"
    "    - {from: 2021-01-01, is: 5%, cites: [paper p.2], confidence: authority-setting}\n"
)
RULES = (
    rule(
        "tier-none",
        "social_value_tier: none",
        all_of("regime is procurement_act_2023", "estimated_value is less than floor"),
        from_="2021-01-01",
        because="'It is {estimated_value}, less than {floor}.'",
        cites="[paper p.1]",
    )
    + rule(
        "tier-light",
        "social_value_tier: light",
        all_of(
            "regime is procurement_act_2023",
            any_of(
                "estimated_value is at least floor",
                all_of("category is works", "duration_months is at least 12"),
            ),
        ),
        from_="2021-01-01",
        cites="[paper p.1]",
        overrides="[tier-none]",
        waivable_by="panel chair",
    )
    + rule(
        "pillar-green",
        "pillars: [green]",
        "uses_energy is true",
        from_="2021-01-01",
        until="2024-12-31",
        cites="[paper p.1]",
        confidence="unverified",
    )
    + rule("air-counts", "outcomes: [air]", "pillars is green", cites="[paper p.3]")
    + rule("weight", "social_value_minimum: share", cites="[paper p.2]")
    + rule("report-due", "duties: [report]", cites="[paper p.4]")
    + rule("board-approves", "approvals: [board]", cites="[paper p.4]")
).replace("from: 2020-01-01", "from: 2021-01-01")
OUTCOMES = (
    "- id: air\n  theme: green\n  title: Cleaner air\n  wording: Clean the air\n"
    "  cites: [paper p.3]\n  indicators:\n"
    "    - {id: miles, title: Miles saved, unit: whole_miles, example: true}\n"
    "    - {id: trees, title: Trees, unit: trees, carried_by: authority, because: Ours to plant.}\n"
)
CLAUSES = (
    "- {id: miles-clause, version: 1, indicator: miles, question: How many?,"
    " obligation: 'Saves {quantity}.', kpi: Miles., evidence: A log., if_missed: A plan.}\n"
)
DUTIES = (
    "- {id: report, title: Report, text: Say what came of it., cites: [paper p.4],"
    " due: {days: 30, kind: working, after: contract_entered}}\n"
)
SOURCES = (
    "- id: paper\n  title: The Paper\n  kind: policy\n  confidence: secondary\n  covers:\n"
    "    - {at: p.1, carried_by: [tier-none, tier-light, pillar-green]}\n"
    "    - {at: p.2, carried_by: [weight, share]}\n"
    "    - {at: p.3, carried_by: [air, air-counts]}\n"
    "    - {at: p.4, carried_by: [report, report-due, board-approves]}\n"
    "    - {at: p.9, because: It is a foreword.}\n"
)
TESTS = (
    "- name: Just below the floor\n  given: {commenced_on: 2022-06-01, category: goods,"
    " estimated_value: {amount: £29999.99, vat: included}}\n  fires: [tier-none]\n"
    "  silent: [tier-light]\n"
)


def small_policy(folder: Path, **files: str) -> tuple[Pack, Stack]:
    """Load the policy, with other files in place of its own, on a small law."""
    own = {
        "parameters": PARAMETERS,
        "rules": RULES,
        "outcomes": OUTCOMES,
        "clauses": CLAUSES,
        "duties": DUTIES,
        "sources": SOURCES,
        "tests": TESTS,
    }
    stack = policy_stack(folder, {}, **{**own, **files})
    return stack.packs[-1], stack
