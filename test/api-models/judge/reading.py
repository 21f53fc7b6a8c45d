"""Reads a recorded request by its operation's input shape: what botocore does only the other way round."""

import json
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.parsers import PROTOCOL_PARSERS
from botocore.serialize import SERIALIZERS

from form import form_fields, read_form, scalar


def read_request(request, operation, protocol):
    """The parameters of a request, by the protocol it speaks."""
    shape = operation.input_shape
    if shape is None:
        return {}
    if protocol in ("query", "ec2"):
        return read_form(form_fields(request["body"]), shape, SERIALIZERS[protocol](), protocol)
    if protocol == "json":
        return parse_json(request["body"], shape)
    if protocol == "smithy-rpc-v2-cbor":
        return parse_cbor(request["body"], shape)
    return read_rest(request, operation, protocol)


def parse_json(body, shape):
    return PROTOCOL_PARSERS["json"]()._parse_shape(shape, json.loads(body or b"{}"))


def parse_cbor(body, shape):
    parser = PROTOCOL_PARSERS["smithy-rpc-v2-cbor"]()
    return parser._parse_shape(shape, raw_cbor(body)) if body else {}


def raw_cbor(body):
    parser = PROTOCOL_PARSERS["smithy-rpc-v2-cbor"]()
    return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))


def read_rest(request, operation, protocol):
    url = urlsplit(request["url"])
    query = parse_qsl(url.query, keep_blank_values=True)
    labels = path_labels(url.path, operation)
    parameters, body_members = {}, False
    for member, shape in operation.input_shape.members.items():
        place, name = shape.serialization.get("location"), shape.serialization.get("name", member)
        if place == "uri" and name in labels:
            parameters[member] = scalar(labels[name], shape)
        elif place == "querystring":
            read_query(parameters, member, shape, [text for key, text in query if key == name])
        elif place == "header" and name.lower() in request["headers"]:
            text = request["headers"][name.lower()]
            is_list = shape.type_name == "list"
            parameters[member] = [scalar(part.strip(), shape.member) for part in text.split(",")] if is_list else scalar(text, shape)
        elif place == "headers":
            found = {key[len(name):]: text for key, text in request["headers"].items() if key.startswith(name.lower())}
            parameters.update({member: found} if found else {})
        elif place is None:
            body_members = True
    if body_members and request["body"]:
        parameters.update(read_rest_body(request["body"], operation, protocol))
    return parameters


def read_query(parameters, member, shape, texts):
    if not texts:
        return
    parameters[member] = [scalar(text, shape.member) for text in texts] if shape.type_name == "list" else scalar(texts[0], shape)


def path_labels(path, operation):
    template = operation.http["requestUri"].split("?")[0]
    pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda m: f"(?P<{m[1]}>{'.+' if m[2] else '[^/]+'})", re.escape(template))
    match = re.fullmatch(pattern + "/?", path)
    return {name: unquote(text) for name, text in match.groupdict().items()} if match else {}


def read_rest_body(body, operation, protocol):
    shape = operation.input_shape
    payload = shape.serialization.get("payload")
    if payload is None:
        return parse_json(body, shape) if protocol == "rest-json" else {}
    payload_shape = shape.members[payload]
    if payload_shape.type_name in ("blob", "string"):
        return {payload: body}
    parser = PROTOCOL_PARSERS[protocol]()
    root = parser._parse_xml_string_to_dom(body) if protocol == "rest-xml" else json.loads(body)
    return {payload: parser._parse_shape(payload_shape, root)}
