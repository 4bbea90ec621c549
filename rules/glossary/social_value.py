"""Terms of social value: the Social Value Act's, the policies', and of what is promised."""

from rules.glossary.term import Term, cited
from rules.pack import Confidence

_POLICY = "coventry-policy-2014"
_NOTE = "scrutiny-note-2022"

SOCIAL_VALUE = (
    Term(
        "social-value",
        "Social value",
        "The good that buying does beside the thing that is bought: for the people, the economy "
        "and the environment of the area. The Social Value Act itself does not define the words.",
        cited(_POLICY, "2.1") + cited("sva-2012", "s.1(3)"),
        forms=("social value",),
        see=("social-value-act-duty", "pillar"),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "social-value-act-duty",
        "Social Value Act duty",
        "Before it buys services, an authority must consider how they might improve the economic, "
        "social and environmental wellbeing of its area, and how buying might secure that.",
        cited("sva-2012", "s.1(1)", "s.1(3)"),
        forms=("social value act duty", "social value act"),
        see=("relevant-area", "consultation", "proportionality"),
    ),
    Term(
        "relevant-area",
        "Relevant area",
        "The area for which the authority, or the authorities on whose behalf it buys, mainly act.",
        cited("sva-2012", "s.1(4) and (5)"),
        forms=("relevant area",),
        see=("social-value-act-duty",),
    ),
    Term(
        "consultation",
        "Consultation",
        "Asking those concerned what the service should achieve. The Social Value Act asks the "
        "authority to consider whether to consult.",
        cited("sva-2012", "s.1(7)"),
        forms=("consultation",),
        see=("commissioning-cycle",),
    ),
    Term(
        "commissioning-cycle",
        "Commissioning cycle",
        "The steps that come before a procurement: reviewing the service, analysing needs, "
        "consulting people and the market, and specifying what is to be bought.",
        cited(_POLICY, "app.1 1.1.1"),
        forms=("commissioning cycle",),
        see=("consultation",),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "pillar",
        "Pillar",
        "A heading under which a policy gathers its outcomes: economic, social and environmental, "
        "for example. Some policies say theme or mission.",
        cited(_POLICY, "3.1"),
        forms=("pillar", "pillars"),
        see=("outcome",),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "outcome",
        "Outcome",
        "A change for the better that the policy wants for the area, such as jobs for local "
        "people. Only outcomes that are relevant and proportionate are asked for.",
        cited(_POLICY, "3.1", "3.3"),
        forms=("outcome", "outcomes"),
        see=("pillar", "indicator"),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "indicator",
        "Indicator",
        "What is counted to see whether an outcome is reached, such as weeks of apprenticeship. A "
        "policy’s list is not exhaustive: a buyer may add another, with a reason.",
        cited(_POLICY, "app.1 1.3.1"),
        forms=("indicator", "indicators"),
        see=("outcome", "measure", "kpi"),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "performance-obligation",
        "Performance obligation",
        "An indicator that the contract obliges the supplier to meet, without its having counted "
        "in the award.",
        cited(_POLICY, "app.1 1.3.1"),
        forms=("performance obligation", "performance obligations"),
        see=("indicator", "award-criterion"),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "measure",
        "Measure",
        "An indicator with its unit, its rules for counting, the evidence for it and, where one is "
        "known, what a unit is worth. The catalogue of measures holds them.",
        see=("indicator", "additionality"),
    ),
    Term(
        "toms",
        "TOMs",
        "The National TOMs: a framework of themes, outcomes and measures for reporting social "
        "value. Its figures are licensed, so an authority brings its own copy.",
        cited(_NOTE, "3.1.9", "3.1.10"),
        forms=("toms", "national toms"),
        see=("measure",),
    ),
    Term(
        "social-value-model",
        "Social Value Model",
        "The central government’s list of outcomes and award criteria for social value, for its "
        "departments to use. Other authorities may.",
        cited("ppn-002", "¶2", "¶3"),
        forms=("social value model",),
        see=("social-value",),
    ),
    Term(
        "additionality",
        "Additionality",
        "Only what happens because of this contract counts. What the law or the contract asks for "
        "anyway, or what would have happened without it, adds nothing.",
        cited("ppn-002", "¶2"),
        forms=("additionality",),
        see=("deadweight", "commitment"),
    ),
    Term(
        "deadweight",
        "Deadweight",
        "The part of a result that would have come about anyway. It is taken off.",
        forms=("deadweight",),
        see=("additionality",),
    ),
    Term(
        "commitment",
        "Commitment",
        "What a bidder promises under a measure: how much, where, by when and how. The winner’s "
        "commitments become part of the contract and are reported as KPIs.",
        cited(_NOTE, "3.1.8"),
        forms=("commitment", "commitments"),
        see=("measure", "kpi", "clause"),
    ),
    Term(
        "clause",
        "Clause",
        "Words of the contract that bind the supplier to a commitment. A model clause is one that "
        "we propose; a buyer may take it as it is, change it, or write another.",
        forms=("model clause", "model clauses"),
        see=("commitment",),
    ),
    Term(
        "tier",
        "Tier",
        "How much social value suits a contract of this size and kind: none, light, standard or "
        "enhanced. The range of its weight and the number of measures follow from it.",
        forms=("social value tier", "tier"),
        see=("proportionality", "weight"),
    ),
    Term(
        "burden",
        "Burden for bidders",
        "The hours that answering the social value questions costs a bidder, as we estimate them. "
        "A cap keeps small firms from being shut out.",
        forms=("burden for bidders",),
        see=("micro-business", "proportionality"),
    ),
    Term(
        "micro-business",
        "Micro-business",
        "A firm of fewer than ten people, as we use the word. What a competition asks is checked "
        "against what such a firm could answer.",
        forms=("micro-business", "micro-businesses"),
        see=("burden", "small-firm"),
    ),
)
