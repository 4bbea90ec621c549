"""The published table of readings: how each fact is read from an OCDS notice.

The table is what runs. For each fact its readings are tried in order until one finds a value
or a doubt; a reading sees the fields that it names, and nothing else of the notice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from forms import interpretations as read
from forms.buyers import AUTHORITY_TYPES, NATIONS, NHS_BODY_KINDS, NameWords
from forms.json_text import Json
from forms.published_amounts import estimated_value
from forms.published_days import duration, duration_of_lots, extension
from forms.release import Doubt, Found, Interpretation, column
from rules.consistency import inconsistencies
from rules.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read one fact.

    `how` and `unknown` are for people: what is made of the fields, and when the fact stays
    unknown. `interpret` takes one column for each of `fields`, in their order; `lists` are the
    lists of words that it goes by.
    """

    fact: str
    fields: tuple[str, ...]
    how: str
    unknown: str
    interpret: Callable[..., Interpretation]
    lists: tuple[NameWords, ...] = ()


@dataclass(frozen=True, slots=True)
class FactsRead:
    """What the table makes of one release.

    `read_from` holds the path of each fact found; `doubts` that of each fact of which the
    notice speaks without telling it.
    """

    facts: Mapping[str, Value] = field(default_factory=dict)
    read_from: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)


_CATEGORY = "tender.mainProcurementCategory"
_CONTRACT_TYPE = "tender.xClassifications.ojeuContractType"
_DETAILS = "tender.procurementMethodDetails"
_MAIN_CODE = "tender.classification.id"
_ITEM_CODES = "tender.items[].classification.id"

