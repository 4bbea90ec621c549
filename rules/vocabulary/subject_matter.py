"""Facts of the subject matter, by which social value outcomes are relevant or not."""

from rules.vocabulary.declarations import yes_no

SUBJECT = (
    yes_no(
        "work_in_area",
        topic="subject",
        title="Work in the area",
        question="Will people work on this contract in the authority's area?",
        why="Outcomes on local jobs and skills are relevant only where work is done here.",
    ),
    yes_no(
        "labour_intensive",
        topic="subject",
        title="Labour is a main part",
        question="Is people's work a main part of what you pay for?",
        why="Outcomes on pay, jobs and training are relevant to contracts that live by labour.",
    ),
    yes_no(
        "trainee_roles_possible",
        topic="subject",
        title="Roles for trainees",
        question="Is there work that a trainee or an apprentice could do?",
        why="Apprenticeships are proportionate only where there is suitable work.",
    ),
    yes_no(
        "subcontracting_possible",
        topic="subject",
        title="Parts for subcontractors",
        question="Could the supplier pass parts of the work or of the supply to others?",
        why="Outcomes on small firms and social enterprises work through the supply chain.",
    ),
    yes_no(
        "serves_residents",
        topic="subject",
        title="Serves residents",
        question="Does the contract serve residents directly?",
        why="Outcomes on equality, health and wellbeing are relevant where residents are served.",
    ),
    yes_no(
        "serves_vulnerable_people",
        topic="subject",
        title="Serves vulnerable people",
        question="Does it serve children, young people or adults at risk?",
        why="The safeguarding outcome is relevant only then.",
    ),
    yes_no(
        "supports_families",
        topic="subject",
        title="Supports families at risk",
        question="Does it support families whose children might otherwise come into care?",
        why="The indicator on children in care is relevant only then.",
    ),
    yes_no(
        "uses_vehicles",
        topic="subject",
        title="Uses vehicles",
        question="Does delivery need vehicles or regular deliveries?",
        why="Outcomes on vehicle emissions and miles are relevant only then.",
    ),
    yes_no(
        "uses_energy",
        topic="subject",
        title="Uses energy or water",
        question="Does delivery use much energy, fuel or water?",
        why="Outcomes on energy, water and carbon are relevant only then.",
    ),
    yes_no(
        "uses_materials",
        topic="subject",
        title="Uses materials or makes waste",
        question="Does delivery use materials or packaging, or make waste?",
        why="Outcomes on waste and ethical sources are relevant only then.",
    ),
    yes_no(
        "affects_land",
        topic="subject",
        title="Affects land or green space",
        question="Does the contract change or look after land, buildings or green space?",
        why="Outcomes on biodiversity and green space are relevant only then.",
    ),
)
