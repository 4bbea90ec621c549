"""The words that a reader sees: members of enumerations, hints, topics, events of duties."""

_LABELS: dict[str, str] = {
    "local_authority": "Local authority",
    "central_government": "Central government",
    "nhs_body": "NHS body",
    "school": "School",
    "other_sub_central": "Other sub-central authority",
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
    "nhs_trust": "NHS trust",
    "nhs_foundation_trust": "NHS foundation trust",
    "nhs_england": "NHS England",
    "nhs_business_services_authority": "NHS Business Services Authority",
    "integrated_care_board": "Integrated care board",
    "clinical_commissioning_group": "Clinical commissioning group",
    "other": "Other",
    "goods": "Goods",
    "services": "Services",
    "works": "Works",
    "none": "None",
    "light_touch": "Light touch contract",
    "concession": "Concession",
    "light_touch_concession": "Light touch concession",
    "provider_selection": "Provider Selection Regime",
    "establishing": "Establishing a framework",
    "call_off": "Call-off from a framework",
    "competitive": "Competition",
    "direct_award": "Direct award",
    "extreme_urgency": "Extreme and unavoidable urgency",
    "protect_life": "Protection of life",
    "user_choice": "The user's choice of supplier",
    "open": "Open procedure",
    "competitive_flexible": "Competitive flexible procedure",
    "any_supplier": "Any supplier",
    "selected_suppliers": "Suppliers that were selected first",
    "selected_suppliers_by_agreement": "Suppliers that were selected first, who agree the period",
    "dynamic_market": "Members of a dynamic market",
    "included": "Including VAT",
    "excluded": "Excluding VAT",
    "pcr_2006": "Public Contracts Regulations 2006",
    "pcr_2015": "Public Contracts Regulations 2015",
    "procurement_act_2023": "Procurement Act 2023",
    "outside": "Outside the law that these packs govern",
    "dmpo_2010": "Development Management Procedure Order 2010",
    "dmpo_2015": "Development Management Procedure Order 2015",
    "central": "Central government",
    "sub_central": "Sub-central",
    "above_threshold": "Above threshold",
    "below_threshold": "Below threshold",
    "light": "Light",
    "standard": "Standard",
    "enhanced": "Enhanced",
    "low_risk": "Low",
    "medium_risk": "Medium",
    "high_risk": "High",
    "delegated": "Delegated to an officer",
    "by_panel": "Decided by a panel",
    "applies": "Applies to this procurement",
    "pillar_not_applicable": "Its pillar does not apply to this procurement",
    "outcome_not_applicable": "It does not apply to this procurement",
    "not_in_policy": "The policy has no such outcome",
    "not_named": "The tender names no outcome",
    "counted": "Counted",
    "not_counted": "Not counted",
    "needs_review": "Needs review",
}

_LABELS_IN: dict[tuple[str, str], str] = {
    ("nhs_body_kind", "other"): "Another NHS body",
    ("special_regime", "none"): "No special regime",
    ("framework", "none"): "Not part of a framework",
    ("direct_award_ground", "other"): "Another ground",
    ("special_rules", "none"): "No special rules",
    ("social_value_tier", "none"): "No social value sought",
    ("social_value_obligation", "none"): "The policy does not speak of it",
    ("social_value_obligation", "discretionary"): "The buyer may ask for it",
    ("social_value_obligation", "required"): "The buyer must ask for it",
}

_TOPICS: dict[str, str] = {
    "authority": "Who is buying",
    "purchase": "What is being bought",
    "parts": "What else it includes",
    "framework": "Frameworks",
    "value": "What it is worth",
    "time": "When, and for how long",
    "procedure": "How it will be bought",
    "subject": "What the work touches",
    "risk": "What could go wrong",
}

_HINTS: dict[str, str] = {
    "also_includes": "Select all that apply, or none if it includes nothing else.",
    "commenced_on": (
        "Most often the day on which the tender notice is published; not the day on which the "
        "contract starts. To be exact, the first of these: a tender notice, a below-threshold "
        "tender notice or a transparency notice is published, tenders are invited, or, below the "
        "threshold, a supplier is contacted to award the contract."
    ),
}

_HINTS_IN: dict[tuple[str, str], str] = {
    ("special_regime", "light_touch"): (
        "Services that the law lists, among them social care, help at home and education; health "
        "care too, unless the Provider Selection Regime below applies. They have a threshold of "
        "their own."
    ),
    ("special_regime", "concession"): (
        "The supplier is paid, wholly or in part, by the right to exploit the works or services, "
        "such as fees from those who use them, and bears the risk."
    ),
    ("special_regime", "light_touch_concession"): "Both of these at once.",
    ("procurement_risk", "low_risk"): (
        "Bought like this before, from a market with several suppliers; a failure would be a "
        "nuisance."
    ),
    ("procurement_risk", "medium_risk"): (
        "New in some part, or hard to replace; a failure would cost money or delay a service."
    ),
    ("procurement_risk", "high_risk"): (
        "A failure could hurt people, stop a service that the law requires, cost far more than the "
        "contract, or be challenged in court."
    ),
    ("special_regime", "provider_selection"): (
        "Health care services for individuals, bought by an NHS body or a council. Regulations of "
        "their own say how the provider is chosen, and the Procurement Act does not."
    ),
}

_EVENTS: dict[str, str] = {
    "procurement_commenced": "the procurement commences",
    "tender_notice_published": "the tender notice is published",
    "tenders_invited": "tenders are invited",
    "contract_award_notice_published": "the contract award notice is published",
    "assessment_summaries_sent": "the assessment summaries are sent",
    "contract_entered": "the contract is entered into",
    "contract_ended": "the contract ends",
    "contract_modified": "the contract is modified",
    "decision_not_to_award": "it is decided not to award",
    "breach_established": "the breach is established",
    "financial_year_ended": "the financial year ends",
    "contract_year_ended": "each year of the contract ends",
    "quarter_ended": "the quarter ends",
    "standstill_ended": "the standstill ends",
    "invoice_received": "a valid invoice is received",
    "planning_permission_granted": "planning permission is granted",
    "development_commenced": "the development commences",
    "development_completed": "the development is completed",
}

NAMED_BY_PROPER_NOUNS = frozenset({"regime", "nation", "nhs_body_kind", "planning_law"})
"""The enumerations whose members keep their capital within a sentence."""


def label(name: str, member: str) -> str:
    """Return the words for a member of the enumeration of a fact or a conclusion."""
    return _LABELS_IN.get((name, member)) or _LABELS.get(member, member)


def hint(name: str) -> str:
    """Return what helps to answer the question on a fact, empty where nothing needs to."""
    return _HINTS.get(name, "")


def member_hint(name: str, member: str) -> str:
    """Return what a member of an enumeration means, empty where its label tells."""
    return _HINTS_IN.get((name, member), "")


def topic_title(topic: str) -> str:
    """Return the heading of the questions on a topic."""
    return _TOPICS[topic]


def event_words(event: str) -> str:
    """Return the event that a duty falls due before or after, as a clause of a sentence.

    >>> event_words("contract_entered")
    'the contract is entered into'
    """
    return _EVENTS[event]
