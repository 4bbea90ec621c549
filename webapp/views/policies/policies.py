"""Reading policies: what each says, rule by rule, where each value comes from, how two differ."""

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from rules.pack import Pack, PackKind, Parameter
from rules.reading.search import search as found_in
from rules.reading.search import words_of
from webapp.services.policies.policies import (
    BrokenPolicy,
    Policy,
    compared,
    policy_of,
    policy_pdf,
)
from webapp.services.policies.policies import policies as every_policy
from webapp.views.access import access
from webapp.views.pages import page
from webapp.views.places import Places
from webapp.views.policies.own_values import own_values
from webapp.views.policies.rulebook import (
    brief_of,
    comparison_sentence,
    grouped,
    rule_shown,
    tables_of,
    value_shown,
)
from webapp.views.reaches import SIGNED_IN

blueprint = Blueprint("policies", __name__, url_prefix="/policies")

LONGEST_QUERY = 200


@blueprint.get("")
@access(SIGNED_IN)
def policies() -> Response:
    """List every policy, and the law that they stand on."""
    found = every_policy()
    whole = [one for one in found if isinstance(one, Policy)]
    return page(
        "policies/policies.html",
        policies=[brief_of(one) for one in whole if one.pack.kind is PackKind.POLICY],
        laws=[brief_of(one) for one in whole if one.pack.kind is PackKind.LAW],
        broken=[one for one in found if isinstance(one, BrokenPolicy)],
    )


@blueprint.get("/<string:pack_id>")
@access(SIGNED_IN)
def policy(pack_id: str) -> Response:
    """Show a policy as enacted."""
    found = _found(pack_id)
    return page(
        "policies/policy.html",
        pack=found.pack,
        reading=found.reading(),
        own=own_values(pack_id, found.pack.parameters),
        places=Places(found.stack, found.pack),
        others=_others(found),
        longest_query=LONGEST_QUERY,
    )


@blueprint.get("/<string:pack_id>.pdf")
@access(SIGNED_IN)
def pdf(pack_id: str) -> Response:
    """Send a policy as a PDF."""
    found = _found(pack_id)
    response = Response(policy_pdf(found), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"policy-{pack_id}.pdf")
    return response


@blueprint.get("/<string:pack_id>/search")
@access(SIGNED_IN)
def search(pack_id: str) -> Response:
    """Find words in a policy."""
    found = _found(pack_id)
    query = request.args.get("q", "")[:LONGEST_QUERY].strip()
    hits = found_in(found.reading(), query)
    return page(
        "policies/search.html",
        pack=found.pack,
        query=query,
        longest_query=LONGEST_QUERY,
        is_asked=bool(words_of(query)),
        count=len(hits),
        groups=grouped(hits),
        places=Places(found.stack),
    )


@blueprint.get("/<string:pack_id>/rules/<string:rule_id>")
@access(SIGNED_IN)
def rule(pack_id: str, rule_id: str) -> Response:
    """Show one rule with everything that it rests on."""
    found = _found(pack_id)
    if rule_id not in {one.id for one in found.pack.rules}:
        return _elsewhere(found, rule_id)
    return page(
        "policies/rule.html",
        pack=found.pack,
        rule=rule_shown(found.stack.rules[rule_id], found),
        own=own_values(pack_id, _named(found, found.stack.rules[rule_id].parameters)),
        places=Places(found.stack),
    )


@blueprint.get("/<string:pack_id>/values/<string:value_id>")
@access(SIGNED_IN)
def value(pack_id: str, value_id: str) -> Response:
    """Show one value with its history."""
    found = _found(pack_id)
    if value_id not in {one.id for one in found.pack.parameters}:
        return _elsewhere(found, value_id)
    return page(
        "policies/value.html",
        pack=found.pack,
        value=value_shown(found.stack.parameters[value_id], found),
        own=own_values(pack_id, _named(found, [value_id])),
        places=Places(found.stack),
    )


@blueprint.get("/<string:pack_id>/compare/<string:other_id>")
@access(SIGNED_IN)
def comparison(pack_id: str, other_id: str) -> Response:
    """Show two policies side by side."""
    first, second = _found(pack_id), _found(other_id)
    result = compared(first, second)
    return page(
        "policies/comparison.html",
        packs=(first.pack, second.pack),
        comparison=result,
        sentence=comparison_sentence(result),
        places=(Places(first.stack), Places(second.stack)),
        stages=() if result.is_one_policy else tables_of(first, second),
    )


def _found(pack_id: str) -> Policy:
    """Return a policy, or answer with what is wrong with its files, or that there is none."""
    found = policy_of(pack_id)
    if found is None:
        abort(404)
    if isinstance(found, BrokenPolicy):
        abort(page("policies/broken.html", status=503, policy=found))
    return found


def _named(found: Policy, ids: Iterable[str]) -> list[Parameter]:
    return [found.stack.parameters[id_] for id_ in ids]


def _others(found: Policy) -> list[Pack]:
    """Return the packs of the same kind that a pack can be compared with."""
    packs = [one.pack for one in every_policy() if isinstance(one, Policy)]
    return [one for one in packs if one.kind is found.pack.kind and one.id != found.pack.id]


def _elsewhere(found: Policy, id_: str) -> Response:
    """Lead to what stands in a pack below; what stands nowhere is not found."""
    address = Places(found.stack).address(id_)
    below = {pack.id for pack in found.stack.packs} - {found.pack.id}
    if not any(address.startswith(url_for(".policy", pack_id=other)) for other in below):
        abort(404)
    return redirect(address)
