"""Words of a measure that call for care before it is called lawful, and the law behind each.

A usual reason stands only where whoever builds the proposal can see for themselves that it is
true; where the law turns on what is done to whom, the reason is theirs to write.
"""

import re
from dataclasses import dataclass

from evaluation.outline.bases import COVERED, DUTY, Basis

_OF_PLACE = (
    r"\b(local|locally|resident|residents|city|borough|county|neighbourhood|nearby|miles?|"
    r"postcodes?)\b"
)
_PLACE = re.compile(_OF_PLACE, re.IGNORECASE)
_LOCAL_WORK = re.compile(
    rf"(?=.*{_OF_PLACE})(?=.*\b(employed|created|spend|spent|supply chain)\b)",
    re.IGNORECASE | re.DOTALL,
)
_SIZE = re.compile(
    r"\b(smes?|vcses?|micro.businesses|small (firms?|business(es)?)|social enterprises?)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(wages?|pay|paid|paying|salary|salaries|zero.hours|trade unions?|terms and conditions)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(women|men|female|male|ethnic\w*|minorit\w+|racial|national\w*|disab\w+|religio\w+|faith|"
    r"gender|trans|lgbt\w*|pregnan\w+|age|aged|under.represented|young|older)\b",
    re.IGNORECASE,
)
_LOCAL_LAW = (Basis("Local Government Act 1988, s.17(5)(e)"),)
_SIZE_LAW = (Basis("Procurement Act 2023, s.12(2) and (4)", law=COVERED),)
_WORKFORCE_LAW = (
    Basis("Public Services (Social Value) Act 2012, s.2", law=DUTY),
    Basis("Local Government Act 1988, s.17(5)(a) and s.19(10), and SI 2001/909, art.3"),
)
_PEOPLE_LAW = (Basis("Equality Act 2010, s.13(2) and (3), s.158 and s.159"), *_WORKFORCE_LAW)


@dataclass(frozen=True, slots=True)
class Caution:
    """Words that call for care: what to look at, a usual reason, and the law behind it.

    `draft` is empty where no reason is so usual that one tick could put it on record.
    """

    pattern: re.Pattern[str]
    text: str
    draft: str
    bases: tuple[Basis, ...]


_CAUTIONS = (
    Caution(
        _PLACE,
        "It speaks of place. Count what is done for people of the area by whoever wins; prefer no "
        "supplier for where it is, and open every post and order to all.",
        "It counts what whoever wins does for the area; where a supplier is earns it no marks.",
        _LOCAL_LAW,
    ),
    Caution(
        _LOCAL_WORK,
        "It counts local jobs or local spending. Those that a firm has already favour the firms "
        "that are here: count what is new and comes of this contract, and have it checked.",
        "",
        _LOCAL_LAW,
    ),
    Caution(
        _SIZE,
        "It speaks of small firms or the voluntary sector. Count the work that whoever wins passes "
        "on to them, won in a fair comparison; give no bidder marks for its own size or form.",
        "It counts what whoever wins passes on; no bidder earns marks for its own size or form.",
        _SIZE_LAW,
    ),
    Caution(
        _PAY,
        "It speaks of pay or terms of employment. A council may ask about them, score them or put "
        "them into a contract only as far as it considers that best value, or the duty on social "
        "value where that applies, needs it; have it checked first.",
        "",
        _WORKFORCE_LAW,
    ),
    Caution(
        _PEOPLE,
        "It speaks of a group of people. Encouraging or training those who are at a disadvantage "
        "or under-represented is open, if it is proportionate; a quota, or choosing for who "
        "somebody is, is not, though disabled people may be favoured and a rule on age be "
        "justified. Who makes up a workforce is for a council a matter like pay. Have it checked, "
        "and say which group, and why.",
        "",
        _PEOPLE_LAW,
    ),
)


def cautions_of(words: str) -> tuple[Caution, ...]:
    """Return what to look at in the words of a measure.

    >>> [one.draft for one in cautions_of("Women hired")]
    ['']
    """
    return tuple(one for one in _CAUTIONS if one.pattern.search(words) is not None)
