from django.urls import include, path

from apps.core import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("accounts/", include("apps.tenants.urls")),
    path("ops/", include("apps.ops.urls")),
    path("", include("apps.portal.urls")),
]
