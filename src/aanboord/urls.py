"""Every address of the platform; each room keeps its own list."""

from django.urls import include, path

from aanboord.web.api import ADDRESSES

urlpatterns = [
    path("", include("aanboord.web.urls")),
    path("", include("aanboord.dossiers.urls")),
    path("", include("aanboord.exchange.urls")),
    path("account/", include("allauth.urls")),
    path("api/", ADDRESSES),
]

handler400 = "aanboord.web.views.errors.bad_request"
handler403 = "aanboord.web.views.errors.forbidden"
handler404 = "aanboord.web.views.errors.not_found"
handler500 = "aanboord.web.views.errors.server_error"
