"""What was done to many things at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storage", "0030_desks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bulk",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("person", models.CharField(max_length=26)),
                ("action", models.CharField(max_length=24)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("items", models.JSONField()),
                ("done", models.JSONField(null=True)),
                ("undone", models.JSONField(null=True)),
            ],
        ),
    ]
