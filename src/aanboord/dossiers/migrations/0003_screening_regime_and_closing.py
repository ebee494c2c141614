from django.db import migrations, models

import aanboord.core.models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_desk")]

    operations = [
        migrations.AddField("dossier", "closed_on", models.DateField(blank=True, null=True)),
        migrations.AddField("dossier", "closed_reason", models.CharField(blank=True, max_length=200)),
        migrations.AddField(
            "screening",
            "regime",
            aanboord.core.models.Choice(
                blank=True,
                choices=[
                    ("few_hours", "Enkele uren per week"),
                    ("part_time", "Deeltijds"),
                    ("full_time", "Voltijds"),
                    ("full_time_any_shift", "Voltijds, ook in ploegen of in het weekend"),
                ],
                default="",
                max_length=40,
                verbose_name="zoekt werk",
            ),
            preserve_default=False,
        ),
    ]
