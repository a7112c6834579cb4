"""The history of changes, written with as few queries as it can be."""

from django.db import models
from simple_history.models import HistoricalRecords
from simple_history.utils import get_m2m_field_name


class ThriftyRecords(HistoricalRecords):
    """Records that keep relations without reading the recorded object again for each of them.

    With excluded fields the parent class asks the database for these once per relation: half of all queries
    when many agreements are written.
    """

    def create_historical_record_m2ms(self, history_instance: models.Model, instance: models.Model) -> None:
        """Keep the rows of each relation beside the row of history."""
        read = getattr(instance, "_prefetched_objects_cache", {})
        for field in history_instance._history_m2m_fields:
            if field.name in read and not read[field.name]:
                continue
            through = getattr(type(instance), field.name).through
            names = [column.attname for column in through._meta.fields]
            rows = through._default_manager.filter(**{get_m2m_field_name(field): instance}).values(*names)
            kept = self.m2m_models[field]
            kept.objects.bulk_create([kept(history=history_instance, **row) for row in rows])
