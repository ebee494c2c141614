"""Migrations that change what the database checks."""

from __future__ import annotations

from typing import Any

from django.db import migrations


class AlterChoice(migrations.AlterField):
    """Other codes for a `Choice`: its check is changed with them, which Django does for the checks of its own alone."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        before = from_state.apps.get_model(app_label, self.model_name)
        old, new = before._meta.get_field(self.name), model._meta.get_field(self.name)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(before, alter_fields=[(old, new)])
            return
        table, check = model._meta.db_table, f"{model._meta.db_table}_{new.column}_check"
        schema_editor.execute(
            f'ALTER TABLE "{table}" DROP CONSTRAINT "{check}",'
            f' ADD CONSTRAINT "{check}" CHECK ({new.db_check(schema_editor.connection)})'
        )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.database_forwards(app_label, schema_editor, from_state, to_state)
