"""The read model: cards and sheets, and the triggers that note what makes them stale."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# Table, what a note of it says, the column that names the row, the key of the table, and the columns that
# cards are made of.
OF_AGREEMENT = "agreement", "agreement_id", "id"
NOTED = {
    "registry_agreement": (
        "agreement", "id", "id",
        ("slug", "title", "summary", "name", "kind", "status", "date", "date_precision", "date_basis", "bund",
         "topics", "predecessor_id", "visibility", "check_state", "confidence", "sure", "created_at",
         "updated_at"),
    ),
    "registry_agreement_laender": (*OF_AGREEMENT, ("agreement_id", "land_id")),
    "registry_agreement_portals": (*OF_AGREEMENT, ("agreement_id", "portal_id")),
    "registry_agreement_partner_organisations": (*OF_AGREEMENT, ("agreement_id", "organisation_id")),
    "registry_agreement_partner_kommunen": (*OF_AGREEMENT, ("agreement_id", "kommune_id")),
    "registry_pilotkommune": (*OF_AGREEMENT, ("agreement_id", "kommune_id")),
    "registry_report": (*OF_AGREEMENT, ("agreement_id", "article_id")),
    "registry_evidence": (*OF_AGREEMENT, ("agreement_id", "decision", "quote")),
}
# Of these only changes matter: rows that are new or gone come and go with their links to agreements.
NAMED = {
    "registry_portal": ("portal", "id", "id", ("slug", "name")),
    "registry_organisation": ("organisation", "id", "id", ("slug", "name")),
    "registry_kommune": ("kommune", "ags", "ags", ("slug", "name", "kind", "land_id", "lat", "lon")),
    "registry_source": ("source", "id", "id", ("slug", "name")),
    "registry_article": ("article", "id", "id", ("source_id", "url", "published_on", "origin")),
    "registry_land": ("all", "code", "code", ("name",)),
}

FUNCTION = """
CREATE FUNCTION dashboard_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO dashboard_stale (what, key) VALUES ('all', '');
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE format(
            'INSERT INTO dashboard_stale (what, key) '
            'SELECT DISTINCT %1$L, unnest(ARRAY[here.%2$I::text, gone.%2$I::text]) '
            'FROM here JOIN gone USING (%3$I) WHERE (%4$s) IS DISTINCT FROM (%5$s)',
            TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3], TG_ARGV[4]
        );
    ELSE
        EXECUTE format(
            'INSERT INTO dashboard_stale (what, key) SELECT DISTINCT %L, %I::text FROM changed',
            TG_ARGV[0], TG_ARGV[1]
        );
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER dashboard_note_{name} AFTER {event} ON {table} {tables}
FOR EACH STATEMENT EXECUTE FUNCTION dashboard_note({arguments});
"""
COMING_AND_GOING = {
    "insert": "REFERENCING NEW TABLE AS changed",
    "delete": "REFERENCING OLD TABLE AS changed",
}
CHANGING = {"update": "REFERENCING OLD TABLE AS gone NEW TABLE AS here", "truncate": ""}


def trigger(table, event, tables, what, named, key, columns):
    """Return the statement that makes one trigger."""
    here, gone = (", ".join(f"{side}.{column}" for column in columns) for side in ("here", "gone"))
    arguments = ", ".join(f"'{text}'" for text in (what, named, key, here, gone))
    return TRIGGER.format(
        name=event, event=event.upper(), table=table, tables=tables, arguments=arguments
    )


def triggers():
    """Return the statements that make all triggers."""
    found = [
        trigger(table, event, tables, *facts)
        for table, facts in NOTED.items()
        for event, tables in (COMING_AND_GOING | CHANGING).items()
    ]
    found += [
        trigger(table, event, tables, *facts)
        for table, facts in NAMED.items()
        for event, tables in CHANGING.items()
    ]
    return "".join(found)


class Migration(migrations.Migration):

    dependencies = [
        ('dashboard', '0002_subscriptions'),
        ('registry', '0006_article_url_is_of_the_web'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('agreement', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='registry.agreement')),
                ('document', models.TextField()),
                ('machine_line', models.TextField()),
                ('german_line', models.TextField()),
                ('english_line', models.TextField()),
            ],
            options={
                'verbose_name': 'Blatt',
                'verbose_name_plural': 'Blätter',
            },
        ),
        migrations.CreateModel(
            name='Stale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=12)),
                ('key', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'verbose_name': 'Veraltetes',
                'verbose_name_plural': 'Veraltetes',
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('agreement', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='registry.agreement')),
                ('kind', models.CharField(max_length=30)),
                ('status', models.CharField(max_length=12)),
                ('check_state', models.CharField(max_length=10)),
                ('date', models.DateField(null=True)),
                ('bund', models.BooleanField()),
                ('scope', models.CharField(max_length=7)),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('portals', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('pilots', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, size=None)),
                ('organisations', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('sources', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
                ('title_key', models.TextField(db_collation='C')),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('head', models.BinaryField()),
                ('links', models.BinaryField()),
            ],
            options={
                'verbose_name': 'Karte',
                'verbose_name_plural': 'Karten',
                'ordering': [models.OrderBy(models.F('date'), descending=True, nulls_last=True), '-pk'],
                'indexes': [models.Index(models.OrderBy(models.F('date'), descending=True, nulls_last=True), models.OrderBy(models.F('agreement'), descending=True), name='card_by_date'), models.Index(fields=['title_key', '-agreement'], name='card_by_title'), django.contrib.postgres.indexes.GinIndex(fields=['parties', 'topics', 'portals', 'pilots', 'organisations', 'sources'], name='card_links')],
            },
        ),
        migrations.RunSQL(
            FUNCTION + triggers() + "INSERT INTO dashboard_stale (what, key) VALUES ('all', '');",
            reverse_sql="DROP FUNCTION dashboard_note() CASCADE",
        ),
    ]
