"""Rows know the transaction that wrote them: feed and seal wait for those that are under way."""

from __future__ import annotations

from django.db import migrations, models

from aanboord.journal.models import CurrentTransaction
from aanboord.journal.protection import OFFSET


def count_from_here(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(OFFSET.format(0))


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunPython(count_from_here, migrations.RunPython.noop, elidable=False),
        migrations.RemoveIndex(model_name="look", name="look_account_at"),
        migrations.AddField(
            model_name="look",
            name="transaction",
            field=models.BigIntegerField(db_default=CurrentTransaction(), editable=False),
        ),
        migrations.AlterField(
            model_name="event",
            name="transaction",
            field=models.BigIntegerField(db_default=CurrentTransaction(), editable=False),
        ),
        migrations.AddIndex(model_name="event", index=models.Index(fields=["transaction", "id"], name="event_settled")),
        migrations.AddIndex(model_name="look", index=models.Index(fields=["transaction", "id"], name="look_settled")),
    ]
