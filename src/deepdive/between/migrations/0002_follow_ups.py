"""The follow-up after six months comes after 180 days now; who had the one has had the other."""

from django.db import migrations

OLD, NEW = "follow-up-6-months", "follow-up-180-days"


def rename(apps, schema_editor, before=OLD, after=NEW):
    apps.get_model("between", "SentLetter").objects.filter(once=before).update(once=after)


def rename_back(apps, schema_editor):
    rename(apps, schema_editor, NEW, OLD)


class Migration(migrations.Migration):
    dependencies = [("between", "0001_first")]
    operations = [migrations.RunPython(rename, rename_back)]
