from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "aanboord.directory"
    verbose_name = "Directory"

    def ready(self) -> None:
        from .territories import load_territories

        post_migrate.connect(load_territories, sender=self)
