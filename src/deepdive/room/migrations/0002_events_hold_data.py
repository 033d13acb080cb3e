"""Events hold more than one number: what they held moves into ``data``."""

from django.db import migrations, models

NAMES = {"block-started": "index", "extended": "minutes"}


def numbers_into_data(apps, schema_editor):
    RoomEvent = apps.get_model("room", "RoomEvent")
    for row in RoomEvent.objects.exclude(number=None):
        row.data = {NAMES[row.kind]: row.number}
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("room", "0001_first")]
    operations = [
        migrations.AddField("roomevent", "data", models.JSONField(default=dict)),
        migrations.RunPython(numbers_into_data, migrations.RunPython.noop),
        migrations.RemoveField("roomevent", "number"),
    ]
