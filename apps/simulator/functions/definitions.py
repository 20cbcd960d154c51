"""lookup and inspect: they show that an object exists and ask for no permission (§4)."""

from apps.simulator import objects
from apps.simulator.functions.context import Context
from apps.simulator.objects import Field, ObjectType
from apps.simulator.refusals import FunctionRefusal, Problem
from apps.simulator.xml import Element, node, text


def lookup(call: Element, context: Context) -> Element:
    """The fields of an object (payloads/lookup_*); its relationships are left empty."""
    kind = _kind(text(call, "object"), context)
    fields = node("Fields", *map(_lookup_field, kind.fields.values()))
    return _listing(node("Type", fields, node("Relationships"), Name=kind.name, DocumentType=""))


def inspect(call: Element, context: Context) -> Element:
    """All objects for `*`, the fields of one otherwise."""
    name = text(call, "object") or text(call, "name")
    if name == "*":
        return _listing(*(node("Type", known, typename=known) for known in objects.OBJECTS))
    kind = _kind(name, context)
    if call.get("detail") != "1":
        return _listing(node("Type", node("Fields", *map(_name, kind.fields)), Name=kind.name))
    fields = node("Fields", *map(_inspect_field, kind.fields.values()))
    return _listing(node("Type", _attributes(kind), fields, Name=kind.name))


def _kind(name: str, context: Context) -> ObjectType:
    kind = objects.find(name)
    if kind is None:
        errorno = context.assumptions.unknown_object_errorno
        raise FunctionRefusal(Problem(errorno, f"Object type {name} not found"))
    return kind


def _listing(*types: Element) -> Element:
    return node("data", *types, listtype="All", count=str(len(types)))


def _name(field_id: str) -> Element:
    return node("Field", node("Name", field_id))


def _lookup_field(field: Field) -> Element:
    return node(
        "Field",
        node("ID", field.id),
        node("LABEL", field.label),
        node("DESCRIPTION", field.label),
        node("REQUIRED", "true" if field.required else "false"),
        node("READONLY", "true" if field.read_only else "false"),
        node("DATATYPE", field.datatype),
        node("ISCUSTOM", "false"),
    )


def _inspect_field(field: Field) -> Element:
    return node(
        "Field",
        node("Name", field.id),
        node("GroupName", ""),
        node("externalDataName", field.datatype.lower()),
        node("isRequired", "true" if field.required else "false"),
        node("isReadOnly", "true" if field.read_only else "false"),
        node("maxLength", "0"),
        node("DisplayLabel", field.label),
        node("Description", field.label),
    )


def _attributes(kind: ObjectType) -> Element:
    title = kind.name.capitalize()
    return node(
        "Attributes",
        node("SingularName", title),
        node("PluralName", f"{title}s"),
        node("Description", ""),
    )