READINGS: tuple[Reading, ...] = (
    Reading(
        "authority_type",
        ("buyer.name",),
        "The first list of authorities with words in the buyer's name.",
        "No list has words in it, or the name is a company's or otherwise misleads.",
        partial(read.told_by_name, lists=AUTHORITY_TYPES),
        AUTHORITY_TYPES,
    ),
    Reading(
        "nhs_body_kind",
        ("buyer.name",),
        "The first list of NHS bodies with words in the buyer's name.",
        "No list has words in it.",
        partial(read.told_by_name, lists=NHS_BODY_KINDS),
        NHS_BODY_KINDS,
    ),
    Reading(
        "nation",
        ("buyer.name",),
        "The first list of nations with words in the buyer's name; a department of the whole "
        "United Kingdom is under the law as it stands for England.",
        "No list has words in it.",
        partial(read.told_by_name, lists=NATIONS),
        NATIONS,
    ),
    Reading(
        "nation",
        (
            "parties[buyer].address.region",
            "parties[buyer].address.countryName",
            "parties[buyer].address.postalCode",
            "ocid",
        ),
        "The buyer's region (NUTS or ITL), country or postcode area, and the service that "
        "published: Contracts Finder is England, Sell2Wales is Wales, Public Contracts Scotland "
        "is Scotland.",
        "None of them names a nation, two of them name different ones, or the address is in "
        "Jersey, Guernsey or the Isle of Man.",
        read.nation_by_address,
    ),
    Reading(
        "category",
        (_CATEGORY,),
        "Goods, services or works, as it says.",
        "It says something else.",
        read.category,
    ),
    Reading(
        "category",
        (_CONTRACT_TYPE,),
        "Products are goods; services and works as it says.",
        "It says something else, such as not applicable.",
        read.category,
    ),
    Reading(
        "also_includes",
        ("tender.additionalProcurementCategories[]", _CATEGORY),
        "Each further category but the main one.",
        "There is none; the contract then counts as of one category.",
        read.also_includes,
    ),
    Reading(
        "special_regime",
        ("tender.specialRegime[]",),
        "Light touch, a concession, or both.",
        "It names another regime, such as utilities or defence.",
        read.special_regime_by_field,
    ),
    Reading(
        "special_regime",
        (_MAIN_CODE, _ITEM_CODES, _CATEGORY, _CONTRACT_TYPE, "date"),
        "Light touch, if services are bought from 26 February 2015 and the first CPV code is of "
        f"a light touch group: {', '.join(read.LIGHT_TOUCH_CODES)}.",
        "Otherwise; the contract then counts as under no special regime.",
        read.special_regime_by_code,
    ),
    Reading(
        "framework",
        ("tender.techniques.hasFrameworkAgreement",),
        "True sets up a framework.",
        "It is not true.",
        read.framework_by_technique,
    ),
    Reading(
        "framework",
        (_DETAILS,),
        "A call-off or a further competition is a call-off; a purchase through a dynamic "
        "purchasing system or market is none.",
        "The procedure is another.",
        read.framework_by_procedure,
    ),
    Reading(
        "framework",
        ("tender.title",),
        "A call-off or a further competition is a call-off.",
        "It speaks of a framework without saying whether it is set up or used; where it does "
        "not speak of one, the contract counts as outside frameworks.",
        read.framework_by_title,
    ),
    Reading(
        "estimated_value",
        (
            "tender.value.amount",
            "tender.value.amountGross",
            "tender.value.currency",
            "tender.minValue.amount",
            "tender.minValue.currency",
        ),
        "The larger of value and minValue, without VAT; amountGross, with VAT, stands before "
        "amount.",
        "Both are £100 or less, which is a placeholder, or in another currency than GBP.",
        estimated_value,
    ),
    Reading(
        "commenced_on",
        ("tag[]", "date"),
        "The release's day, as written, if its only tag is tender.",
        "The release is of another kind, such as planning, an amendment or an award, or its day "
        "lies outside the period whose law is known.",
        read.commenced_on,
    ),
    Reading(
        "duration_months",
        (
            "tender.contractPeriod.startDate",
            "tender.contractPeriod.endDate",
            "tender.contractPeriod.durationInDays",
        ),
        "Months from the first to the last day, to the nearest; otherwise days, at 30 a month "
        "where they are a multiple of 30.",
        "A day is missing, or the last lies before the first.",
        duration,
    ),
    Reading(
        "duration_months",
        (
            "tender.lots[]",
            "tender.lots[].contractPeriod.startDate",
            "tender.lots[].contractPeriod.endDate",
            "tender.lots[].contractPeriod.durationInDays",
        ),
        "The same of the lots, if all last equally long.",
        "The lots last differently long, or one does not say it.",
        duration_of_lots,
    ),
    Reading(
        "extension_months",
        ("tender.lots[]", "tender.lots[].hasRenewal", "tender.lots[].hasOptions"),
        "None, if every lot says that it has neither a renewal nor options.",
        "A lot has one, whose length stands in words alone, or does not say.",
        extension,
    ),
    Reading(
        "award_route",
        (_DETAILS, "tender.procurementMethod"),
        "A direct award, a single tender action, or a procedure without prior publication is a "
        "direct award.",
        "Otherwise; the contract then counts as put out to competition.",
        read.award_route,
    ),
    Reading(
        "procedure",
        (_DETAILS,),
        "Open procedure, or competitive flexible procedure, as it begins.",
        "It begins otherwise.",
        read.procedure,
    ),
    Reading(
        "divided_into_lots",
        ("tender.lots[]",),
        "More than one lot.",
        "No lots are listed.",
        read.divided_into_lots,
    ),
    Reading(
        "electronic_submission",
        ("tender.submissionMethod[]",),
        "Whether electronicSubmission is among the methods.",
        "No method is named.",
        read.electronic_submission,
    ),
    Reading(
        "cpv",
        (_MAIN_CODE, _ITEM_CODES, "tender.additionalClassifications[].id"),
        "Every code of eight digits, once.",
        "There is none.",
        read.cpv,
    ),
)


def read_facts(release: Json) -> FactsRead:
    """Return what the table makes of a release; whatever the release holds, nothing raises."""
    facts: dict[str, Value] = {}
    read_from: dict[str, str] = {}
    doubts: dict[str, str] = {}
    for reading in READINGS:
        if reading.fact in facts or reading.fact in doubts:
            continue
        match reading.interpret(*(column(release, name) for name in reading.fields)):
            case Found(value, path):
                facts[reading.fact] = value
                read_from[reading.fact] = path
            case Doubt(path):
                doubts[reading.fact] = path
    for one in inconsistencies(facts):
        if facts.pop(one.fact, None) is not None:
            doubts[one.fact] = read_from.pop(one.fact)
    return FactsRead(facts, read_from, doubts)
