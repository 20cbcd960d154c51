from django.urls import path

from apps.ops import views

app_name = "ops"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tenants/", views.tenants, name="tenants"),
    path("tenants/new/", views.tenant_new, name="tenant-new"),
    path("tenants/<slug:slug>/", views.tenant, name="tenant"),
    path("tenants/<slug:slug>/invitations/", views.invitations, name="invitations"),
    path("connections/<uuid:connection_id>/runs/", views.runs, name="runs"),
    path("senders/", views.senders, name="senders"),
]
