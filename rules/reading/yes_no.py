"""Each fact and conclusion that is a yes or a no, as a clause for either."""

from types import MappingProxyType

YES_NO: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "health_care_services": (
            "it is for health care services",
            "it is not for health care services",
        ),
        "health_care_declared": (
            "it was declared to be for health care services",
            "it was not declared to be for health care services",
        ),
        "separable_part_above_threshold": (
            "a separable part is above its threshold",
            "no separable part is above its threshold",
        ),
        "framework_mainly_services": (
            "the framework is mainly for services",
            "the framework is not mainly for services",
        ),
        "value_cannot_be_estimated": (
            "the value can’t be estimated",
            "the value can be estimated",
        ),
        "qualifying_planned_procurement_notice": (
            "there was a qualifying planned procurement notice",
            "there was no qualifying planned procurement notice",
        ),
        "electronic_submission": (
            "tenders are submitted electronically",
            "tenders are not submitted electronically",
        ),
        "documents_supplied_together": (
            "all documents are supplied together",
            "not all documents are supplied together",
        ),
        "state_of_urgency": ("there is a state of urgency", "there is no state of urgency"),
        "divided_into_lots": ("it is divided into lots", "it is not divided into lots"),
        "market_new_to_social_value": (
            "the market is new to social value",
            "the market is not new to social value",
        ),
        "work_in_area": ("work is done in the area", "no work is done in the area"),
        "labour_intensive": (
            "labour is a main part of the contract",
            "labour is not a main part of the contract",
        ),
        "trainee_roles_possible": (
            "there can be roles for trainees",
            "there can be no roles for trainees",
        ),
        "subcontracting_possible": (
            "parts can go to subcontractors",
            "no parts can go to subcontractors",
        ),
        "serves_residents": ("it serves residents", "it does not serve residents"),
        "serves_vulnerable_people": (
            "it serves vulnerable people",
            "it does not serve vulnerable people",
        ),
        "supports_families": (
            "it supports families at risk",
            "it does not support families at risk",
        ),
        "uses_vehicles": ("delivery uses vehicles", "delivery uses no vehicles"),
        "uses_energy": ("delivery uses energy or water", "delivery uses no energy or water"),
        "uses_materials": (
            "delivery uses materials or makes waste",
            "delivery neither uses materials nor makes waste",
        ),
        "affects_land": (
            "it affects land or green space",
            "it affects no land or green space",
        ),
        "includes_goods": ("goods are part of it", "goods are no part of it"),
        "includes_services": ("services are part of it", "services are no part of it"),
        "includes_works": ("works are part of it", "works are no part of it"),
        "is_mixed": ("the procurement is mixed", "the procurement is not mixed"),
        "in_area": (
            "what is promised is delivered in the area",
            "what is promised is delivered outside the area",
        ),
        "counted_elsewhere": (
            "the same activity is counted elsewhere",
            "the activity is counted nowhere else",
        ),
        "method_statement": (
            "the bid says how the promise will be kept",
            "the bid does not say how the promise will be kept",
        ),
        "beyond_requirement": (
            "it goes beyond what is required anyway",
            "it does not go beyond what is required anyway",
        ),
        "minerals_or_waste": (
            "it concerns minerals or waste",
            "it does not concern minerals or waste",
        ),
        "dwellings_known": (
            "the number of dwellings is known",
            "the number of dwellings is not known",
        ),
        "notifiable": (
            "the contract is a notifiable below-threshold contract",
            "the contract is not a notifiable below-threshold contract",
        ),
        "prequalification_allowed": (
            "suppliers may be pre-qualified",
            "suppliers may not be pre-qualified",
        ),
        "local_reservation_allowed": (
            "the contract may be reserved to local suppliers",
            "the contract may not be reserved to local suppliers",
        ),
        "social_value_act_duty": (
            "the duty of the Social Value Act applies",
            "the duty of the Social Value Act does not apply",
        ),
        "consultation_to_be_considered": (
            "consultation must be considered",
            "consultation need not be considered",
        ),
        "contract_copy_published": (
            "a copy of the contract is published",
            "no copy of the contract has to be published",
        ),
        "assessment_summaries_required": (
            "assessment summaries are required",
            "assessment summaries are not required",
        ),
        "delivery_plan": (
            "a social value delivery plan is asked for",
            "no social value delivery plan is asked for",
        ),
        "quantified_commitments": (
            "commitments are given in numbers",
            "commitments need not be given in numbers",
        ),
        "health_inequality_lens": (
            "outcomes are looked at for health inequality",
            "outcomes are not looked at for health inequality",
        ),
        "major_development": ("it is a major development", "it is not a major development"),
        "planning_condition": (
            "social value is sought of the development, as far as the law of planning allows",
            "no social value is sought of the development",
        ),
        "planning_action_plan": (
            "a social value action plan is asked for",
            "no social value action plan is asked for",
        ),
    }
)
