"""What the questions of a template ask: Podium's own wording, to begin from and to change."""

from evaluation.outline.criteria.basis import Offered
from evaluation.outline.criteria.quantities import is_counted

METHOD = "Method, and how quality is assured"
PEOPLE = "People and resources"
START = "Start of the contract, and its risks"
CLIMATE = "Climate and the environment"
PROMISES = "How the promises will be kept"
AREA = "What the contract does for the area"

_ASKED = {
    METHOD: """\
How will you do what the specification asks for? Please say:
1. how the work is planned, done and checked, step by step;
2. how you find out that something is not as it should be, and put it right;
3. what shows that this works, such as results of a contract like this one.""",
    PEOPLE: """\
Who will do the work, and with what? Please say:
1. which roles work on this contract, for how many hours, and what they have learned;
2. how you cover for leave and illness, and what happens when somebody goes;
3. which equipment, premises and suppliers the work rests on.""",
    START: """\
How will you get from the award to the work as it is specified? Please give:
1. the steps with their dates, and what you need of the authority for each;
2. the risks of the start and of the term, how likely and how grave each is, and what you do \
about it.""",
    CLIMATE: """\
What will you do on this contract to lower its emissions and its harm to the environment? Please \
say:
1. where most of them come from in this work;
2. what you will change, by when, and by how much;
3. how you measure it, and what you report.""",
    PROMISES: """\
How will you keep what you promise on the sheet of commitments? For each promise please say:
1. who does what by when;
2. what you need of others for it, and whether that is agreed;
3. how it is counted, and what you do if it falls behind.""",
    AREA: """\
What will this contract do for the people and the places of the area, beyond the work itself? \
Please say:
1. what you will do, for whom, and how much of it;
2. who does it by when;
3. how one will see that it was done.""",
}


def asked_in_first(title: str) -> str:
    """Return what a question of a template asks, empty for a title that no template has."""
    return _ASKED.get(title, "")


def asked_of(offered: Offered) -> str:
    """Return what a question on a measure of the proposal asks.

    >>> print(asked_of(Offered("trees", "Trees planted", "count", "green")))
    What will you do on this contract for “Trees planted”? Please say:
    1. how much you promise, and how that is counted;
    2. who does what by when, and what would not happen without this contract;
    3. how one will see that it was done.
    """
    much = "how much you promise, and how that is counted"
    first = much if is_counted(offered) else "what you will do, and for whom"
    return (
        f"What will you do on this contract for “{offered.title}”? Please say:\n"
        f"1. {first};\n"
        "2. who does what by when, and what would not happen without this contract;\n"
        "3. how one will see that it was done."
    )
