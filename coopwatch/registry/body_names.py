"""The names and spellings of portals and organisations that editors keep, for who reads articles."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from coopwatch.registry.models import Organisation, Portal
from coopwatch.registry.vocabulary import CheckState

BODIES = {"organisation": Organisation, "portal": Portal}

# What the machine itself has made of a text is no name that it may look for in the next one.
VOUCHED = {"check_state": CheckState.CHECKED}


def names_stamp() -> str:
    """Return a short text that changes with every name and every spelling, in two quick queries."""
    columns = (Cast(name, TextField()) for name in ("spellings", "file_spellings"))
    line = Concat(F("name"), Value("|"), *columns, output_field=TextField())
    stamps = (
        model.objects.filter(**VOUCHED).aggregate(stamp=MD5(StringAgg(line, "\n", order_by="name")))["stamp"]
        for model in BODIES.values()
    )
    return "-".join(stamp or "none" for stamp in stamps)


def body_names() -> dict[str, list[tuple[str, str]]]:
    """Return pairs of spelling and name for each kind of body; the name itself is one of its spellings."""
    return {
        kind: [
            (spelling, name)
            for name, spellings in model.objects.filter(**VOUCHED)
            .order_by("name")
            .values_list("name", "spellings")
            for spelling in (name, *spellings)
        ]
        for kind, model in BODIES.items()
    }


def names_taken_away() -> dict[str, list[tuple[str, str]]]:
    """Return pairs of spelling and name that the data files have and that an editor took from the body."""
    return {
        kind: [
            (spelling, name)
            for name, spellings, of_files in model.objects.exclude(file_spellings=None)
            .order_by("name")
            .values_list("name", "spellings", "file_spellings")
            for spelling in of_files
            if spelling not in spellings
        ]
        for kind, model in BODIES.items()
    }
