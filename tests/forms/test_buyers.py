"""Authorities are told by their names, by published lists."""

import pytest

from forms.buyers import AUTHORITY_TYPES, NATIONS, NHS_BODY_KINDS, plain_name, told_by
from rules.vocabulary import FACT_BY_NAME


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lancashire County Council", "local_authority"),
        ("STAFFORDSHIRE COUNTY COUNCIL", "local_authority"),
        ("London Borough of Merton", "local_authority"),
        ("Royal Borough of Greenwich", "local_authority"),
        ("City &amp; County of Swansea", "local_authority"),
        ("Rhondda Cynon Taf CBC", "local_authority"),
        ("Comhairle nan Eilean Siar", "local_authority"),
        ("Hertfordshire County Council - Children&#039;s Services", "local_authority"),
        (".East Riding Of Yorkshire Council", "local_authority"),
        ("Ministry of Defence, C&amp;C, C&amp;C", "central_government"),
        ("Department for Environment, Food & Rural Affairs", "central_government"),
        ("DVSA - Driver and Vehicle Standards Agency", "central_government"),
        ("Crown Commercial Service", "central_government"),
        ("NUCLEAR DECOMMISSIONING AUTHORITY", "central_government"),
        ("Llywodraeth Cymru / Welsh Government", "central_government"),
        ("Nottingham University Hospitals NHS Trust", "nhs_body"),
        ("NHS North West London Integrated Care Board", "nhs_body"),
        ("Cwm Taf Morgannwg Health Board", "nhs_body"),
        ("NHS Supply Chain", "nhs_body"),
        ("Durham University", "other_sub_central"),
        ("LANCASHIRE CONSTABULARY", "other_sub_central"),
        ("Mayor's Office for Policing and Crime", "other_sub_central"),
        ("Wiltshire Fire And Rescue Service", "other_sub_central"),
        ("LONDON & QUADRANT HOUSING TRUST", "other_sub_central"),
        ("Ministry of Housing, Communities and Local Government", "central_government"),
        ("West Midlands Combined Authority", "other_sub_central"),
        ("City of Glasgow College", "other_sub_central"),
        ("London School of Economics", "other_sub_central"),
        ("Oasis Community Learning Multi Academy Trust", "school"),
        ("Fosse Primary School", "school"),
        ("THE FINANCIAL REPORTING COUNCIL LIMITED", None),
        ("Medical Research Council", None),
        ("Nursing and Midwifery Council", None),
        ("British Council", None),
        ("NHS Shared Business Services Ltd (NHS SBS)", None),
        ("Norse Commercial Services Limited", None),
        ("Association Of North East Councils", None),
        ("Yorkshire Purchasing Organisation", None),
        ("Homes England (the name adopted by the Homes and Communities Agency)", None),
        ("", None),
        ("\x00" * 10_000, None),
    ],
)
def test_the_kind_of_authority(name: str, told: str | None) -> None:
    assert told_by(name, AUTHORITY_TYPES) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Guy&#039;s and St Thomas&#039; NHS Foundation Trust", "nhs_foundation_trust"),
        ("Nottingham University Hospitals NHS Trust", "nhs_trust"),
        ("NHS England", "nhs_england"),
        ("NHS North West London Integrated Care Board", "integrated_care_board"),
        ("NHS Supply Chain", None),
        ("Coventry City Council", None),
    ],
)
def test_the_kind_of_nhs_body(name: str, told: str | None) -> None:
    assert told_by(name, NHS_BODY_KINDS) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("University of South Wales", "wales"),
        ("Cyngor Sir Ceredigion County Council", "wales"),
        ("Historic Environment Scotland", "scotland"),
        ("Northern Ireland Housing Executive", "northern_ireland"),
        ("Ministry of Defence", "england"),
        ("Coventry City Council", None),
    ],
)
def test_the_nation(name: str, told: str | None) -> None:
    assert told_by(name, NATIONS) == told


def test_words_match_whole() -> None:
    assert told_by("Councillors' Association", AUTHORITY_TYPES) is None


@pytest.mark.parametrize(
    ("fact", "lists"),
    [
        ("authority_type", AUTHORITY_TYPES),
        ("nhs_body_kind", NHS_BODY_KINDS),
        ("nation", NATIONS),
    ],
)
def test_the_lists_tell_only_what_the_vocabulary_knows(fact: str, lists: object) -> None:
    assert isinstance(lists, tuple)
    assert {one.tells for one in lists} - {None} <= set(FACT_BY_NAME[fact].values)


def test_the_words_of_the_lists_are_written_as_names_are_compared() -> None:
    words = {w for lists in (AUTHORITY_TYPES, NATIONS) for one in lists for w in one.words}

    assert {one for one in words if plain_name(one) != f" {one} "} == set()
