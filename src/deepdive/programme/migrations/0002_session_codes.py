"""Each session gets a short code of its own."""

from django.db import migrations, models

import deepdive.programme.models


def give_codes(apps, schema_editor):
    for session in apps.get_model("programme", "Session").objects.filter(code=None):
        session.code = deepdive.programme.models.new_code()
        session.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_first")]
    operations = [
        migrations.AddField("session", "code", models.CharField(max_length=6, null=True)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            "session",
            "code",
            models.CharField(
                default=deepdive.programme.models.new_code, editable=False, max_length=6, unique=True
            ),
        ),
    ]
