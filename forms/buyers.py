"""What a buyer's name tells: published lists of words, tried in their order.

Central government authorities are the Crown and those of the Procurement Regulations 2024,
Schedule 2. A name is compared in lower case, with `and` for `&` and without punctuation, and
words match whole.
"""

import re
from dataclasses import dataclass
from html import unescape

from forms.characters import cleaned

_APOSTROPHES = re.compile("['\u2018\u2019]")
_BETWEEN_WORDS = re.compile(r"[^\w]+")
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that tell a fact by a buyer's name; `tells` is None where the name misleads."""

    tells: str | None
    words: tuple[str, ...]


def plain_name(name: str) -> str:
    """Return a name as the lists see it, with a space at either end.

    >>> plain_name("Guy&#039;s &amp; St Thomas\u2019 NHS Trust")
    ' guys and st thomas nhs trust '
    """
    text = unescape(cleaned(name[:_LONGEST_NAME])).lower().replace("&", " and ")
    return f" {_BETWEEN_WORDS.sub(' ', _APOSTROPHES.sub('', text)).strip()} "


def told_by(name: str, lists: tuple[NameWords, ...]) -> str | None:
    """Return what the first list with words in the name tells, None if none does."""
    plain = plain_name(name)
    return next(
        (one.tells for one in lists if any(f" {words} " in plain for words in one.words)), None
    )


NHS_BODY_KINDS = (
    NameWords("nhs_foundation_trust", ("nhs foundation trust",)),
    NameWords("nhs_trust", ("nhs trust",)),
    NameWords("nhs_england", ("nhs england", "nhs commissioning board")),
    NameWords("nhs_business_services_authority", ("nhs business services authority", "nhsbsa")),
    NameWords("integrated_care_board", ("integrated care board",)),
    NameWords("clinical_commissioning_group", ("clinical commissioning group",)),
    NameWords("other", ("health board",)),
)

_DEPARTMENTS = (
    "ministry of",
    "department for",
    "department of",
    "home office",
    "cabinet office",
    "hm treasury",
    "hm revenue and customs",
    "hmrc",
    "crown commercial service",
    "crown prosecution service",
    "cps",
    "defra",
    "dftc",
    "foreign commonwealth and development office",
    "fcdo",
    "government legal department",
    "hm courts and tribunals service",
    "hm prison and probation service",
    "national crime agency",
    "office for national statistics",
    "dvsa",
    "driver and vehicle standards agency",
    "dvla",
    "driver and vehicle licensing agency",
    "maritime and coastguard agency",
    "rural payments agency",
    "uk health security agency",
    "medicines and healthcare products regulatory agency",
    "animal and plant health agency",
    "planning inspectorate",
    "insolvency service",
    "companies house",
    "land registry",
    "valuation office agency",
    "defence equipment and support",
    "defence science and technology laboratory",
)

_LISTED = (
    "arts council england",
    "british library",
    "british museum",
    "charity commission",
    "competition and markets authority",
    "gambling commission",
    "highways england",
    "historic england",
    "imperial war museum",
    "intellectual property office",
    "law commission",
    "legal aid agency",
    "met office",
    "national archives",
    "national audit office",
    "national gallery",
    "national highways",
    "natural england",
    "natural history museum",
    "nuclear decommissioning authority",
    "office for students",
    "office of the public guardian",
    "parole board",
    "pensions regulator",
    "royal botanic gardens kew",
    "science museum",
    "uk export finance",
    "uk research and innovation",
    "united kingdom research and innovation",
    "victoria and albert museum",
    "welsh government",
    "llywodraeth cymru",
    "scottish government",
    "northern ireland office",
)

AUTHORITY_TYPES = (
    NameWords("nhs_body", tuple(words for one in NHS_BODY_KINDS for words in one.words)),
    NameWords("other_sub_central", ("university", "universities")),
    NameWords("central_government", (*_DEPARTMENTS, *_LISTED)),
    NameWords(
        "other_sub_central",
        (
            "housing association",
            "housing trust",
            "housing group",
            "housing partnership",
            "housing society",
            "housing limited",
            "housing ltd",
        ),
    ),
    NameWords(None, ("limited", "ltd", "llp", "plc", "cic")),
    NameWords(
        None,
        (
            "british council",
            "funding council",
            "medical council",
            "professions council",
            "reporting council",
            "research council",
            "sports council",
            "teaching council",
            "midwifery council",
            "royal academy",
            "business school",
        ),
    ),
    NameWords("nhs_body", ("nhs",)),
    NameWords("other_sub_central", ("combined authority", "national park authority")),
    NameWords(
        "local_authority",
        ("council", "borough", "city and county of", "cbc", "comhairle", "corporation of london"),
    ),
    NameWords(
        "other_sub_central",
        (
            "police",
            "policing",
            "constabulary",
            "fire and rescue",
            "fire authority",
            "fire service",
            "housing",
            "college",
            "school of",
        ),
    ),
    NameWords("school", ("school", "schools", "academy", "academies")),
)

NATIONS = (
    NameWords("wales", ("wales", "welsh", "cymru", "cyngor")),
    NameWords("scotland", ("scotland", "scottish", "comhairle")),
    NameWords("northern_ireland", ("northern ireland",)),
    NameWords(
        "england",
        (
            "ministry of defence",
            "ministry of justice",
            "home office",
            "cabinet office",
            "crown commercial service",
            "crown prosecution service",
            "hm treasury",
            "hm revenue and customs",
            "hmrc",
            "department for transport",
            "department for work and pensions",
            "department for business and trade",
            "foreign commonwealth and development office",
            "driver and vehicle standards agency",
            "uk research and innovation",
        ),
    ),
)
"""Bodies of the whole United Kingdom are under the law as it stands for England."""
