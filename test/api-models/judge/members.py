"""Names and types as they stand on the wire, which botocore's parsers pass over in silence."""

import re
from xml.etree.ElementTree import Element

from differences import tag_of

NUMBERS = ("integer", "long", "float", "double")
XML_TEXTS = {
    "boolean": re.compile("true|false"),
    "integer": re.compile(r"-?\d+"),
    "long": re.compile(r"-?\d+"),
    "float": re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?"),
    "double": re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?"),
    "timestamp": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT"),
}


def unknown_members(node, shape, place=""):
    """Yields (place, fault, value) for all that the shape does not know of a node: parsed JSON, parsed CBOR or an XML element."""
    if isinstance(node, Element):
        yield from _of_element(node, shape, place)
    elif node is None:
        yield place, "is null, which AWS does not send", ""
    elif shape.type_name == "structure" and isinstance(node, dict):
        yield from _of_structure(node, shape, place)
    elif shape.type_name == "list" and isinstance(node, list):
        for index, part in enumerate(node):
            yield from unknown_members(part, shape.member, f"{place}[{index}]")
    elif shape.type_name == "map" and isinstance(node, dict):
        for part in node.values():
            yield from unknown_members(part, shape.value, f"{place}(value)")
    elif shape.type_name == "timestamp" and not isinstance(node, (int, float)) and not hasattr(node, "tzinfo"):
        # Epoch seconds in JSON; botocore reads texts as well, other SDKs do not.
        if shape.serialization.get("timestampFormat") is None:
            yield place, "is a timestamp that is no number of seconds", node


def _of_structure(node, shape, place):
    by_name = {member.serialization.get("name", name): member for name, member in shape.members.items()}
    for name, part in node.items():
        if name not in by_name:
            yield f"{place}.{name}", "is not in AWS's model", part
        else:
            yield from unknown_members(part, by_name[name], f"{place}.{name}")


def _of_element(node, shape, place):
    kind = shape.type_name
    if kind == "structure":
        by_name = {_xml_name(member, name): member for name, member in shape.members.items() if member.serialization.get("location") is None}
        for child in node:
            name = tag_of(child)
            if name not in by_name:
                yield f"{place}.{name}", "is not in AWS's model", child.text or "(elements)"
            else:
                yield from _of_member(child, by_name[name], f"{place}.{name}")
    elif kind == "list":
        wanted = shape.member.serialization.get("name", "member")
        for child in node:
            if tag_of(child) != wanted:
                yield f"{place}.{tag_of(child)}", f"stands in a list of {wanted}", child.text or "(elements)"
            yield from _of_element(child, shape.member, f"{place}[0]")
    elif kind == "map":
        for entry in node:
            for child in entry:
                known = {_xml_name(shape.key, "key"): shape.key, _xml_name(shape.value, "value"): shape.value}
                if tag_of(child) in known:
                    yield from _of_element(child, known[tag_of(child)], f"{place}({tag_of(child)})")
    elif kind in XML_TEXTS and not XML_TEXTS[kind].fullmatch(node.text or ""):
        yield place, f"is no {kind}", node.text


def _of_member(child, member, place):
    # Of a flattened list each element stands for itself.
    if member.type_name == "list" and member.serialization.get("flattened"):
        yield from _of_element(child, member.member, f"{place}[0]")
    else:
        yield from _of_element(child, member, place)


def _xml_name(shape, name):
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        return shape.member.serialization.get("name") or shape.serialization.get("name", name)
    return shape.serialization.get("name", name)
