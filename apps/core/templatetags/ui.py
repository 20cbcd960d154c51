"""The component tags: each renders the file of its name in ``templates/components``.

Kinds are ``ok bad warn info off plain`` or empty; ``tag``, ``dot`` and ``checks`` also take the
status words of ``apps.core.wording.KINDS``. Everything that says a state says it in words too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core import charts, clock, controls, wording

register = template.Library()

Row = Mapping[str, Any]
Context = dict[str, Any]

DOT_ICONS: Final = {
    "ok": "check",
    "said": "check",
    "bad": "bang",
    "failed": "x",
    "warn": "bang",
    "unclear": "question",
    "info": "dots",
    "lock": "lock",
    "off": "minus",
}
TAG_KINDS: Final = {"said": "plain", "done": "plain", "lock": "off", "busy": "info"}
MESSAGE_KINDS: Final = {"success": "ok", "error": "bad", "warning": "warn"}
SPARK_LEAST = 2


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw a symbol of ``static/icons/icons.svg``; ``size="s"`` is the small one."""
    html = '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>'
    return format_html(html, " icon--s" if size == "s" else "", static("icons/icons.svg"), name)


@register.inclusion_tag("components/tag.html")
def tag(kind: str, text: str) -> Context:
    """Show a status badge. What is completed stays quiet, so that the eye goes to what is left."""
    drawn = TAG_KINDS.get(kind) or wording.kind_of(kind)
    return {"kind": TAG_KINDS.get(drawn, drawn), "text": text}


@register.inclusion_tag("components/dot.html")
def dot(kind: str, *, small: bool = False) -> Context:
    """Show the round mark of a state; decoration beside the words that say it."""
    drawn = wording.kind_of(kind)
    symbol = DOT_ICONS.get(kind) or DOT_ICONS.get(drawn, "")
    return {"kind": "off" if drawn == "lock" else drawn, "symbol": symbol, "small": small}


@register.inclusion_tag("components/path.html")
def path(parts: Sequence[str], label: str = "Menu path in Sage Intacct") -> Context:
    """Show Intacct menu names in order, in Intacct's own words."""
    return {"parts": parts, "label": label}


@register.inclusion_tag("components/copy.html")
def copy(value: str, what: str, *, compact: bool = False) -> Context:
    """Show a button that copies ``value`` byte for byte; ``what`` names it for screen readers."""
    return {"value": value, "what": what, "compact": compact}


@register.inclusion_tag("components/kv.html")
def kv(rows: Sequence[Row], *, copy: bool = False, flat: bool = False) -> Context:
    """List ``{label, value, mono?, note?}`` rows, each with a copy button if asked."""
    return {"rows": rows, "copy": copy, "flat": flat}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> Context:
    """Show one form field: label, hint, error, control. Case is data, so nothing re-cases it."""
    widget = bound.field.widget
    return {
        "field": bound,
        "kind": controls.kind(widget),
        "control": bound.as_widget(attrs=controls.attributes(widget)),
        "errors": controls.errors(bound),
    }


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: forms.BaseForm) -> Context:
    """Show a whole form: its own errors, then hidden and visible fields."""
    return {"form": form}


@register.inclusion_tag("components/error_summary.html")
def error_summary(problems: forms.BaseForm | Sequence[Row]) -> Context:
    """Show "There is a problem" with ``{href, text}`` links; a form gives its own. Takes focus."""
    items = controls.problems(problems) if isinstance(problems, forms.BaseForm) else problems
    return {"items": items}


@register.inclusion_tag("components/checks.html")
def checks(rows: Sequence[Row]) -> Context:
    """List probes ``{id, label, state, note}``, one row each, the state in words too."""
    return {"rows": rows}


@register.inclusion_tag("components/finding.html")
def finding(item: Row, headline: str = "") -> Context:
    """Tell one finding: what we saw, why, how to fix it (theirs only), details for support.

    Its title is not shown again where it is the ``headline`` above it already.
    """
    return {"finding": item, "headline": headline}


@register.inclusion_tag("components/alert.html")
def alert(kind: str, title: str, text: str = "", *, url: str = "", label: str = "") -> Context:
    """Show a boxed statement about the whole page, and where to go about it."""
    return {"kind": kind, "title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", icon: str = "") -> Context:
    """Say that a list has nothing in it, and what would put something there."""
    return {"title": title, "text": text, "icon": icon}


@register.inclusion_tag("components/kpi.html")
def kpi(item: Row) -> Context:
    """Show one figure: ``{label, value, note, url, kind, spark}``."""
    return {"item": item}


@register.inclusion_tag("components/segs.html")
def segs(states: Sequence[str]) -> Context:
    """Draw progress, one segment a step (ok, bad, none), and say the same in words."""
    return {"bars": charts.segments(states), "label": wording.progress(states)}


@register.inclusion_tag("components/sparkline.html")
def sparkline(numbers: Sequence[float], kind: str = "") -> Context:
    """Draw a trend beside a figure; nothing when there are too few numbers for a line."""
    curve = charts.spark(numbers) if len(numbers or ()) >= SPARK_LEAST else None
    return {"curve": curve, "kind": kind}


@register.inclusion_tag("components/uptime.html")
def uptime(days: Sequence[Row], label: str) -> Context:
    """Draw one bar a day, ``{state: ok|deg|down|none, text}``; shapes tell the states apart."""
    bars = charts.uptime_bars([day["state"] for day in days])
    return {"bars": zip(bars, [day["text"] for day in days], strict=True), "label": label}


@register.simple_tag
def when(value: datetime | str | None, style: str = "full") -> SafeString | str:
    """Show a time in UTC: ``full`` (and how long ago), ``short``, or ``ago`` (for tables)."""
    if not isinstance(value, datetime):
        return value or "Never"
    now = clock.now()
    iso, short = value.isoformat(), wording.absolute_short(value, now)
    if style == "short":
        return format_html('<time datetime="{}">{}</time>', iso, short)
    relative = wording.relative(value, now)
    if style == "ago":
        html = '<time datetime="{}">{}<span class="table__sub">{}</span></time>'
        return format_html(html, iso, relative, short)
    html = '<time datetime="{}">{}</time> <span class="muted">({})</span>'
    return format_html(html, iso, wording.absolute(value), relative)


@register.filter
def in_utc(moment: datetime) -> str:
    """Return a time as plain text, for mail: ``5 December 2026, 17:00 UTC``."""
    return wording.absolute(moment)


@register.filter
def prose(text: str) -> SafeString:
    """Escape ``text``, then render ``**bold**`` and `` `code` `` and nothing else."""
    return wording.prose(str(text or ""))


@register.filter
def initials(name: object) -> str:
    """Return one or two capitals for an avatar."""
    return wording.initials(str(name))


@register.filter
def message_kind(tags: str) -> str:
    """Return the alert kind for the tags of a Django message."""
    return next((MESSAGE_KINDS[word] for word in tags.split() if word in MESSAGE_KINDS), "info")
