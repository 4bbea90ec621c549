"""The generated tenders are free of faults and hold what they should."""

import json

from hypothesis import given

from evaluation.faults import model_faults
from evaluation.tender import Tender
from tests.evaluation.builders import contested, example
from tests.evaluation.generation import tenders
from tests.evaluation.written import written_tender


@given(tenders())
def test_generated_models_have_no_faults(tender: Tender) -> None:
    assert model_faults(tender.model) == ()


@given(tenders())
def test_the_canonical_text_is_that_of_the_model(tender: Tender) -> None:
    assert json.loads(tender.model.canonical) == written_tender(tender)["model"]


def test_the_tenders_made_by_hand_have_no_faults() -> None:
    assert [model_faults(tender.model) for tender in (example(), contested())] == [(), ()]
