from django.urls import path

from apps.portal import views

app_name = "portal"

CONNECTION = "t/<slug:tenant>/connections/<uuid:connection_id>/"
STEP = CONNECTION + "steps/<slug:step_id>/"
DELEGATED = "delegated/<uuid:delegation_id>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path("t/<slug:tenant>/", views.tenant, name="tenant"),
    path(CONNECTION, views.hub, name="hub"),
    path(CONNECTION + "runs/", views.runs, name="runs"),
    path(CONNECTION + "result/", views.result, name="result"),
    path(CONNECTION + "resume/", views.resume, name="resume"),
    path(CONNECTION + "entities/", views.entities, name="entities"),
    path(CONNECTION + "review/", views.review, name="review"),
    path(CONNECTION + "done/", views.done, name="done"),
    path(CONNECTION + "credentials/", views.credentials, name="credentials"),
    path(CONNECTION + "support/", views.support, name="support"),
    path(CONNECTION + "guide/", views.printed, name="printed"),
    path(CONNECTION + "guide/<path:name>", views.picture, name="picture"),
    path(CONNECTION + "upgrade/", views.upgrading, name="upgrade"),
    path(CONNECTION + "promotion/", views.promotion, name="promotion"),
    path(STEP, views.step, name="step"),
    path(STEP + "decision/", views.decision, name="step-decision"),
    path(STEP + "attestation/", views.attestation, name="step-attestation"),
    path(
        STEP + "attestation/withdrawal/",
        views.attestation_withdrawal,
        name="attestation-withdrawal",
    ),
    path(STEP + "wait/", views.wait, name="step-wait"),
    path(STEP + "approval/", views.approval, name="approval"),
    path(STEP + "approval/company/", views.approval_company, name="approval-company"),
    path(STEP + "delegations/", views.delegations, name="delegations"),
    path(
        STEP + "delegations/<uuid:delegation_id>/withdrawal/",
        views.delegation_withdrawal,
        name="delegation-withdrawal",
    ),
    path("steps/<str:token>/", views.delegation, name="delegation"),
    path("steps/<str:token>/mail/", views.delegation_mail, name="delegation-mail"),
    path(DELEGATED, views.delegated, name="delegated"),
    path(DELEGATED + "result/", views.delegated_result, name="delegated-result"),
    path(DELEGATED + "runs/", views.delegated_runs, name="delegated-runs"),
    path(DELEGATED + "decision/", views.delegated_decision, name="delegated-decision"),
    path(DELEGATED + "attestation/", views.delegated_attestation, name="delegated-attestation"),
    path(DELEGATED + "completion/", views.delegated_completion, name="delegated-completion"),
    path(CONNECTION + "disconnection/", views.disconnection, name="disconnection"),
    path("oauth/callback/<uuid:application_id>", views.oauth_callback, name="oauth-callback"),
    path("oauth/problem/<str:reason>/", views.approval_problem, name="approval-problem"),
]
