"""The settings of the baseline: the platform's, without its pages and without what stands before them."""

from aanboord.settings import *  # noqa: F403

MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # does next to nothing, and allauth insists
ROOT_URLCONF = "aanboord.web.bench.bare"
