"""Facts of how it is bought: the route to the award, notices, time limits, and its risk."""

from rules.vocabulary.declarations import choice, yes_no

PROCEDURE = (
    choice(
        "award_route",
        ("competitive", "direct_award"),
        topic="procedure",
        title="Route to award",
        question="Will there be a competition, or a direct award?",
        why="A direct award needs a transparency notice and has no assessment summaries.",
        example="Only the maker of the lift may repair it: direct award. Otherwise: competition.",
        default="competitive",
    ),
    choice(
        "direct_award_ground",
        ("extreme_urgency", "protect_life", "user_choice", "other"),
        topic="procedure",
        title="Ground of a direct award",
        question="On which ground is a direct award made?",
        why="Urgency and the protection of life need no standstill, user choice fewer notices.",
        example="Pumps are needed tonight: urgency. A family names the carer: the user's choice.",
        default="other",
    ),
    choice(
        "procedure",
        ("open", "competitive_flexible"),
        topic="procedure",
        title="Competitive procedure",
        question="Which competitive procedure will be used?",
        why="Time limits and the chance to refine criteria depend on it.",
        example="All send a tender at once: open. A first round picks five: competitive flexible.",
    ),
    choice(
        "tenders_invited_from",
        ("any_supplier", "selected_suppliers", "selected_suppliers_by_agreement", "dynamic_market"),
        topic="procedure",
        title="Who may tender",
        question="From whom are tenders invited in the competitive flexible procedure?",
        why="The shortest tendering period is shorter among suppliers that were selected first.",
        example="Eight firms ask to take part, and five are chosen to tender: selected first.",
    ),
    yes_no(
        "qualifying_planned_procurement_notice",
        topic="procedure",
        title="Qualifying planned procurement notice",
        question="Will a planned procurement notice precede the tender notice by 40 days or more?",
        why="Published 40 days to 12 months before, it shortens the tendering period to 10 days.",
        example="A planned procurement notice on 1 February, the tender notice on 20 March: yes.",
    ),
    yes_no(
        "electronic_submission",
        topic="procedure",
        title="Electronic submission",
        question="May tenders be submitted electronically?",
        why="The shortest tendering period depends on it.",
        example="Tenders are uploaded to the portal: yes. Samples alone come by post: still yes.",
    ),
    yes_no(
        "documents_supplied_together",
        topic="procedure",
        title="Documents supplied together",
        question="Are all tender documents supplied with the tender notice?",
        why="The shortest tendering period depends on it.",
        example="All documents can be downloaded with the notice: yes. Drawings follow later: no.",
    ),
    yes_no(
        "state_of_urgency",
        topic="procedure",
        title="State of urgency",
        question="Does a state of urgency make the ordinary time limits impractical?",
        why="Urgency shortens the tendering period to 10 days.",
        example="The supplier went out of business and meals must go on next month: yes.",
    ),
    yes_no(
        "divided_into_lots",
        topic="procedure",
        title="Divided into lots",
        question="Is the procurement divided into lots?",
        why="The authority considers lots before the tender notice and gives reasons for none.",
        example="One lot for each of four districts: yes. One contract for the whole city: no.",
    ),
    yes_no(
        "market_new_to_social_value",
        topic="procedure",
        title="Market new to social value",
        question="Is this a market that has little experience of social value?",
        why="Some policies then let its weight be a share of the quality score alone.",
        example="Makers of laboratory instruments who have never been asked for social value: yes.",
        default=False,
    ),
)

RISKS = ("low_risk", "medium_risk", "high_risk")

RISK = (
    choice(
        "procurement_risk",
        RISKS,
        topic="risk",
        title="How risky it is",
        question="How risky is this procurement?",
        why="Some policies send what is of high risk to a panel, though its value alone would not.",
        example="Stationery, bought for the third time: low. A new system to pay benefits: high.",
    ),
)
