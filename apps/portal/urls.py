from django.urls import path

from apps.portal import views

app_name = "portal"

CONNECTION = "t/<slug:tenant>/connections/<uuid:connection_id>/"
STEP = CONNECTION + "steps/<slug:step_id>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("t/<slug:tenant>/", views.tenant, name="tenant"),
    path(CONNECTION, views.hub, name="hub"),
    path(CONNECTION + "runs/", views.runs, name="runs"),
    path(CONNECTION + "result/", views.result, name="result"),
    path(STEP, views.step, name="step"),
    path(STEP + "decision/", views.decision, name="step-decision"),
    path(STEP + "attestation/", views.attestation, name="step-attestation"),
]
