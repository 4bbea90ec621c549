"""What a reader must know beside the figures."""

from dataclasses import replace

from evaluation.evaluate import evaluate
from tests.evaluation import builders as make
from tests.evaluation.stress.models import PROCUREMENT


def test_a_reference_unlike_the_procurement_is_told() -> None:
    same = replace(make.example(), procurement=PROCUREMENT)
    other = replace(same, reference="COV-2026-099")

    assert (
        "The tender's reference is COV-2026-099, its procurement's COV-2026-014: check that both "
        "are of the same purchase."
    ) in evaluate(other).notes
    assert not any("reference" in note for note in evaluate(same).notes)
