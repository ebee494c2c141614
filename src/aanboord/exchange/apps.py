from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "aanboord.exchange"

    def ready(self) -> None:
        from . import access  # noqa: F401  (rows of the access table)
