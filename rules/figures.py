"""Parameters of the law that documents read by name, and that no rule needs."""

KPIS_DESCRIBED = "kpis-described"
"""How many key performance indicators a contract details notice describes at the most."""

NOTICE_NAMES_ABOVE = "award-notice-suppliers-value"
"""The value above which a contract award notice names the suppliers that did not win."""

READ_BY_DOCUMENTS = (KPIS_DESCRIBED, NOTICE_NAMES_ABOVE)
