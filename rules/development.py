"""A development as it is put to the rules: what permission is sought for, and what follows."""

from dataclasses import dataclass
from datetime import date

from rules.area import Area
from rules.procurement import Authority, known_facts
from rules.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Development:
    """A planning application, which is no procurement: `podium/development/1`.

    `authority` is the one that determines it, on `determined_on`; `dwellings` how many it
    provides, `floor_area_m2` and `site_area_ha` its floor space and its site. `None` is unknown.
    """

    reference: str
    title: str
    authority: Authority
    determined_on: date
    dwellings: int | None = None
    floor_area_m2: Area | None = None
    site_area_ha: Area | None = None
    minerals_or_waste: bool = False

    def facts(self) -> dict[str, Value]:
        """Return every fact that is known of this development, derived ones included."""
        given: dict[str, Value | None] = {
            "authority_type": self.authority.type,
            "nation": self.authority.nation,
            "dwellings": self.dwellings,
            "floor_area_m2": self.floor_area_m2,
            "site_area_ha": self.site_area_ha,
            "minerals_or_waste": self.minerals_or_waste,
            "determined_on": self.determined_on,
        }
        return known_facts({name: value for name, value in given.items() if value is not None})
