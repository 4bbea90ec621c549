"""The stress test of a model before it is published: what it would do to bids not yet made."""

from types import MappingProxyType

from evaluation.faults import FaultId, model_faults
from evaluation.numbers import Points
from evaluation.stress.contest import Contest
from evaluation.stress.curve import curve_of
from evaluation.stress.draws import BIDS, FEWEST_BIDS, RUNS, SEED, Draws
from evaluation.stress.expected import expected_prices
from evaluation.stress.findings import Subject, find
from evaluation.stress.findings.subject import titles_of
from evaluation.stress.notes import notes_of
from evaluation.stress.result import StressTest
from evaluation.stress.reversal import find_reversal
from evaluation.stress.simulation import simulate
from evaluation.stress.weights import largest_swings, mended
from evaluation.tender import Tender
from rules.decision import Decision
from rules.errors import PodiumError
from rules.stack import Stack


def stress_test(
    tender: Tender,
    decision: Decision | None,
    stack: Stack | None = None,
    *,
    runs: int = RUNS,
    bids: int = BIDS,
    seed: int = SEED,
) -> StressTest:
    """Return the stress test of a tender's model; its bids are ignored.

    The same arguments give the same test, on every machine.

    Args:
        tender: whose model is tested, faults that `evaluate` refuses and all.
        decision: what the rules decided of its procurement, None where there is none.
        stack: the packs of the decision, for titles and waivers.
        runs: how many competitions are simulated.
        bids: how many bids each of them has.
        seed: where the random sequence begins.

    Raises:
        PodiumError: fewer than two bids or one run, or a seed below zero.
    """
    _refuse_small(runs=runs, bids=bids, seed=seed)
    faults = frozenset(fault.id for fault in model_faults(tender.model))
    contest = Contest(mended(tender.model))
    expected = expected_prices(tender.model, decision)
    subject = Subject(
        model=tender.model,
        decision=decision,
        stack=stack,
        simulation=simulate(contest, expected, bids=bids, runs=runs, seed=seed),
        reversal=None if FaultId.DUPLICATE_ID in faults else find_reversal(contest, expected),
        curve=curve_of(contest, expected),
    )
    return _reported(subject, notes_of(subject, contest, expected, faults))


def _reported(subject: Subject, notes: tuple[str, ...]) -> StressTest:
    weights = {item.leaf.id: Points(item.weight) for item in subject.leaves}
    return StressTest(
        places=subject.model.places,
        findings=find(subject),
        titles=MappingProxyType(titles_of(subject.model)),
        effective_weights=MappingProxyType(weights),
        largest_swing=largest_swings(subject.model),
        simulation=subject.simulation,
        reversal=subject.reversal,
        curve=subject.curve,
        notes=notes,
    )


def _refuse_small(*, runs: int, bids: int, seed: int) -> None:
    if bids < FEWEST_BIDS:
        raise PodiumError("bids", f"{bids} bids make no competition", "Simulate two or more")
    if runs < 1:
        raise PodiumError("runs", f"{runs} competitions show nothing", "Simulate one or more")
    if seed < 0:
        raise PodiumError("seed", f"{seed} is below zero", "Give a whole number from 0 upwards")


__all__ = ["BIDS", "RUNS", "SEED", "Draws", "StressTest", "stress_test"]
