"""Who follows a dossier stands to it in a way of its own, which access rows name."""

from __future__ import annotations

from django.db import migrations

import aanboord.core.models
from aanboord.core.altering import AlterChoice


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_settled_order")]

    operations = [
        AlterChoice(
            model_name="look",
            name="relation",
            field=aanboord.core.models.Choice(
                choices=[
                    ("self", "over mezelf"),
                    ("own", "aan mij toegewezen"),
                    ("team", "van mijn team"),
                    ("follows", "mijn team volgt mee"),
                    ("organisation", "van mijn organisatie"),
                    ("none", "geen band"),
                ],
                max_length=40,
            ),
        ),
    ]
