"""Every fact that a rule may read: what a buyer is asked and why, and what is derived.

`why` is one sentence that a buyer understands, `example` a case with its answer; `topic` groups
questions on pages, in order.
"""

from rules.vocabulary.declarations import derived
from rules.vocabulary.kinds import Fact, Kind
from rules.vocabulary.procedure import PROCEDURE, RISK
from rules.vocabulary.purchase import AUTHORITY, FRAMEWORK, PURCHASE, TIME, VALUE
from rules.vocabulary.subject_matter import SUBJECT

_PARTS = ("category", "also_includes")

DERIVED = (
    derived("includes_goods", Kind.BOOLEAN, *_PARTS, title="Goods are part of it"),
    derived("includes_services", Kind.BOOLEAN, *_PARTS, title="Services are part of it"),
    derived("includes_works", Kind.BOOLEAN, *_PARTS, title="Works are part of it"),
    derived("is_mixed", Kind.BOOLEAN, *_PARTS, title="Mixed procurement"),
    derived(
        "health_care_declared",
        Kind.BOOLEAN,
        "health_care_services",
        title="Declared to be health care services",
    ),
    derived(
        "total_months",
        Kind.INTEGER,
        "duration_months",
        "extension_months",
        title="Duration with extensions",
        unit="months",
    ),
)

FACTS: tuple[Fact, ...] = (
    *AUTHORITY,
    *PURCHASE,
    *FRAMEWORK,
    *VALUE,
    *TIME,
    *PROCEDURE,
    *SUBJECT,
    *RISK,
    *DERIVED,
)
