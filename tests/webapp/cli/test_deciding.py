"""`podium decide`: the decision whole, its variations, and what it prints."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.webapp.cli.calling import SAMPLE
from tests.webapp.cli.conftest import Podium
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

Sample = Callable[..., Path]

LAW = {
    "regime": "procurement_act_2023",
    "threshold": {"amount": "207720.00", "vat": "included"},
    "coverage": "above_threshold",
    "notifiable": False,
    "prequalification_allowed": True,
    "local_reservation_allowed": False,
    "social_value_act_duty": True,
    "consultation_to_be_considered": True,
    "kpis_minimum": 0,
    "contract_copy_published": False,
    "standstill_working_days": 8,
    "assessment_summaries_required": True,
}
"""What the law alone says of the sample, as the interfaces print it."""


def test_the_sample_of_the_interfaces_is_decided_as_printed_there(
    podium: Podium, sample: Sample
) -> None:
    answer = podium("decide", sample(), "--format", "json")

    assert (answer.code, answer.err) == (0, "")
    decision = answer.json
    assert decision["format"] == "podium/decision/1"
    assert decision["reference"] == "COV-2026-014"
    assert decision["decided_as_of"] == "2026-03-02"
    assert [pack["id"] for pack in decision["packs"]] == ["uk", "coventry"]
    conclusions = decision["conclusions"]
    assert {name: conclusions[name] for name in LAW} == LAW
    social_value = conclusions["social_value"]
    assert social_value["measures_maximum"] == 6
    assert social_value["delivery_plan"] is True
    assert set(social_value) >= {"tier", "minimum", "recommended", "maximum", "pillars", "outcomes"}
    assert {"clauses", "duties", "approvals"} <= set(conclusions)
    assert decision["needs"] == []
    assert decision["why_not"] == []
    assert all(entry["cites"] and entry["because"] for entry in decision["trace"])


def test_every_percentage_and_amount_is_a_text(podium: Podium, sample: Sample) -> None:
    conclusions = podium("decide", sample(), "--format", "json").json["conclusions"]

    weights = [conclusions["social_value"][name] for name in ("minimum", "recommended", "maximum")]
    assert all(isinstance(weight, str) for weight in weights)
    assert [float(weight) for weight in weights] == sorted(map(float, weights))


def test_without_a_policy_the_law_decides_alone(podium: Podium, sample: Sample) -> None:
    decision = podium("decide", sample(), "--policy", "none", "--format", "json").json

    assert [pack["id"] for pack in decision["packs"]] == ["uk"]
    assert {name: decision["conclusions"][name] for name in LAW} == LAW
    assert decision["conclusions"]["social_value"] is None


def test_the_same_input_gives_the_same_bytes(podium: Podium, sample: Sample) -> None:
    answers = [podium("decide", sample(), "--why-not", "--format", "json") for _ in range(2)]

    assert answers[0] == answers[1]


def test_a_procurement_may_be_piped_in(podium: Podium) -> None:
    answer = podium("decide", "-", "--format", "json", given=json.dumps(SAMPLE).encode())

    assert answer.code == 0
    assert answer.json["reference"] == "COV-2026-014"


def test_another_day_decides_under_the_law_of_that_day(podium: Podium, sample: Sample) -> None:
    decision = podium("decide", sample(), "--on", "2019-12-20", "--format", "json").json

    assert decision["decided_as_of"] == "2019-12-20"
    assert decision["conclusions"]["regime"] == "pcr_2015"
    assert decision["conclusions"]["standstill_working_days"] is None


def test_a_scottish_authority_lies_outside_and_needs_nothing(
    podium: Podium, sample: Sample
) -> None:
    authority = {"name": "Glasgow", "type": "local_authority", "nation": "scotland"}

    decision = podium("decide", sample(authority=authority), "--format", "json").json

    assert decision["conclusions"]["regime"] == "outside"
    assert decision["conclusions"]["coverage"] is None
    assert decision["needs"] == []


@pytest.mark.parametrize("policy", ["none", "coventry"])
def test_a_pound_under_the_threshold_says_so(podium: Podium, sample: Sample, policy: str) -> None:
    path = sample(estimated_value={"amount": "207719.00", "vat": "included"})

    answer = podium("decide", path, "--why-not", "--policy", policy)
    decision = podium("decide", path, "--why-not", "--policy", policy, "--format", "json").json

    missed = [
        failed["distance"]
        for item in decision["why_not"]
        for failed in item["failed"]
        if len(item["failed"]) == 1 and failed["condition"].startswith("Estimated value")
    ]
    assert "£1 below it" in missed
    _, heading, near = answer.out.partition("What does not apply, and how far off it is")
    assert heading
    assert "£1 below it" in near
    first = near.index("£1 below it")
    assert all(first < near.index(text) for text in missed if text in near and text[:3] != "£1 ")


def test_rules_of_other_laws_are_no_near_misses(podium: Podium, sample: Sample) -> None:
    path = sample()

    printed = podium("decide", path, "--why-not").out.partition("What does not apply")[2]
    listed = podium("decide", path, "--why-not", "--format", "json").json["why_not"]

    of_other_laws = [
        failed["condition"]
        for item in listed
        for failed in item["failed"]
        if failed["condition"].startswith("Which law governs the procurement ")
    ]
    assert of_other_laws
    assert not any(condition in printed for condition in of_other_laws)
    assert "because another law governs" in " ".join(printed.split())


def test_several_changes_are_tried_at_once(podium: Podium, sample: Sample) -> None:
    changes = ("--what-if", "estimated_value=200000", "--what-if", "category=goods")

    decision = podium("decide", sample(), *changes, "--format", "json").json
    printed = podium("decide", sample(), *changes).out

    what_if = decision["what_if"]
    assert decision["conclusions"]["coverage"] == "above_threshold"
    assert what_if["conclusions"]["coverage"] == "below_threshold"
    assert what_if["conclusions"]["social_value_act_duty"] is False
    assert {"coverage", "social_value_act_duty"} <= set(what_if["differs"])
    assert "threshold" not in what_if["differs"]
    assert "What if estimated_value=200000, category=goods" in printed


@pytest.mark.parametrize("asked", [("--why-not",), ("--what-if", "estimated_value=200000")])
def test_what_was_asked_for_follows_one_paragraph(
    podium: Podium, sample: Sample, asked: tuple[str, ...]
) -> None:
    whole, brief = podium("decide", sample()).out, podium("decide", sample(), *asked).out

    said = " ".join(brief.split("\n\n")[1].split())
    assert "It counts as above the threshold of £207,720 including VAT" in said
    assert "Social value: standard tier, 10% of the score recommended." in said
    assert re.search(r"\d+ open questions could settle more\.", said)
    assert whole.split("\n\n")[1] == brief.split("\n\n")[1]
    assert "Duties and notices\n─" in whole
    assert "Duties and notices\n─" not in brief
    assert brief.split("\n\n")[2].startswith(("What does not apply", "What if"))


def test_before_a_policy_begins_its_beginning_is_said_and_no_missing_rule(
    podium: Podium, sample: Sample
) -> None:
    brief = podium("decide", sample(), "--on", "2013-06-03", "--why-not").out
    printed = " ".join(podium("decide", sample(), "--on", "2013-06-03").out.split())

    assert re.search(r" begins on \d+ \w+ \d{4}; before it no social value is proposed\.", printed)
    assert "before it no social value is proposed" in " ".join(brief.split())
    assert "Social value tier no rule" not in printed


def test_every_source_that_is_cited_is_named_in_full_at_the_end(
    podium: Podium, sample: Sample
) -> None:
    printed = podium("decide", sample()).out
    legend = " ".join(printed.partition("Sources cited\n")[2].split())

    assert "pa-2023 Procurement Act 2023" in legend
    assert "Sources cited" not in podium("decide", sample(), "--why-not").out


def test_no_social_value_and_missing_answers_are_said_in_the_paragraph(
    podium: Podium, sample: Sample
) -> None:
    small = {"amount": "9000.00", "vat": "included"}
    authority = {"name": "A trust", "type": "nhs_body", "nation": "england"}

    none = podium("decide", sample(estimated_value=small), "--why-not").out
    missing = podium("decide", sample(authority=authority), "--why-not").out

    assert "No social value is sought." in " ".join(none.split())
    assert re.search(r"\d+ required answers? (is|are) missing\.", " ".join(missing.split()))


def test_no_approval_is_printed_with_whose_rules_need_none(podium: Podium, sample: Sample) -> None:
    printed = " ".join(podium("decide", sample(), "--policy", "none").out.split())

    assert "None needed by United Kingdom procurement law: no rule" in printed


def test_the_route_and_the_quorum_are_printed_under_the_approvals(
    podium: Podium, sample: Sample
) -> None:
    printed = " ".join(podium("decide", sample()).out.split())

    assert "Route of the approval Decided by a panel For the same reason." in printed
    assert "Quorum 3 members For the same reason." in printed


def test_what_is_delegated_is_printed_with_its_reason(podium: Podium, sample: Sample) -> None:
    small = sample(
        estimated_value={"amount": "95000.00", "vat": "included"},
        answers={"procurement_risk": "low_risk"},
    )

    printed = " ".join(podium("decide", small).out.split())

    assert "Approvals ───" in printed
    assert "No panel's: the decision is delegated to an officer" in printed
    assert "Route of the approval Delegated to an officer The procurement is below" in printed
    assert "[proposed, for the authority to set]" in printed


def test_an_unknown_risk_leaves_the_route_open_and_needs_nothing(
    podium: Podium, sample: Sample
) -> None:
    answer = podium(
        "decide",
        sample(estimated_value={"amount": "95000.00", "vat": "included"}),
        "--format",
        "json",
    )

    decision = answer.json
    assert decision["conclusions"]["routing"] == {"route": None, "quorum": None}
    assert {"routing.route", "routing.quorum", "approvals"} <= set(decision["undetermined"])
    assert "procurement_risk" in decision["open"]
    assert decision["needs"] == []


def test_a_change_without_consequence_says_so(podium: Podium, sample: Sample) -> None:
    printed = podium("decide", sample(), "--what-if", "estimated_value=360000.00").out

    assert "No conclusion changes." in printed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("estimatedvalue=1", "Write estimated_value"),
        ("zzz=1", "there is no such fact"),
        ("estimated_value=abc", '"abc" is not an amount'),
        ("duration_months", "it is not NAME=VALUE"),
        ("duration_months=1.5", "whole number"),
        ("commenced_on=2030-01-01", "outside the period"),
        ("category=food", "Give one of goods, services, works"),
    ],
)
def test_a_change_that_is_none_is_refused(
    podium: Podium, sample: Sample, change: str, said: str
) -> None:
    answer = podium("decide", sample(), "--what-if", change)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal_or_cut_off(
    podium: Podium, sample: Sample, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    answer = podium("decide", sample(title="Long " * 50), "--why-not")

    lines = re.sub(r"\x1b\[[0-9;]*m", "", answer.out).splitlines()
    assert max(map(len, lines)) <= columns
    assert "…" not in answer.out
    assert not any(line != line.rstrip() for line in lines)


def test_what_is_printed_names_reason_source_duty_and_what_is_not_verified(
    podium: Podium, sample: Sample
) -> None:
    printed = " ".join(podium("decide", sample()).out.split())

    for said in (
        "It counts as above the threshold of £207,720",
        "pa-2023 s.52(1)",
        "8 working days",
        "Publish a tender notice (notice UK4)",
        "Social value tier Standard",
        "What rests on more than the text",
        "Proposed, for the authority to set",
    ):
        assert said in printed


def test_a_title_cannot_style_the_terminal(podium: Podium, sample: Sample) -> None:
    printed = podium("decide", sample(title="[bold red]Paving[/] :warning:")).out

    assert "[bold red]Paving[/] :warning:" in printed


def test_outcomes_are_printed_by_the_ids_that_a_tender_names(
    podium: Podium, sample: Sample
) -> None:
    given = json.loads(DEMONSTRATION.read_bytes())["procurement"]
    path = sample(**given)

    found = podium("decide", path, "--format", "json").json["conclusions"]
    words = " ".join(podium("decide", path).out.split())

    outcomes = found["social_value"]["outcomes"]
    assert f"Social value outcomes {len(outcomes)}: {outcomes[0]}: " in words
    assert all(f" {id_}: " in words for id_ in outcomes)


def test_the_help_says_that_adopted_settings_are_not_known(podium: Podium) -> None:
    words = " ".join(podium("decide", "--help").out.split())

    assert "Settings that an authority has adopted in an installation are not known here" in words
