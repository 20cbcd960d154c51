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
    path("applications/", views.applications, name="applications"),
    path("applications/new/", views.application_new, name="application-new"),
    path("applications/<uuid:application_id>/", views.application, name="application"),
    path(
        "applications/<uuid:application_id>/keys/", views.application_keys, name="application-keys"
    ),
    path(
        "applications/<uuid:application_id>/standing/",
        views.application_standing,
        name="application-standing",
    ),
    path("approvals/<uuid:approval_id>/company/", views.company, name="approval-company"),
]
