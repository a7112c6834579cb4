"""An index by Land over the Länder of agreements, with the agreement in it, so that no row has to be read."""

from django.db import migrations

MAKE = "CREATE INDEX agreement_laender_by_land ON registry_agreement_laender (land_id, agreement_id)"
DROP = "DROP INDEX agreement_laender_by_land"


class Migration(migrations.Migration):
    """Make the index."""

    dependencies = [("registry", "0007_spellings_of_the_files")]

    operations = [migrations.RunSQL(MAKE, DROP)]
