"""Every fact that a rule may read: what a buyer is asked and why, and what is derived.

`why` is one sentence that a buyer understands; `topic` groups questions on pages, in order.
"""

from datetime import date

from rules.vocabulary.kinds import Fact, Kind, Supply, Value

AUTHORITY_TYPES = (
    "local_authority",
    "central_government",
    "nhs_body",
    "school",
    "other_sub_central",
)
NATIONS = ("england", "wales", "scotland", "northern_ireland")
CATEGORIES = ("goods", "services", "works")
SPECIAL_REGIMES = (
    "none",
    "light_touch",
    "concession",
    "light_touch_concession",
    "provider_selection",
)
FRAMEWORKS = ("none", "establishing", "call_off")

FIRST_DAY = date(2012, 1, 1)


def _choice(
    name: str,
    values: tuple[str, ...],
    *,
    topic: str,
    title: str,
    question: str,
    why: str,
    default: Value | None = None,
) -> Fact:
    return Fact(name, Kind.ENUMERATION, question, why, topic, title, values=values, default=default)


def _yes_no(
    name: str, *, topic: str, title: str, question: str, why: str, default: Value | None = None
) -> Fact:
    return Fact(name, Kind.BOOLEAN, question, why, topic, title, default=default)


def _months(name: str, *, title: str, question: str, why: str) -> Fact:
    return Fact(
        name, Kind.INTEGER, question, why, "time", title, unit="months", minimum=0, maximum=1200
    )


def _derived(name: str, kind: Kind, *inputs: str, title: str, unit: str = "") -> Fact:
    return Fact(name, kind, "", "", "", title, Supply.DERIVED, unit=unit, inputs=inputs)


AUTHORITY = (
    _choice(
        "authority_type",
        AUTHORITY_TYPES,
        topic="authority",
        title="Kind of authority",
        question="What kind of authority is buying?",
        why="Thresholds differ between central and sub-central authorities.",
    ),
    _choice(
        "nation",
        NATIONS,
        topic="authority",
        title="Nation",
        question="Which nation's public body is buying?",
        why="Scotland has its own procurement law; Wales and Northern Ireland differ in part.",
    ),
    _choice(
        "nhs_body_kind",
        (
            "nhs_trust",
            "nhs_foundation_trust",
            "nhs_england",
            "nhs_business_services_authority",
            "integrated_care_board",
            "clinical_commissioning_group",
            "other",
        ),
        topic="authority",
        title="Kind of NHS body",
        question="Which kind of NHS body is buying?",
        why="Some NHS bodies count as central government, others do not.",
    ),
)

PURCHASE = (
    _choice(
        "category",
        CATEGORIES,
        topic="purchase",
        title="Main purpose",
        question="What is the main purpose of the contract?",
        why="Works have a threshold of their own, and the Social Value Act speaks of services.",
    ),
    Fact(
        "also_includes",
        Kind.IDS,
        "What else does the contract include?",
        "In a mixed contract a part may reach a threshold of its own.",
        "purchase",
        "Also includes",
        values=CATEGORIES,
        default=(),
    ),
    _choice(
        "special_regime",
        SPECIAL_REGIMES,
        topic="purchase",
        title="Special regime",
        question="Does a special regime apply?",
        why="Light touch services and concessions have their own thresholds and lighter rules.",
        default="none",
    ),
    _yes_no(
        "health_care_services",
        topic="purchase",
        title="Health care services",
        question="Are these health care services provided to individuals?",
        why="In England most health care is bought under the Provider Selection Regime instead.",
    ),
    _yes_no(
        "separable_part_above_threshold",
        topic="purchase",
        title="Separable part above its threshold",
        question="Could a part be bought separately, and does that part reach its own threshold?",
        why="If so, the whole procurement counts as above the threshold.",
    ),
)

FRAMEWORK = (
    _choice(
        "framework",
        FRAMEWORKS,
        topic="framework",
        title="Framework",
        question="Is this a framework, or a call-off from one?",
        why="Call-offs follow the law of their framework and need no standstill.",
        default="none",
    ),
    Fact(
        "framework_commenced_on",
        Kind.DATE,
        "On which day did the procurement of the framework commence?",
        "A call-off follows the law that governed its framework.",
        "framework",
        "Framework commenced",
        minimum=date(2006, 1, 31),
        maximum=date(2027, 12, 31),
    ),
    _yes_no(
        "framework_mainly_services",
        topic="framework",
        title="Framework mainly for services",
        question="Is the greater part of the framework, by value, for services?",
        why="The Social Value Act covers frameworks that are mainly for services.",
    ),
)

VALUE = (
    Fact(
        "estimated_value",
        Kind.MONEY,
        "What is the most that could be paid over the whole life, with every extension?",
        "The estimated value decides which rules apply; include every option and extension.",
        "value",
        "Estimated value",
        has_basis=True,
    ),
    _yes_no(
        "value_cannot_be_estimated",
        topic="value",
        title="Value cannot be estimated",
        question="Is it impossible to estimate the value?",
        why="A contract whose value cannot be estimated counts as above the threshold.",
        default=False,
    ),
)

TIME = (
    Fact(
        "commenced_on",
        Kind.DATE,
        "On which day did, or will, the procurement commence?",
        "The law and the policy of that day decide the whole procurement.",
        "time",
        "Procurement commences",
        minimum=FIRST_DAY,
        maximum=date(2027, 12, 31),
    ),
    _months(
        "duration_months",
        title="Duration without extensions",
        question="How many months will the contract run, without extensions?",
        why="Longer contracts can carry more social value.",
    ),
    _months(
        "extension_months",
        title="Extensions",
        question="By how many months could it be extended?",
        why="Duties such as contract reviews follow the whole life of the contract.",
    ),
)

