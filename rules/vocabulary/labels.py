"""The words that a reader sees for the members of enumerations, and for topics."""

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
    "central": "Central government",
    "sub_central": "Sub-central",
    "above_threshold": "Above threshold",
    "below_threshold": "Below threshold",
    "light": "Light",
    "standard": "Standard",
    "enhanced": "Enhanced",
}

_LABELS_IN: dict[tuple[str, str], str] = {
    ("nhs_body_kind", "other"): "Another NHS body",
    ("special_regime", "none"): "No special regime",
    ("framework", "none"): "Not part of a framework",
    ("direct_award_ground", "other"): "Another ground",
    ("special_rules", "none"): "No special rules",
    ("social_value_tier", "none"): "No social value sought",
}

_TOPICS: dict[str, str] = {
    "authority": "The authority",
    "purchase": "What is bought",
    "framework": "Frameworks",
    "value": "The value",
    "time": "Dates and duration",
    "procedure": "The procedure",
    "subject": "What the contract is about",
}


NAMED_BY_PROPER_NOUNS = frozenset({"regime", "nation", "nhs_body_kind"})
"""The enumerations whose members keep their capital within a sentence."""


def label(name: str, member: str) -> str:
    """Return the words for a member of the enumeration of a fact or a conclusion."""
    return _LABELS_IN.get((name, member)) or _LABELS.get(member, member)


def topic_title(topic: str) -> str:
    """Return the heading of the questions on a topic."""
    return _TOPICS[topic]
