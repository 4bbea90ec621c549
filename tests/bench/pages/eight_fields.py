"""A page of eight questions' fields, as Podium asks them and as govuk-frontend-wtf renders them.

Podium asks at most five questions on a page. For the measure, its own view is given a page of the
journey with eight fields; everything else is as for any page of questions: who asks, the
procurement, the journey, the form, the template. The other renders the same fields of the same
form and nothing else: it reads no cookie and no database, and decides nothing.
"""

from uuid import UUID

from flask import Flask
from flask_wtf import FlaskForm
from govuk_frontend_wtf.main import WTFormsHelpers
from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovRadioInput, GovTextInput
from jinja2 import ChainableUndefined, ChoiceLoader, DictLoader, PackageLoader, PrefixLoader
from werkzeug.wrappers import Response
from wtforms import DateField, Field, RadioField, StringField

from forms.page_fields import ChoiceField, DayField, TypedTextField
from forms.questions import form_of
from rules.vocabulary import FACT_BY_NAME
from webapp.services.preparing.journey import PAGE_BY_SLUG, OpenPage
from webapp.views.access import access
from webapp.views.preparing.procurements import preparation_of
from webapp.views.preparing.questions import _asked
from webapp.views.reaches import READING

FACTS = (
    "nation",
    "category",
    "special_regime",
    "estimated_value",
    "commenced_on",
    "duration_months",
)
"""Six questions, one of which has three fields: an amount, whether with VAT, and its rate."""

ADDRESS = "/bench/eight-fields/{}"
_PAGE_SHOWN = "purchase"
_FIELDS = 8
_PAGE = """
{% extends "govuk_frontend_jinja/template.html" %}
{% block content %}
<h1 class="govuk-heading-l">Eight fields</h1>
<form method="post" novalidate>
{{ form.csrf_token }}
{% for field in fields %}{{ field }}{% endfor %}
</form>
{% endblock %}
"""


class NotEightFields(Exception):
    """The form has another number of fields, so that it is another measure."""


def add_page(app: Flask) -> None:
    """Give Podium's application a page of eight fields."""

    @access(READING)
    def eight_fields(procurement_id: UUID) -> Response:
        facts = tuple(FACT_BY_NAME[name] for name in FACTS)
        found = preparation_of(procurement_id)
        form = form_of(FACTS)(answers=found.journey.answers)
        return _asked(found, OpenPage(PAGE_BY_SLUG[_PAGE_SHOWN], facts, ()), form, status=200)

    app.add_url_rule(
        ADDRESS.format("<uuid:procurement_id>"), "questions.eight_fields", eight_fields
    )


def other_application() -> Flask:
    """Return an application that renders the same fields through govuk-frontend-wtf."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY="k" * 32)
    app.jinja_options = {"undefined": ChainableUndefined}
    app.jinja_loader = ChoiceLoader(
        [
            DictLoader({"page.html": _PAGE}),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    WTFormsHelpers(app)
    with app.test_request_context():
        form_class = _same_form()

    @app.get("/")
    def page() -> str:
        form = form_class()
        fields = [field for field in form if field.name != "csrf_token"]
        return app.jinja_env.get_template("page.html").render(form=form, fields=fields)

    return app


def _same_form() -> type[FlaskForm]:
    made = {field.name: _same_field(field) for field in form_of(FACTS)(meta={"csrf": False})}
    if len(made) != _FIELDS:
        raise NotEightFields(list(made))
    return type("SameForm", (FlaskForm,), made)


def _same_field(field: Field) -> Field:
    label, description = str(field.label.text), str(field.description)
    if isinstance(field, ChoiceField):
        choices = [(one[0], str(one[1])) for one in field.iter_choices()]
        return RadioField(label, description=description, choices=choices, widget=GovRadioInput())
    if isinstance(field, DayField):
        return DateField(label, description=description, widget=GovDateInput())
    if isinstance(field, TypedTextField):
        return StringField(label, description=description, widget=GovTextInput())
    raise NotEightFields(field.name)
