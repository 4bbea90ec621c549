"""The texts that screens rest on, and which of them govern a procurement."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.outline.ground import Ground
from rules.pack import Confidence


@dataclass(frozen=True, slots=True)
class Basis:
    """A text that a screen rests on, how sure it is, and which law it is of, if of one.

    `law` is the conclusion that says whether that law governs a procurement, empty for a text that
    always holds.
    """

    words: str
    confidence: Confidence = Confidence.SEEN
    law: str = ""


COVERED, DUTY, EARLIER = "coverage", "social_value_act_duty", "earlier_regulations"
"""The laws that govern some procurements and not others."""

AWARD = "Procurement Act 2023, s.23"
LIGHT_TOUCH = frozenset({"light_touch", "light_touch_concession"})
_CALLED_OFF = Basis(
    "Procurement Act 2023, s.46(8): only the framework's own award criteria", law=COVERED
)
_PRACTICE = Basis("Good practice; the law on larger contracts asks the same")


def bases_for(bases: Iterable[Basis], ground: Ground) -> tuple[Basis, ...]:
    """Return those grounds that hold for a procurement: of the law, only what governs it.

    The Act's rules on award criteria and on treaty states bind above its threshold, and so did
    those of the Regulations of 2015 before it. A call-off is judged by the criteria of its
    framework, unless it is a light touch contract (s.46(11)).
    """
    is_above = ground.decision.value("coverage") == "above_threshold"
    regime = ground.decision.value("regime")
    governs = {
        "": True,
        COVERED: is_above and regime == "procurement_act_2023",
        EARLIER: is_above and regime == "pcr_2015",
        DUTY: ground.decision.value("social_value_act_duty") is True,
    }
    held = tuple(one for one in bases if governs[one.law]) or (_PRACTICE,)
    if not _is_called_off(ground):
        return held
    return tuple(_CALLED_OFF if one.words.startswith(AWARD) else one for one in held)


def _is_called_off(ground: Ground) -> bool:
    """Whether the contract comes from a framework whose criteria bind it."""
    facts = ground.decision.facts
    return facts.get("framework") == "call_off" and facts.get("special_regime") not in LIGHT_TOUCH
