"""Compares two things made of dicts, lists and scalars, and XML made into such."""

from xml.etree import ElementTree


def differences(sent, expected, place=""):
    """Yields (place, fault, value) for all that was sent and botocore would not have sent, and the other way round."""
    if isinstance(sent, dict) and isinstance(expected, dict):
        for name in sent.keys() | expected.keys():
            at = f"{place}.{name}" if place else name
            if name not in expected:
                yield at, "is sent, and AWS's model has no such thing there", sent[name]
            elif name not in sent:
                yield at, "is not sent, though it follows from the rest", expected[name]
            else:
                yield from differences(sent[name], expected[name], at)
    elif isinstance(sent, list) and isinstance(expected, list) and len(sent) == len(expected):
        for index, (one, other) in enumerate(zip(sent, expected)):
            yield from differences(one, other, f"{place}[{index}]")
    elif sent != expected:
        yield place, "is sent otherwise than AWS's own SDK would", f"{sent!r}, expected {expected!r}"


def plain_xml(body):
    """An element as {name: [text or children, ...]}; a body that is no XML as its bytes."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return body
    return {tag_of(root): [_children(root)]}


def tag_of(node):
    return node.tag.rsplit("}", 1)[-1]


def _children(node):
    if len(node) == 0:
        return node.text or ""
    gathered = {}
    for child in node:
        gathered.setdefault(tag_of(child), []).append(_children(child))
    return gathered
