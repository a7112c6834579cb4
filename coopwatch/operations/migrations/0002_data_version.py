"""The number of the state of the data: raised by each transaction that changes what public pages show."""

from django.db import migrations, models

TABLES = (
    "registry_agreement",
    "registry_agreement_laender",
    "registry_agreement_partner_kommunen",
    "registry_agreement_partner_organisations",
    "registry_agreement_portals",
    "registry_article",
    "registry_evidence",
    "registry_kommune",
    "registry_land",
    "registry_organisation",
    "registry_organisation_laender",
    "registry_pilotkommune",
    "registry_portal",
    "registry_portal_laender",
    "registry_report",
    "registry_signatory",
    "registry_source",
    "dashboard_textpage",
)

# One row for each transaction, so that nobody waits for another; a setting of the transaction keeps the
# statements after the first one from writing again.
RAISE = """
CREATE FUNCTION operations_data_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('coopwatch.changed', true) IS DISTINCT FROM own THEN
        INSERT INTO operations_datachange (txid, n) VALUES (own::bigint, 1)
        ON CONFLICT (txid) DO UPDATE SET n = operations_datachange.n + 1;
        PERFORM set_config('coopwatch.changed', own, true);
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER operations_data_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION operations_data_changed();
"""


class Migration(migrations.Migration):
    """Make the table, the function and its triggers."""

    dependencies = [
        ("operations", "0001_initial"),
        ("registry", "0004_day_that_was_read"),
        ("dashboard", "0001_text_pages"),
    ]
    operations = [
        migrations.CreateModel(
            name="DataChange",
            fields=[
                ("txid", models.BigIntegerField(primary_key=True, serialize=False)),
                ("n", models.BigIntegerField(default=1)),
            ],
        ),
        migrations.RunSQL(
            RAISE + "".join(TRIGGER.format(table=table) for table in TABLES),
            reverse_sql="DROP FUNCTION operations_data_changed() CASCADE",
        ),
    ]
