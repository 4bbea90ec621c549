"""Where what a pack names can be read: the address of each rule, value, outcome and source."""

from flask import url_for

from rules.pack import Pack
from rules.stack import Stack


class Places:
    """The addresses of everything that a stack of packs holds, each in the pack that holds it."""

    def __init__(self, stack: Stack, here: Pack | None = None) -> None:
        """Take a stack; `here` is the pack whose page the links stand on, if it is one."""
        self._stack = stack
        self._here = here.id if here else ""
        self._owners: dict[str, Pack] = {}
        for pack in stack.packs:
            for id_ in _ids(pack):
                self._owners.setdefault(id_, pack)

    def address(self, id_: str) -> str:
        """Return the address of what is called by an id, empty if nothing is."""
        owner = self._owners.get(id_)
        if owner is None:
            return ""
        if id_ in self._stack.rules:
            return url_for("policies.rule", pack_id=owner.id, rule_id=id_)
        if id_ in self._stack.parameters:
            return url_for("policies.value", pack_id=owner.id, value_id=id_)
        page = "" if owner.id == self._here else url_for("policies.policy", pack_id=owner.id)
        return f"{page}#{id_}"


def _ids(pack: Pack) -> tuple[str, ...]:
    held = (
        pack.rules,
        pack.parameters,
        pack.pillars,
        pack.bodies,
        pack.outcomes,
        pack.indicators,
        pack.clauses,
        pack.duties,
        pack.sources,
    )
    return tuple(item.id for items in held for item in items)
