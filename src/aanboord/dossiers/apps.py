from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "aanboord.dossiers"

    def ready(self) -> None:
        from . import access, reactions  # noqa: F401  (rows of the access table; what follows from clocks and events)
