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
_CALLED_OFF = Basis(
    "Procurement Act 2023, s.46(8) and (9): only the framework's own award criteria, which may be "
    "refined. If the framework is itself a light touch contract, its own terms instead (s.46(11))",
    law=COVERED,
)
_PRACTICE = Basis("Good practice; the law on larger contracts asks the same")


def bases_for(bases: Iterable[Basis], ground: Ground) -> tuple[Basis, ...]:
    """Return those grounds that hold for a procurement: of the law, only what governs it.

    The Act's rules on award criteria bind above its threshold, and so did those of the
    Regulations of 2015 before it; its rule on treaty states binds every procurement that a treaty
    covers (s.89(2)). A call-off is judged by the criteria of its framework, unless that is a
    light touch contract (s.46(11)): whether it is nobody is asked, so that the words say both.
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
    if ground.decision.facts.get("framework") != "call_off":
        return held
    return tuple(_CALLED_OFF if one.words.startswith(AWARD) else one for one in held)
