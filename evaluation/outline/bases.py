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


COVERED, DUTY = "coverage", "social_value_act_duty"
EARLIER, THE_ACT = "earlier_regulations", "regime"
"""The laws that govern some procurements and not others."""

AWARD = "Procurement Act 2023, s.23"
LIGHT_TOUCH = frozenset({"light_touch", "light_touch_concession"})
_CALLED_OFF = Basis(
    "Procurement Act 2023, s.46(8) and (9): only the framework's own award criteria, which may be "
    "refined",
    law=COVERED,
)
_CALLED_OFF_LIGHTLY = Basis(
    "The framework's own terms: the Act sets no rules on selection within a light touch framework "
    "(Procurement Act 2023, s.46(11))",
    law=COVERED,
)
_PRACTICE = Basis("Good practice; the law on larger contracts asks the same")


def bases_for(bases: Iterable[Basis], ground: Ground) -> tuple[Basis, ...]:
    """Return those grounds that hold for a procurement: of the law, only what governs it.

    The Act's rules on award criteria bind above its threshold, and so did those of the
    Regulations of 2015 before it; its rule on treaty states binds every procurement that a treaty
    covers (s.89(2)). A call-off is judged by the criteria of its framework, unless that is a
    light touch contract (s.46(11)), as it is taken to be where the call-off is one.
    """
    is_above = ground.decision.value("coverage") == "above_threshold"
    regime = ground.decision.value("regime")
    governs = {
        "": True,
        THE_ACT: regime == "procurement_act_2023",
        COVERED: is_above and regime == "procurement_act_2023",
        EARLIER: is_above and regime == "pcr_2015",
        DUTY: ground.decision.value("social_value_act_duty") is True,
    }
    held = tuple(one for one in bases if governs[one.law]) or (_PRACTICE,)
    facts = ground.decision.facts
    if facts.get("framework") != "call_off":
        return held
    is_light = facts.get("special_regime") in LIGHT_TOUCH
    called_off = _CALLED_OFF_LIGHTLY if is_light else _CALLED_OFF
    return tuple(called_off if one.words.startswith(AWARD) else one for one in held)
