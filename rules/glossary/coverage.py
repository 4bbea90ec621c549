"""Terms of the law that say what is bought, by whom, and how much of the law applies."""

from rules.glossary.term import Term, act, cited
from rules.pack import Confidence

COVERAGE = (
    Term(
        "procurement",
        "Procurement",
        "Awarding a contract, entering into it and managing it. Every step towards that belongs "
        "to it, and so does ending it before an award.",
        act("s.1(1)", "s.1(2)"),
        see=("covered-procurement", "commencement"),
    ),
    Term(
        "covered-procurement",
        "Covered procurement",
        "The procurement of a public contract: one that the whole of the Act governs.",
        act("s.1(1)"),
        forms=("covered procurement", "covered procurements"),
        see=("public-contract",),
    ),
    Term(
        "contracting-authority",
        "Contracting authority",
        "A body that buys: mainly paid for out of public funds or overseen by a public body, and "
        "not run as a business. We also call it the authority.",
        act("s.2(1)", "s.2(2)"),
        forms=("contracting authority", "contracting authorities"),
    ),
    Term(
        "central-government-authority",
        "Central and sub-central authorities",
        "Regulations list the central government authorities. All other public bodies, councils "
        "among them, are sub-central. The two have different thresholds.",
        act("sch.1 para.5(1)"),
        forms=(
            "central and sub-central authorities",
            "sub-central",
            "central government authority",
        ),
        see=("threshold",),
    ),
    Term(
        "public-contract",
        "Public contract",
        "A contract, framework or concession whose estimated value reaches the threshold of its "
        "kind, unless the Act exempts it.",
        act("s.3(1) to (4)"),
        forms=("public contract", "public contracts"),
        see=("above-threshold", "estimated-value"),
    ),
    Term(
        "estimated-value",
        "Estimated value",
        "The most that could be paid under the contract, with VAT, every option and every "
        "extension. It may not be estimated low, or split, to escape the law.",
        act("s.4", "sch.3", "s.123(2)"),
        forms=("estimated value",),
        see=("threshold",),
    ),
    Term(
        "threshold",
        "Threshold",
        "The amount from which a contract of its kind comes under the whole of the Act. The "
        "amounts change every two years; those of the day of commencement count.",
        act("s.3(5)", "sch.1 para.1"),
        forms=("threshold", "thresholds"),
        see=("above-threshold", "below-threshold", "commencement"),
    ),
    Term(
        "above-threshold",
        "Above threshold",
        "The estimated value is the threshold or more, so the whole of the Act applies.",
        act("s.3(2)"),
        forms=("above threshold", "above the threshold", "above its threshold"),
        see=("threshold", "below-threshold"),
    ),
    Term(
        "below-threshold",
        "Below threshold",
        "The estimated value is less than the threshold. A few duties of the Act still apply, and "
        "the authority’s own rules.",
        act("s.5(5)", "s.84(1)"),
        forms=("below threshold", "below the threshold", "below-threshold"),
        see=("threshold", "notifiable"),
    ),
    Term(
        "notifiable",
        "Notifiable below-threshold contract",
        "A contract below the threshold that is large enough for a notice before it is openly "
        "advertised, and another once it is entered into.",
        act("s.87(1) to (4)"),
        forms=("notifiable below-threshold contract", "notifiable"),
        see=("below-threshold", "tender-notice"),
    ),
    Term(
        "mixed-procurement",
        "Mixed procurement",
        "A contract for more than one kind of thing. If a part could reasonably be bought by "
        "itself, and would reach its own threshold, the whole counts as above the threshold.",
        act("s.5(1) to (3)"),
        forms=("mixed procurement", "mixed contract"),
        see=("above-threshold",),
    ),
    Term(
        "works",
        "Works contract",
        "A contract whose main purpose is building, civil engineering or the like. It has a "
        "threshold of its own.",
        act("sch.1 para.4"),
        forms=("works contract", "works contracts"),
        see=("threshold",),
    ),
    Term(
        "special-regime",
        "Special regime",
        "Rules of their own for certain contracts: concessions, light touch services, and those of "
        "defence and of utilities, which we do not decide.",
        act("s.10(6)"),
        forms=("special regime", "special regimes"),
        see=("light-touch", "concession"),
    ),
    Term(
        "light-touch",
        "Light touch contract",
        "A contract mainly for services that regulations list, such as social care, health and "
        "education. It has a higher threshold and lighter rules.",
        act("s.9(1)"),
        forms=("light touch contract", "light touch contracts", "light touch"),
        see=("special-regime", "provider-selection-regime"),
    ),
    Term(
        "concession",
        "Concession",
        "A contract for works or services that pays the supplier, wholly or in part, by the right "
        "to earn from them, at the supplier’s own risk: a café in a park, for example.",
        act("s.8(1)"),
        forms=("concession", "concessions"),
        see=("special-regime",),
    ),
    Term(
        "provider-selection-regime",
        "Provider Selection Regime",
        "The rules by which NHS bodies and councils in England choose who provides health care to "
        "individuals. The Procurement Act does not apply then.",
        cited("psr-2023", "reg.3"),
        forms=("provider selection regime",),
        see=("light-touch",),
    ),
    Term(
        "framework",
        "Framework",
        "A contract with one or more suppliers that settles the terms on which later contracts, "
        "the call-offs, are awarded to them.",
        act("s.45(2)"),
        forms=("framework", "frameworks"),
        see=("call-off",),
    ),
    Term(
        "call-off",
        "Call-off",
        "A contract awarded under a framework. It follows the law that governed its framework, and "
        "is competed by that framework’s own award criteria, which may be refined.",
        act("s.45(1)", "s.46(8)", "s.46(9)"),
        forms=("call-off", "call-offs"),
        see=("framework",),
    ),
    Term(
        "dynamic-market",
        "Dynamic market",
        "A list of suppliers that meet its conditions, and that others may join at any time. Some "
        "competitions are open to its members only.",
        act("s.34(8)", "s.35(1)"),
        forms=("dynamic market", "dynamic markets"),
    ),
    Term(
        "commencement",
        "Commencement of a procurement",
        "The day that fixes which law and which amounts count. A procurement commences with its "
        "first notice or, if there is none, when tenders are invited or a supplier is contacted.",
        cited("si-2024-716", "reg.5") + cited("si-2025-1200", "reg.3"),
        forms=("commencement",),
        see=("threshold",),
    ),
    Term(
        "small-firm",
        "SME",
        "A small or medium-sized enterprise: a supplier with few staff and a modest turnover or "
        "balance sheet. The Act says how few and how modest.",
        act("s.123(1)"),
        forms=("sme", "smes", "small and medium-sized enterprises"),
        see=("social-enterprise", "micro-business"),
    ),
    Term(
        "social-enterprise",
        "VCSE",
        "A voluntary, community or social enterprise: an organisation outside government that is "
        "driven by values and puts its surplus mainly into social or environmental aims.",
        cited("pr-2024", "reg.9(3)"),
        forms=("vcse", "vcses"),
        see=("small-firm",),
    ),
    Term(
        "reservation",
        "Reserved competition",
        "A competition below the threshold that only suppliers of an area, or only SMEs and VCSEs, "
        "may enter.",
        cited("lg-order-2026", "art.3")
        + cited("ppn-005", "guide to reserving below-threshold procurements"),
        forms=("reserved competition",),
        see=("below-threshold", "small-firm"),
        confidence=Confidence.SECONDARY,
    ),
)
