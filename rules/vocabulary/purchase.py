"""Facts of what is bought: by whom, what, for how much, from when, under which framework."""

from datetime import date

from rules.vocabulary.declarations import choice, months, yes_no
from rules.vocabulary.kinds import Fact, Kind

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


AUTHORITY = (
    choice(
        "authority_type",
        AUTHORITY_TYPES,
        topic="authority",
        title="Kind of authority",
        question="What kind of authority is buying?",
        why="Thresholds differ between central and sub-central authorities.",
        example="A district council: local authority. A ministry: central government.",
    ),
    choice(
        "nation",
        NATIONS,
        topic="authority",
        title="Nation",
        question="Which nation does the authority belong to?",
        why="Scotland has its own procurement law; Wales and Northern Ireland differ in part.",
        example="A council in the West Midlands: England, wherever its suppliers are.",
    ),
    choice(
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
        example="A hospital run by a foundation trust: NHS foundation trust.",
    ),
)

PURCHASE = (
    choice(
        "category",
        CATEGORIES,
        topic="purchase",
        title="Main purpose",
        question="What is the main purpose of the contract?",
        why="Works have a threshold of their own, and the Social Value Act speaks of services.",
        example="School meals, with small repairs to the kitchens: services.",
    ),
    choice(
        "special_regime",
        SPECIAL_REGIMES,
        topic="purchase",
        title="Special regime",
        question="Does a special regime apply?",
        why="Light touch services and concessions have their own thresholds and lighter rules.",
        example="Home care for adults: light touch contract. A café run in a park: concession.",
        default="none",
    ),
    yes_no(
        "health_care_services",
        topic="purchase",
        title="Health care services",
        question="Are these health care services provided to individuals?",
        why="In England most health care is bought under the Provider Selection Regime instead.",
        example="Physiotherapy for residents: yes. Cleaning a clinic: no.",
    ),
    Fact(
        "also_includes",
        Kind.IDS,
        "What else does the contract include?",
        "In a mixed contract a part may reach a threshold of its own.",
        "parts",
        "Also includes",
        values=CATEGORIES,
        default=(),
        example="A new roof, and its upkeep for ten years: works first, and services besides.",
    ),
    yes_no(
        "separable_part_above_threshold",
        topic="parts",
        title="Separable part above its threshold",
        question="Could a part be bought separately, and does that part reach its own threshold?",
        why="If so, the whole procurement counts as above the threshold.",
        example="£4 million of building, £400,000 of furniture that could be bought apart: yes.",
    ),
)

FRAMEWORK = (
    choice(
        "framework",
        FRAMEWORKS,
        topic="framework",
        title="Framework",
        question="Is this a framework, or a call-off from one?",
        why="Call-offs follow the law of their framework and need no standstill.",
        example="Ordering under a consortium's agreement with ten printers: call-off.",
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
        example="Its contract notice was published on 12 March 2024: 12 3 2024.",
    ),
    yes_no(
        "framework_mainly_services",
        topic="framework",
        title="Framework mainly for services",
        question="Is the greater part of the framework, by value, for services?",
        why="The Social Value Act covers frameworks that are mainly for services.",
        example="£4 million of repairs and £1 million of parts over its life: yes.",
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
        example="£90,000 a year for 3 years with an option of 1 more year: £360,000.",
    ),
    yes_no(
        "value_cannot_be_estimated",
        topic="value",
        title="Value cannot be estimated",
        question="Is it impossible to estimate the value?",
        why="A contract whose value cannot be estimated counts as above the threshold.",
        example="A new helpline is paid by the call, and nobody can say how many will call: yes.",
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
        example="A tender notice in spring, a contract from autumn: the day of the notice.",
    ),
    months(
        "duration_months",
        title="Duration without extensions",
        question="How many months will the contract run, without extensions?",
        why="Longer contracts can carry more social value.",
        example="Three years with an option of one more: 36.",
    ),
    months(
        "extension_months",
        title="Extensions",
        question="By how many months could it be extended?",
        why="Its value counts every extension, and its duties last as long as it does.",
        example="Three years with two options of one year each: 24; without any: 0.",
    ),
)
