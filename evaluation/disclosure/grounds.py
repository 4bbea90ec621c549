"""The grounds in law on which something is withheld, and what a person still has to weigh.

A profile proposes a ground for a kind of thing. Whether it holds for one request is for a named
person to judge, so that each ground says what has to be asked.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground: its id, the provision, what it protects, and what is to be weighed.

    `weigh` is empty where the provision leaves nothing to weigh.
    """

    id: str
    cite: str
    because: str
    weigh: str = ""


PERSONAL = Ground(
    "foia-s40",
    "Freedom of Information Act 2000 s.40(2), with UK GDPR art.5(1)(a) and the Data Protection "
    "Act 2018",
    "It is personal data of somebody who works on the procurement or declared an interest, and "
    "telling it to everybody would not be fair to them: their role is told instead",
    "Somebody senior, or who is named in public already, can be named: ask whether that is so",
)
CONFIDENCE = Ground(
    "foia-s41",
    "Freedom of Information Act 2000 s.41(1)",
    "A bidder gave it in confidence, and could sue for a breach if it were told",
    "It holds only for what came from outside the authority, never for its own reasons, and not "
    "where a defence of public interest would succeed",
)
COMMERCIAL = Ground(
    "foia-s43",
    "Freedom of Information Act 2000 s.43(2)",
    "Telling it would, or would be likely to, prejudice the commercial interests of a bidder or "
    "of the authority",
    "It holds only where the public interest in withholding outweighs that in telling (s.2(2)(b)), "
    "at the time of the request",
)
SENSITIVE = Ground(
    "foia-s43-rivals",
    "Freedom of Information Act 2000 s.43(2), beside Procurement Act 2023 s.50(4)",
    "It is commercial information of another bidder: the Procurement Act gives a bidder the "
    "assessment of its own tender and of the most advantageous one, and no more",
    "It holds only where the public interest in withholding outweighs that in telling (s.2(2)(b)). "
    "From what the Procurement Act itself gives, something is withheld by its s.94(1) alone, and "
    "the bidder is told so (s.94(3))",
)
LIVE = Ground(
    "foia-s43-live",
    "Freedom of Information Act 2000 s.43(2)",
    "The competition is still going on: until bidders are told of the decision, telling it would "
    "prejudice the authority’s interest in a fair one",
    "It holds only while that is so, and where the public interest in withholding outweighs: it "
    "is judged anew once bidders are told",
)
GROUNDS = (PERSONAL, CONFIDENCE, COMMERCIAL, SENSITIVE, LIVE)
"""Every ground that a profile names."""
