"""A rule that no column can hold: what is published names at least two parties.

It is checked at the end of the transaction, since parties are written after their agreement.
"""

from django.db import migrations

COUNT_AND_REFUSE = """
CREATE FUNCTION agreement_published_has_two_parties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key bigint;
    parties integer;
BEGIN
    IF TG_TABLE_NAME = 'registry_agreement' THEN
        key := NEW.id;
    ELSE
        key := OLD.agreement_id;
    END IF;
    SELECT a.bund::integer
        + (SELECT count(*) FROM registry_agreement_laender x WHERE x.agreement_id = a.id)
        + (SELECT count(*) FROM registry_agreement_partner_organisations x WHERE x.agreement_id = a.id)
        + (SELECT count(*) FROM registry_agreement_partner_kommunen x WHERE x.agreement_id = a.id)
        + (SELECT count(*) FROM registry_pilotkommune x WHERE x.agreement_id = a.id)
    INTO parties
    FROM registry_agreement a WHERE a.id = key AND a.visibility = 'published';
    IF parties < 2 THEN
        RAISE EXCEPTION 'agreement % is published with % of at least two parties', key, parties
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_published_has_two_parties';
    END IF;
    RETURN NULL;
END $$;
"""

WHEN_AGREEMENT_CHANGES = """
CREATE CONSTRAINT TRIGGER agreement_published_has_two_parties
AFTER INSERT OR UPDATE OF visibility, bund ON registry_agreement DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.visibility = 'published') EXECUTE FUNCTION agreement_published_has_two_parties();
"""

WHEN_PARTY_GOES = """
CREATE CONSTRAINT TRIGGER agreement_published_has_two_parties
AFTER DELETE OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION agreement_published_has_two_parties();
"""

PARTY_TABLES = (
    "registry_agreement_laender",
    "registry_agreement_partner_organisations",
    "registry_agreement_partner_kommunen",
    "registry_pilotkommune",
)


def forwards() -> str:
    """Return the SQL that installs the function and its triggers."""
    on_parties = [WHEN_PARTY_GOES.format(table=table) for table in PARTY_TABLES]
    return "\n".join([COUNT_AND_REFUSE, WHEN_AGREEMENT_CHANGES, *on_parties])


class Migration(migrations.Migration):
    """Install the constraint trigger."""

    dependencies = [("registry", "0002_review_and_research")]
    operations = [
        migrations.RunSQL(
            forwards(), reverse_sql="DROP FUNCTION agreement_published_has_two_parties() CASCADE"
        )
    ]
