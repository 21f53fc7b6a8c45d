"""Reads `Filter.1.Name=x` by an input shape. botocore writes forms and cannot read them."""

import base64
import re
from urllib.parse import parse_qsl


def form_fields(body):
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def read_form(fields, shape, serializer, dialect):
    """Parameters as a botocore user would give them. What the shape has no place for is left out."""
    tree = {}
    for name, text in fields.items():
        place = tree
        *path, leaf = name.split(".")
        for step in path:
            place = place.setdefault(step, {})
        place[leaf] = text
    return _Reader(serializer, dialect).structure(tree, shape)


class _Reader:
    def __init__(self, serializer, dialect):
        self._name = serializer._get_serialized_name
        self._is_flat = (lambda shape: True) if dialect == "ec2" else serializer._is_shape_flattened

    def structure(self, tree, shape):
        found = {}
        for member, member_shape in shape.members.items():
            name = self._name(member_shape, member)
            if member_shape.type_name == "list" and self._is_flat(member_shape) and name not in tree:
                name = member_shape.member.serialization.get("name", name)
            if name in tree:
                found[member] = self.value(tree[name], member_shape)
        return found

    def value(self, node, shape):
        kind = shape.type_name
        if kind == "structure":
            return self.structure(node, shape)
        if kind == "list":
            return [self.value(part, shape.member) for part in self._elements(node, shape)]
        if kind == "map":
            return self._map(node if self._is_flat(shape) else node.get("entry", {}), shape)
        return scalar(node, shape)

    def _elements(self, node, shape):
        if node == "":
            return []
        if not self._is_flat(shape):
            node = node.get(shape.member.serialization.get("name", "member"), {})
        return [node[index] for index in sorted(node, key=int)]

    def _map(self, entries, shape):
        key_name, value_name = self._name(shape.key, "key"), self._name(shape.value, "value")
        return {entry[key_name]: self.value(entry[value_name], shape.value) for entry in entries.values()}


def scalar(text, shape):
    """A text of a form, a path, a query or a header as its shape's type; as it is where it is none of that type."""
    kind = shape.type_name
    if kind in ("integer", "long") and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind in ("float", "double") and re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text, re.I):
        return float(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind == "blob":
        return base64.b64decode(text)
    return text
