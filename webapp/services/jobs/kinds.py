"""The kinds of job, and the function that does each; its module is read only when it runs."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "backtest": "webapp.services.backtests:run",
        "check-draft": "webapp.services.settings.checking:run",
    }
)
"""By the name of a kind, the function as `module:function`; it takes `Work`, returns JSON."""
