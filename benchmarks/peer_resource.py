"""The same rows by django-import-export: run by its own environment, tells the seconds of the export."""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopwatch.settings")
import django

django.setup()

from import_export import fields, resources

from benchmarks.import_columns import COLUMNS
from coopwatch.registry.models import Agreement


class AgreementResource(resources.ModelResource):
    """Ten of the columns of our own export, joined in the same way."""

    id = fields.Field(attribute="slug", column_name="id")
    bund = fields.Field()
    laender = fields.Field()
    portals = fields.Field()
    topics = fields.Field()

    class Meta:
        model = Agreement
        fields = export_order = COLUMNS

    def dehydrate_bund(self, row: Agreement) -> str:
        """Return the truth as our export writes it."""
        return "true" if row.bund else "false"

    def dehydrate_laender(self, row: Agreement) -> str:
        """Return the codes."""
        return "; ".join(sorted(land.pk for land in row.laender.all()))

    def dehydrate_portals(self, row: Agreement) -> str:
        """Return the names."""
        return "; ".join(portal.name for portal in row.portals.all())

    def dehydrate_topics(self, row: Agreement) -> str:
        """Return the topics."""
        return "; ".join(row.topics)


def main() -> None:
    """Write the file named on the command line."""
    rows = Agreement.objects.public().prefetch_related("laender", "portals")
    began = time.perf_counter()
    text = AgreementResource().export(rows).csv
    seconds = time.perf_counter() - began
    Path(sys.argv[1]).write_text(text, "utf-8", newline="")
    Path(sys.argv[1]).with_suffix(".seconds").write_text(str(seconds), "ascii")


main()