PROCEDURE = (
    _choice(
        "award_route",
        ("competitive", "direct_award"),
        topic="procedure",
        title="Route to award",
        question="Will there be a competition, or a direct award?",
        why="A direct award needs a transparency notice and has no assessment summaries.",
        default="competitive",
    ),
    _choice(
        "direct_award_ground",
        ("extreme_urgency", "protect_life", "user_choice", "other"),
        topic="procedure",
        title="Ground of a direct award",
        question="On which ground is a direct award made?",
        why="Urgency and the protection of life need no standstill, user choice fewer notices.",
        default="other",
    ),
    _choice(
        "procedure",
        ("open", "competitive_flexible"),
        topic="procedure",
        title="Competitive procedure",
        question="Which competitive procedure will be used?",
        why="Time limits and the chance to refine criteria depend on it.",
    ),
    _choice(
        "tenders_invited_from",
        ("any_supplier", "selected_suppliers", "selected_suppliers_by_agreement", "dynamic_market"),
        topic="procedure",
        title="Who may tender",
        question="From whom are tenders invited in the competitive flexible procedure?",
        why="The shortest tendering period is shorter among suppliers that were selected first.",
    ),
    _yes_no(
        "qualifying_planned_procurement_notice",
        topic="procedure",
        title="Qualifying planned procurement notice",
        question="Will a planned procurement notice precede the tender notice by 40 days or more?",
        why="Published 40 days to 12 months before, it shortens the tendering period to 10 days.",
    ),
    _yes_no(
        "electronic_submission",
        topic="procedure",
        title="Electronic submission",
        question="May tenders be submitted electronically?",
        why="The shortest tendering period depends on it.",
    ),
    _yes_no(
        "documents_supplied_together",
        topic="procedure",
        title="Documents supplied together",
        question="Are all tender documents supplied with the tender notice?",
        why="The shortest tendering period depends on it.",
    ),
    _yes_no(
        "state_of_urgency",
        topic="procedure",
        title="State of urgency",
        question="Does a state of urgency make the ordinary time limits impractical?",
        why="Urgency shortens the tendering period to 10 days.",
    ),
    _yes_no(
        "divided_into_lots",
        topic="procedure",
        title="Divided into lots",
        question="Is the procurement divided into lots?",
        why="The authority considers lots before the tender notice and gives reasons for none.",
    ),
)

SUBJECT = (
    _yes_no(
        "work_in_area",
        topic="subject",
        title="Work in the area",
        question="Will people work on this contract in the authority's area?",
        why="Outcomes on local jobs and skills are relevant only where work is done here.",
    ),
    _yes_no(
        "labour_intensive",
        topic="subject",
        title="Labour is a main part",
        question="Is people's work a main part of what you pay for?",
        why="Outcomes on pay, jobs and training are relevant to contracts that live by labour.",
    ),
    _yes_no(
        "trainee_roles_possible",
        topic="subject",
        title="Roles for trainees",
        question="Is there work that a trainee or an apprentice could do?",
        why="Apprenticeships are proportionate only where there is suitable work.",
    ),
    _yes_no(
        "subcontracting_possible",
        topic="subject",
        title="Parts for subcontractors",
        question="Could the supplier pass parts of the work or of the supply to others?",
        why="Outcomes on small firms and social enterprises work through the supply chain.",
    ),
    _yes_no(
        "serves_residents",
        topic="subject",
        title="Serves residents",
        question="Does the contract serve residents directly?",
        why="Outcomes on equality, health and wellbeing are relevant where residents are served.",
    ),
    _yes_no(
        "serves_vulnerable_people",
        topic="subject",
        title="Serves vulnerable people",
        question="Does it serve children, young people or adults at risk?",
        why="The safeguarding outcome is relevant only then.",
    ),
    _yes_no(
        "supports_families",
        topic="subject",
        title="Supports families at risk",
        question="Does it support families whose children might otherwise come into care?",
        why="The indicator on children in care is relevant only then.",
    ),
    _yes_no(
        "uses_vehicles",
        topic="subject",
        title="Uses vehicles",
        question="Does delivery need vehicles or regular deliveries?",
        why="Outcomes on vehicle emissions and miles are relevant only then.",
    ),
    _yes_no(
        "uses_energy",
        topic="subject",
        title="Uses energy or water",
        question="Does delivery use much energy, fuel or water?",
        why="Outcomes on energy, water and carbon are relevant only then.",
    ),
    _yes_no(
        "uses_materials",
        topic="subject",
        title="Uses materials or makes waste",
        question="Does delivery use materials or packaging, or make waste?",
        why="Outcomes on waste and ethical sources are relevant only then.",
    ),
    _yes_no(
        "affects_land",
        topic="subject",
        title="Affects land or green space",
        question="Does the contract change or look after land, buildings or green space?",
        why="Outcomes on biodiversity and green space are relevant only then.",
    ),
)

_PARTS = ("category", "also_includes")

DERIVED = (
    _derived("includes_goods", Kind.BOOLEAN, *_PARTS, title="Goods are part of it"),
    _derived("includes_services", Kind.BOOLEAN, *_PARTS, title="Services are part of it"),
    _derived("includes_works", Kind.BOOLEAN, *_PARTS, title="Works are part of it"),
    _derived("is_mixed", Kind.BOOLEAN, *_PARTS, title="Mixed procurement"),
    _derived(
        "health_care_declared",
        Kind.BOOLEAN,
        "health_care_services",
        title="Declared to be health care services",
    ),
    _derived(
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
    *DERIVED,
)
