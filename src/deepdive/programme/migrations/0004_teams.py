"""Where somebody comes from, for groups that mix."""

from django.db import migrations, models

TEAMS = [
    ("clinical", "Clinical or care"),
    ("technology", "Technology or data"),
    ("operations", "Operations or management"),
    ("patient", "Patient or carer"),
    ("other", "Other"),
]


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_rehearsals")]
    operations = [
        migrations.AddField(
            "seat", "team", models.CharField(blank=True, choices=TEAMS, default="", max_length=10)
        )
    ]
