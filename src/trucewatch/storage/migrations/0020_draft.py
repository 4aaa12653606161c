from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("storage", "0010_delegation_note"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("person", models.CharField(db_index=True, max_length=26)),
                ("told", models.JSONField()),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "changed_at"], name="drafts_of_a_kind"),
                ],
            },
        ),
    ]
