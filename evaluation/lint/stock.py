"""Words that would fit any tender: those that say how good it is, and those that every one has."""

from evaluation.lint.wording import stems

_GRAMMAR = """
a about above across after all also although among an and any are as at be because been before
being below between both but by can could did do does during each either even every few for from
further given had has have he her here his how however i if in into is it its itself many may
might more most much must neither no nor not of off on one only or other our out over own per
rather same several shall she should since so some such than that the their them themselves then
there therefore these they this those though through throughout to too under until up upon us
very was we were what when where whether which while who whom whose why will with within without
would yet you your
"""

_PARTIES = """
applicant authority authorities bid bidder bidders bids company contractor council evaluator
evaluators offer organisation panel provider proposal proposals response responses submission
submissions submitted supplier suppliers tender tenderer tenderers tenders answer answers answered
question questions section criterion criteria sub
"""

_PRAISE_AND_BLAME = """
able acceptable adequate aligned ambitious appropriate average basic best better clear coherent
compelling competent complete comprehensive concern concerns confidence confident consistent
convincing credible detailed effective efficient excellent exceptional exceed exceeds
expected expectations extensive fair full generally good great high highly impressive inadequate
innovative insufficient limited logical low major minimal minor moderate outstanding partial poor
positive proven realistic reasonable relevant reservations robust satisfactory satisfied
significant solid sound strength strengths strong stronger structured sufficient suitable superior
thorough unacceptable unclear unsatisfactory useful vague weak weaker weakness weaknesses well
worse written fully partly clearly overall particularly really
"""

_EVALUATION = """
achieve address addressed allocated approach area areas aspect aspects assess assessed assessment
assurance award awarded awareness benefit benefits capability capacity commitment consider
considered contract contracts contains cover covered covers deliver delivered delivering delivery
demonstrate demonstrated demonstrates demonstration describe described description detail details
element elements ensure ensures evaluate evaluation evidence evidenced example examples expertise
explain explained explanation experience experienced factor feature give gives good identified
include included includes including information issue issues key knowledge level levels main
managed management mark marks meet meeting meets method methodology need needs objective
objectives outcome outcomes outline outlined outlines overview performance plan plans point points
practice present presented project provide provided provides providing provision quality range
reflect relation required requirement requirements result results score scored scores service
services set shared show shows shown skill skills solution specification specific standard
standards statement successful support supported supporting team terms track record understand
understanding understood value various way ways work works
"""

STOCK = stems((_GRAMMAR, _PARTIES, _PRAISE_AND_BLAME, _EVALUATION))
"""The stems of words that tell nothing about one tender in particular."""

PHRASES = (
    "meets the requirement", "meets all the requirement", "meets all of the requirement",
    "meets our requirement", "meets requirement", "exceeds the requirement",
    "good response", "good answer", "strong response", "excellent response", "weak response",
    "poor response", "comprehensive response", "satisfactory response", "adequate response",
    "as required", "well written", "well structured", "good level of detail",
    "good understanding", "clear understanding", "full understanding", "sound understanding",
    "lacks detail", "lacking in detail", "more detail", "further detail", "in sufficient detail",
    "robust approach", "good approach", "relevant examples", "relevant experience",
    "gives confidence", "gives the panel confidence", "no concerns", "some concerns",
    "all aspects", "all elements", "all areas", "in line with",
)  # fmt: skip
"""Phrases that a refusal quotes where it finds them."""
