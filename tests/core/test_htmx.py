from django.test import RequestFactory

from apps.core.htmx import STOP_POLLING, render_part

TEMPLATE = "components/tag.html"


def test_polling_ends_with_the_last_part() -> None:
    request = RequestFactory().get("/", headers={"HX-Request": "true"})

    assert render_part(request, TEMPLATE, {}, last=True).status_code == STOP_POLLING
    assert render_part(request, TEMPLATE, {}).status_code == 200


def test_a_browser_without_htmx_gets_a_plain_answer() -> None:
    request = RequestFactory().get("/")

    assert render_part(request, TEMPLATE, {}, last=True).status_code == 200
