"""The registry, and that what careful panels write passes every check."""

import inspect
from dataclasses import replace

import pytest

from evaluation.lint import CHECKS, lint
from evaluation.tender import Exclusion
from tests.evaluation import tenders
from tests.evaluation.lint import writing

GOOD = {
    "a top mark without weaknesses": (
        "5",
        (
            "The tender names the crew and the day for each of the 41 sites, prices a spare "
            "mower, and shows the hours for every week. No weaknesses were found."
        ),
    ),
    "a top mark for what is never lacking": (
        "5",
        (
            "Nothing is lacking: inspection, fault log, repair within 24 hours and a monthly "
            "report to the parks officer are each described with an owner."
        ),
    ),
    "a top mark that tells what happens when things fail": (
        "5",
        (
            "If a mower fails to start, a reserve machine arrives within two hours from the "
            "Foleshill depot; in poor weather the mowing moves by three days at most."
        ),
    ),
    "praise and a gap": (
        "4",
        (
            "The rota is excellent on mowing, with crews and dates site by site. How hedges are "
            "cut in the nesting season is left open."
        ),
    ),
    "a middle mark": (
        "3",
        (
            "A calendar of tasks is given for the parks, but verges and burial grounds appear "
            "only as a heading. The level 3 apprenticeship is offered to two school leavers."
        ),
    ),
    "a low mark with a good part": (
        "1",
        (
            "The timetable for Memorial Park is good. The other forty sites are not mentioned, "
            "and no hours are given anywhere."
        ),
    ),
    "a question left out": (
        "0",
        ("The tender gives no answer to this question."),
    ),
    "what the next level would have needed": (
        "3",
        (
            "To reach 4, the plan would have had to cover bank holidays and name the deputy of "
            "the site manager. The daily litter round and the wash-down of benches are well "
            "timed."
        ),
    ),
    "a reference to a section as discussed there": (
        "4",
        (
            "As discussed in section 4 of the tender, the fleet is electric from month six; "
            "charging at the Whitley depot is dated but not yet agreed with the grid operator."
        ),
    ),
    "confidential waste and moderate slopes": (
        "4",
        (
            "Banks of moderate slope are cut by robot, and confidential papers found in litter go "
            "to the depot's locked bin. Robots on slopes above 35 degrees are not costed."
        ),
    ),
    "a score that is repeated": (
        "2",
        (
            "Weeding is described bed by bed, while irrigation, mulch and winter pruning are left "
            "out of the schedule: a score of 2."
        ),
    ),
    "some evidence without a verdict": (
        "4",
        (
            "Certificates for fourteen of sixteen sprayer operators are attached. Two expire in "
            "May and their renewal is booked with Lantra."
        ),
    ),
    "a long name for a part": (
        "3",
        (
            "Risk register of 12 entries with owners. Mitigations for flooding at Longford Park "
            "and for seed shortages are specific; those for staff turnover and vandalism repeat "
            "the risk and add nothing."
        ),
    ),
    "quoted words in the rationale": (
        "1",
        (
            "The tender says only that staff 'will be trained as necessary'. No course, date, "
            "budget or responsible person is named."
        ),
    ),
    "more than was asked for": (
        "5",
        (
            "The weekly round of all 41 sites is better than the minimum asked for, and the "
            "two-hour call-out does more than the specification requires. The crew's own score "
            "card for 2025 was the best of the three depots."
        ),
    ),
    "a comparison within the tender": (
        "3",
        (
            "The cover for holidays is weaker than the rest of the plan: the relief driver is "
            "shared with other contracts, unlike the other two drivers. Mowing dates are firm."
        ),
    ),
    "two case studies": (
        "4",
        (
            "The response sets out a clear escalation route: helpdesk, duty supervisor, contract "
            "manager, with target times of 2, 8 and 24 hours. Two case studies (Solihull and "
            "Rugby) evidence this. The response is less developed on out-of-hours cover at "
            "weekends."
        ),
    ),
    "a one-word verdict and its grounds": (
        "5",
        (
            "Excellent. The tender commits to a named apprentice supervisor, 104 apprentice weeks "
            "and a guaranteed interview for every care leaver referred by the council; each is "
            "dated in the Gantt chart at Annex C."
        ),
    ),
}


@pytest.mark.parametrize("mark_and_rationale", GOOD.values(), ids=GOOD)
def test_what_a_careful_panel_writes_passes(mark_and_rationale: tuple[str, str]) -> None:
    mark, rationale = mark_and_rationale

    assert writing.findings(writing.tender(writing.score(mark, rationale))) == ()


def test_a_whole_tender_of_careful_words_passes() -> None:
    found = lint(tenders.tender(), tenders.evaluation())

    assert [each for each in found if not each.warns] == []
    assert {each.check for each in found} == {"unshown-promise"}


def test_every_check_says_what_it_finds() -> None:
    assert all(inspect.getdoc(check) for check in CHECKS)


def test_findings_stand_by_bid_then_criterion_and_say_what_to_do() -> None:
    bad = writing.tender(writing.score("4", "", ""), writing.score("4", "TBC", ""))
    bad = replace(bad, bids=(bad.bids[0], replace(bad.bids[1], email="nobody")))

    found = writing.findings(bad)

    assert [(each.bid, each.criterion, each.check) for each in found] == [
        ("A", "method", "unexplained"),
        ("B", "", "missing-particulars"),
        ("B", "method", "no-quotation"),
        ("B", "method", "generic"),
        ("B", "method", "internal-comment"),
    ]
    assert all(each.message.endswith(".") and each.remedy.endswith(".") for each in found)


def test_a_disregarded_tender_needs_no_explanations() -> None:
    made = writing.tender(writing.score("4", writing.SOUND), writing.score("4", "TBC", ""))
    excluded = replace(made.bids[1], exclusions=(Exclusion("Tax evasion", "Convicted in 2024."),))

    assert writing.findings(replace(made, bids=(made.bids[0], excluded))) == ()
