"""The OpenAPI description, made from the filter itself so that it cannot lag behind."""

import django_filters
from django.utils.translation import gettext as _

from coopwatch.dashboard.filters import AgreementFilter
from coopwatch.registry.vocabulary import CheckState, DatePrecision, Kind, Stage, Topic

TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
NUMBER = {"type": "integer", "minimum": 0}


def parameter(name: str, part: django_filters.Filter) -> dict:
    """Return the description of one filter parameter."""
    choices = [str(value) for value, _label in part.extra.get("choices", ())]
    schema: dict = {"type": "string"} | ({"enum": choices} if choices else {})
    if "min_value" in part.extra:
        schema = {"type": "integer", "minimum": part.extra["min_value"], "maximum": part.extra["max_value"]}
    if "max_length" in part.extra:
        schema["maxLength"] = part.extra["max_length"]
    if isinstance(part, django_filters.MultipleChoiceFilter):
        schema = {"type": "array", "items": schema}
    return {"name": name, "in": "query", "description": str(part.label), "schema": schema, "explode": True}


def page_parameters() -> list[dict]:
    """Return the parameters that choose a page."""
    limits = (("page", _("Seite"), 1_000_000, 1), ("page_size", _("Vereinbarungen je Seite"), 200, 50))
    number = {"type": "integer", "minimum": 1}
    return [
        {
            "name": name,
            "in": "query",
            "description": words,
            "schema": number | {"maximum": most, "default": default},
        }
        for name, words, most, default in limits
    ]


def thing(properties: dict) -> dict:
    """Return the schema of an object all of whose properties are there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def listed(schema: dict) -> dict:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def schemas() -> dict:
    """Return the schemas of everything that the API returns."""
    source = thing({"publisher": MAYBE, "url": MAYBE, "published_on": MAYBE})
    kommune = thing({"ags": TEXT, "name": TEXT, "type": TEXT, "land": TEXT})
    agreement = thing(
        {
            "id": TEXT, "url": TEXT, "title": TEXT, "summary": TEXT, "name": MAYBE,
            "kind": {"type": "string", "enum": Kind.values},
            "status": {"type": "string", "enum": Stage.values},
            "date": MAYBE | {"description": "ISO date, as exact as it is known: 2020-12-11, 2020-12 or 2020"},
            "date_precision": {"type": "string", "enum": DatePrecision.values},
            "date_basis": MAYBE,
            "parties": listed(TEXT), "partners": listed(TEXT), "portals": listed(TEXT),
            "pilotkommunen": listed(kommune),
            "topics": listed({"type": "string", "enum": Topic.values}),
            "check_state": {"type": "string", "enum": CheckState.values},
            "confidence": {"type": ["number", "null"]},
            "quoted": {"type": "boolean"},
            "sources": listed(source), "updated_at": TEXT,
        }
    )  # fmt: skip
    page = thing(
        {
            "count": NUMBER, "pages": NUMBER, "page": NUMBER, "filter": TEXT, "sentence": TEXT,
            "agreements": listed({"$ref": "#/components/schemas/Agreement"}),
        }
    )  # fmt: skip
    option = thing({"value": TEXT, "label": TEXT, "count": NUMBER})
    facets = {"type": "object", "additionalProperties": listed(option)}
    errors = thing({"errors": {"type": "object", "additionalProperties": listed(TEXT)}})
    return {"Agreement": agreement, "Page": page, "Facets": facets, "Errors": errors}


def answer(schema: str, words: str) -> dict:
    """Return the description of one answer."""
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"description": words, "content": {"application/json": {"schema": reference}}}


def operation(name: str, words: str, schema: str, parameters: list[dict], *failures: int) -> dict:
    """Return the description of one address."""
    unchanged = {"description": "not changed since the ETag that was sent"}
    answers = {"200": answer(schema, words), "304": unchanged}
    answers |= {str(code): answer("Errors", "what is wrong, by parameter") for code in failures}
    return {"get": {"operationId": name, "summary": words, "parameters": parameters, "responses": answers}}


def description(root: str) -> dict:
    """Return the OpenAPI 3.1 description of the API at this site."""
    filters = [parameter(name, part) for name, part in AgreementFilter.base_filters.items()]
    pattern = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
    slug = {"name": "id", "in": "path", "required": True, "schema": pattern}
    slug["description"] = _("Kennung der Vereinbarung, wie in der Adresse ihrer Seite")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "coopwatch",
            "version": "1",
            "description": "Digital cooperations between the German Bund, the Länder and their Kommunen.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": root}],
        "paths": {
            "/api/v1/agreements": operation(
                "agreements", _("Eine Seite der Vereinbarungen, die zum Filter passen"), "Page",
                filters + page_parameters(), 400, 404,
            ),
            "/api/v1/agreements/{id}": operation(
                "agreement", _("Eine Vereinbarung"), "Agreement", [slug], 404
            ),
            "/api/v1/facets": operation(
                "facets", _("Wie viele Vereinbarungen zu jedem Wert des Filters gehören"), "Facets",
                filters, 400,
            ),
        },
        "components": {"schemas": schemas()},
    }  # fmt: skip
