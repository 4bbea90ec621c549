"""What to answer so that nothing needs review any more, told by the keys that are written."""

from evaluation.evaluate import evaluate
from evaluation.remedies import (
    keys_of_procurement,
    missing_of_procurement,
    remedy_of_procurement,
    remedy_of_promise,
)
from evaluation.result import CommitmentFinding
from evaluation.tender import CommitmentVerdict, Tender
from tests.evaluation import builders as make


def open_on(*names: str) -> CommitmentFinding:
    return CommitmentFinding(CommitmentVerdict.NEEDS_REVIEW, "Not known.", hangs_on=names)


def promised() -> Tender:
    measures = (make.measure("jobs", "1", outcome="work"), make.measure("carbon", "1"))
    offer = make.commitments("offer", "100", *measures)
    return make.tender(make.model(offer), make.bid("A", None, {}, {"jobs": "1", "carbon": "1"}))


def test_the_procurement_is_asked_once_for_all_promises() -> None:
    tender = promised()
    finding = open_on("work_in_area", "labour_intensive", "in_area")
    evaluation = evaluate(tender, {("A", "jobs"): finding})

    assert remedy_of_procurement(tender, evaluation) == (
        "Give these under `procurement.answers`: work_in_area, labour_intensive (whether the "
        "outcome work applies hangs on them)."
    )
    assert missing_of_procurement(finding) == ("work_in_area", "labour_intensive")
    assert remedy_of_promise("A", "jobs", finding) == (
        "Give `in_area` under bids[A].commitments.jobs.answers."
    )


def test_what_counts_asks_nothing() -> None:
    tender = promised()
    counted = CommitmentFinding(CommitmentVerdict.COUNTED, "Settled.", hangs_on=("in_area",))

    assert not remedy_of_procurement(tender, evaluate(tender))
    assert not remedy_of_promise("A", "jobs", counted)


def test_a_fact_with_a_key_of_its_own_is_not_sought_among_the_answers() -> None:
    assert keys_of_procurement(("duration_months",)) == "Give `procurement.duration_months`"
