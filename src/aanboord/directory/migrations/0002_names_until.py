"""A name that an organisation bore is known by its last day; the first is that after the name before."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="organisationname", options={"ordering": ["until"]}),
        migrations.RemoveField(model_name="organisationname", name="since"),
        migrations.AlterField(model_name="organisationname", name="until", field=models.DateField()),
    ]
