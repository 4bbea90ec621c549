"""The numbers in addresses: as many digits as a database takes, so that a longer one is no page."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class NumberConverter(IntegerConverter):
    """A whole number of at most nine digits, which every database keeps as one."""

    regex = "[0-9]{1,9}"


def limit_numbers(app: Flask) -> None:
    """Let no address of the application hold a number that no row can have."""
    app.url_map.converters["int"] = NumberConverter
