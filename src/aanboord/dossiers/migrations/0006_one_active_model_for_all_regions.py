from django.db import migrations, models


def silence_all_but_the_last(apps, schema_editor):
    active = apps.get_model("dossiers", "EstimateModel").objects.filter(active=True, region=None)
    last = active.order_by("-trained_at").first()
    if last is not None:
        active.exclude(pk=last.pk).update(active=False)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_agreement_escalated_on")]

    operations = [
        migrations.RunPython(silence_all_but_the_last, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="estimatemodel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active", True), ("region", None)),
                fields=("active",),
                name="one_active_model_for_all_regions",
            ),
        ),
    ]
