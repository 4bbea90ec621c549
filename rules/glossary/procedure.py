"""Terms of the law that say how a contract is awarded, published and managed."""

from rules.glossary.term import Term, act, cited

PROCEDURE = (
    Term(
        "notice",
        "Notice",
        "An announcement that the law asks for, published on the central digital platform. "
        "Regulations say what each kind must contain.",
        act("s.21(2)", "s.44(2)", "s.50(2)") + cited("pr-2024", "reg.5(1)"),
        see=("tender-notice", "transparency-notice", "contract-award-notice"),
    ),
    Term(
        "central-digital-platform",
        "Central digital platform",
        "The government’s web service on which notices are published, and where suppliers keep "
        "what every authority asks of them. It is also called Find a Tender.",
        cited("pr-2024", "reg.5(2)"),
        forms=("central digital platform",),
        see=("notice",),
    ),
    Term(
        "preliminary-market-engagement",
        "Preliminary market engagement",
        "Talking to suppliers and others before the tender notice, to shape the requirement and "
        "the procedure. Nobody who takes part may gain an unfair advantage by it.",
        act("s.16"),
        forms=("preliminary market engagement", "market engagement"),
        see=("notice",),
    ),
    Term(
        "planned-procurement-notice",
        "Planned procurement notice",
        "A notice that a tender notice will follow. Published early enough it is “qualifying”, and "
        "the time for tendering may be shorter.",
        act("s.15(2)", "s.15(3)"),
        forms=("planned procurement notice", "qualifying planned procurement notice"),
        see=("tendering-period",),
    ),
    Term(
        "tender-notice",
        "Tender notice",
        "The notice that opens a competition: it says what is to be bought and invites suppliers "
        "to take part. Below the threshold it is called a below-threshold tender notice.",
        act("s.21(2)", "s.87(5)"),
        forms=("tender notice", "below-threshold tender notice"),
        see=("notice", "transparency-notice"),
    ),
    Term(
        "lot",
        "Lot",
        "A part of a procurement that is awarded as a contract of its own. Whether there could be "
        "lots is considered before the tender notice, and reasons are given where there are none.",
        act("s.18"),
        forms=("lots", "divided into lots"),
    ),
    Term(
        "open-procedure",
        "Open procedure",
        "A competition in one stage: whoever wishes may submit a tender.",
        act("s.20(2)"),
        forms=("open procedure",),
        see=("competitive-flexible-procedure",),
    ),
    Term(
        "competitive-flexible-procedure",
        "Competitive flexible procedure",
        "Any other competition that suits the contract: in several rounds, with talks, or among "
        "suppliers that were selected first.",
        act("s.20(2)", "s.20(4)"),
        forms=("competitive flexible procedure",),
        see=("open-procedure",),
    ),
    Term(
        "condition-of-participation",
        "Condition of participation",
        "What a supplier must show before it may be awarded the contract: that it has the legal "
        "and financial capacity, or the technical ability. It must be proportionate.",
        act("s.22(1)", "s.22(2)"),
        forms=("condition of participation", "conditions of participation"),
        see=("pre-qualification", "proportionality"),
    ),
    Term(
        "pre-qualification",
        "Pre-qualification",
        "Letting only those tender who were found suitable first. Below the threshold it is mostly "
        "forbidden.",
        act("s.85(1)", "s.85(3)"),
        forms=("pre-qualification", "pre-qualified"),
        see=("condition-of-participation",),
    ),
    Term(
        "tendering-period",
        "Tendering period",
        "The days between the invitation to tender and the day by which tenders must be in. The "
        "Act sets the fewest days, by how tenders are invited and sent.",
        act("s.54(4)", "s.54(5)"),
        forms=("tendering period",),
        see=("planned-procurement-notice",),
    ),
    Term(
        "direct-award",
        "Direct award",
        "A contract given to a supplier without a competition, on one of the grounds that the Act "
        "lists, such as extreme urgency.",
        act("s.41(1)", "sch.5"),
        forms=("direct award", "direct awards"),
        see=("transparency-notice", "user-choice"),
    ),
    Term(
        "user-choice",
        "User choice",
        "A ground of direct award: the person who is to be cared for, or their carer, has a say in "
        "who provides the service.",
        act("sch.5 para.15", "sch.5 para.16"),
        forms=("user choice",),
        see=("direct-award",),
    ),
    Term(
        "transparency-notice",
        "Transparency notice",
        "The notice that a contract is going to be awarded directly. It comes before the award.",
        act("s.44(2)"),
        forms=("transparency notice",),
        see=("direct-award",),
    ),
    Term(
        "excluded-supplier",
        "Excluded or excludable supplier",
        "A supplier to whom a ground of exclusion applies that is likely to go on or happen again. "
        "Excluded suppliers must be left out; excludable ones may be.",
        act("s.57(1)", "s.57(2)"),
        forms=("excluded supplier", "excludable supplier"),
    ),
    Term(
        "most-advantageous-tender",
        "Most advantageous tender",
        "The tender that meets the requirements and best satisfies the award criteria, by the "
        "method and the weights that were announced.",
        act("s.19(2)"),
        forms=("most advantageous tender",),
        see=("award-criterion", "assessment-methodology"),
    ),
    Term(
        "award-criterion",
        "Award criterion",
        "What tenders are compared by. It must relate to the subject matter, be clear, measurable "
        "and specific, and be proportionate.",
        act("s.23(1)", "s.23(2)"),
        forms=("award criterion", "award criteria"),
        see=("subject-matter", "proportionality", "weight"),
    ),
    Term(
        "subject-matter",
        "Subject matter of the contract",
        "What is bought, how and when it is supplied, and how it is made. Social value counts in "
        "an award only as far as it relates to that.",
        act("s.23(2)", "s.23(5)"),
        forms=("subject matter", "subject-matter"),
        see=("award-criterion", "social-value"),
    ),
    Term(
        "proportionality",
        "Proportionality",
        "No more is asked than suits the nature, the complexity and the cost of the contract. It "
        "binds award criteria, procedures, and what is asked as social value.",
        act("s.20(3)", "s.23(2)") + cited("sva-2012", "s.1(6)"),
        forms=("proportionate", "proportionality"),
        see=("award-criterion", "tier"),
    ),
    Term(
        "weight",
        "Weight",
        "How much a criterion counts towards the whole, as a percentage. Weights are announced "
        "with the tender.",
        act("s.23(3)"),
        forms=("weighting",),
        see=("award-criterion",),
    ),
    Term(
        "assessment-methodology",
        "Assessment methodology",
        "How tenders are assessed by the award criteria, and whether failing one of them "
        "disqualifies a tender. It is announced with them.",
        act("s.23(3)"),
        forms=("assessment methodology",),
        see=("award-criterion",),
    ),
    Term(
        "abnormally-low",
        "Abnormally low price",
        "A price that looks too low for the contract to be performed. The supplier is told and may "
        "show that it can perform; only if it can’t may its tender be disregarded.",
        act("s.19(3)", "s.19(4)", "s.19(5)"),
        forms=("abnormally low price", "abnormally low"),
    ),
    Term(
        "assessment-summary",
        "Assessment summary",
        "What each supplier whose tender was assessed is told before the award: its own scores "
        "and reasons, and those of the winner.",
        act("s.50(3)", "s.50(4)"),
        forms=("assessment summary", "assessment summaries"),
        see=("contract-award-notice",),
    ),
    Term(
        "contract-award-notice",
        "Contract award notice",
        "The notice that a contract is about to be entered into, and with whom. The standstill "
        "begins with it.",
        act("s.50(1)", "s.50(2)"),
        forms=("contract award notice",),
        see=("standstill", "contract-details-notice"),
    ),
    Term(
        "standstill",
        "Standstill period",
        "The working days, beginning with that of the contract award notice, in which the contract "
        "may not be entered into, so that others can challenge the award first.",
        act("s.51(1)", "s.51(2)"),
        forms=("standstill period", "standstill"),
        see=("working-day", "contract-award-notice"),
    ),
    Term(
        "working-day",
        "Working day",
        "A day that is no Saturday, no Sunday and no bank holiday in any part of the United "
        "Kingdom.",
        act("s.123(1)"),
        forms=("working day", "working days"),
    ),
    Term(
        "contract-details-notice",
        "Contract details notice",
        "The notice that a contract was entered into, with its main terms.",
        act("s.53(2)"),
        forms=("contract details notice",),
        see=("contract-award-notice",),
    ),
    Term(
        "kpi",
        "KPI (key performance indicator)",
        "A measure by which the supplier’s performance is assessed as long as the contract lives. "
        "Most of the largest contracts must have some, and how they were met is published.",
        act("s.52(1)", "s.52(4)", "s.52(6)", "s.71(2)"),
        forms=("key performance indicator", "key performance indicators", "kpi", "kpis"),
        see=("indicator", "commitment"),
    ),
    Term(
        "conflict-of-interest",
        "Conflict of interest",
        "A personal, professional or financial interest, direct or indirect, of somebody who "
        "decides on a procurement or influences who does.",
        act("s.81(2)", "s.81(4)"),
        forms=("conflict of interest", "conflicts of interest"),
        see=("conflicts-assessment",),
    ),
    Term(
        "conflicts-assessment",
        "Conflicts assessment",
        "A record of the conflicts of interest in a procurement and of what is done about them. It "
        "is made before the tender or transparency notice and kept up to date.",
        act("s.83(1)", "s.83(3)"),
        forms=("conflicts assessment",),
        see=("conflict-of-interest",),
    ),
)
