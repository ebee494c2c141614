"""Addresses of this room."""

from django.urls import path

from .views import deliveries, duplicates, quarantine

app_name = "exchange"
urlpatterns = [
    path("leveringen/", deliveries.deliveries, name="deliveries"),
    path("leveringen/nieuw/", deliveries.upload, name="upload"),
    path("leveringen/rijen/", quarantine.rows, name="rows"),
    path("leveringen/rijen/<uuid:pk>/", quarantine.row, name="row"),
    path("leveringen/rijen/<uuid:pk>/herstel", quarantine.mend, name="mend"),
    path("leveringen/rijen/<uuid:pk>/weglaten", quarantine.drop, name="drop_row"),
    path("leveringen/<uuid:pk>/", deliveries.delivery, name="delivery"),
    path("leveringen/<uuid:delivery>/rijen/", quarantine.rows, name="delivery_rows"),
    path("leveringen/<uuid:pk>/verwerken", deliveries.process, name="process"),
    path("leveringen/<uuid:pk>/verder", deliveries.resume, name="resume"),
    path("leveringen/<uuid:pk>/weggooien", deliveries.drop, name="drop_delivery"),
    path("dubbels/", duplicates.duplicates, name="duplicates"),
    path("dubbels/<uuid:pk>/", duplicates.duplicate, name="duplicate"),
    path("dubbels/<uuid:pk>/verschillend", duplicates.different, name="different"),
    path("dubbels/<uuid:pk>/dezelfde", duplicates.same, name="same"),
    path("dubbels/naam/<uuid:pk>/", duplicates.hold, name="hold"),
    path("dubbels/naam/<uuid:pk>/overnemen", duplicates.take_hold, name="take_hold"),
    path("dubbels/naam/<uuid:pk>/behouden", duplicates.refuse_hold, name="refuse_hold"),
]
