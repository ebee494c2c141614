from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "aanboord.journal"

    def ready(self) -> None:
        from aanboord.core.actions import use_journal

        from .append import append
        from .protection import protect

        use_journal(append)
        post_migrate.connect(protect, sender=self)
