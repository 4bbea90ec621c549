"""The application, quicker: names are found in one look-up, an address is put together once."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Flask, has_request_context, request
from flask.templating import Environment

ADDRESSES_KEPT = 20_000
_PLAIN = frozenset({str, int, UUID, type(None)})


class QuickEnvironment(Environment):
    """Flask's environment, whose templates look a name up in one dictionary.

    Jinja chains an empty one before it for each template, and so looks up everything twice.
    """

    def make_globals(self, d: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return the names that a template finds, with others before them if there are any."""
        return super().make_globals(d) if d else self.globals


class QuickFlask(Flask):
    """Flask, whose pages of many links put each address together only once."""

    jinja_environment = QuickEnvironment

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Flask has it
        """Begin with no address kept."""
        super().__init__(*args, **kwargs)
        self._kept = lru_cache(maxsize=ADDRESSES_KEPT)(self._made)

    def url_for(
        self,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,  # noqa: ANN401 - as Flask has it
    ) -> str:
        """Return the address of a page."""
        special = {"_anchor": _anchor, "_method": _method, "_scheme": _scheme}
        is_plain = _external is None and not any(special.values()) and has_request_context()
        if not is_plain or any(type(one) not in _PLAIN for one in values.values()):
            return super().url_for(endpoint, **special, _external=_external, **values)
        blueprint = request.blueprint if endpoint.startswith(".") else None
        return self._kept(request.root_path, blueprint, endpoint, tuple(values.items()))

    def _made(
        self,
        _root: str,
        _blueprint: str | None,
        endpoint: str,
        values: tuple[tuple[str, Any], ...],
    ) -> str:
        return super().url_for(endpoint, **dict(values))
