"""A recorded reply: parsed by botocore for its operation, then held against what stood on the wire, so that nothing was dropped."""

import json
from xml.etree import ElementTree

from botocore.parsers import PROTOCOL_PARSERS, ResponseParserError
from botocore.validate import ParamValidator

from differences import tag_of
from members import unknown_members
from reading import raw_cbor

# Of HTTP and of AWS's front, not of an operation.
FRONT_HEADERS = {"x-amz-request-id", "x-amz-id-2", "x-amzn-requestid", "x-amzn-errortype", "x-amzn-query-error"}
# What an error says in every protocol beside its shape's members.
ERROR_WORDS = {"__type", "Code", "Type", "RequestId", "HostId", "Resource", "Detail"}


def check_reply(exchange, operation, protocol, findings, limits):
    reply = exchange["reply"]
    response = {
        "status_code": reply["status"],
        "headers": {name.lower(): text for name, text in reply["headers"].items()},
        "body": reply["body"],
        "context": {},
    }
    try:
        parsed = PROTOCOL_PARSERS[protocol]().parse(response, operation.output_shape)
    except (ResponseParserError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        findings.note("", "cannot be parsed by botocore", repr(error))
        return
    if reply["status"] >= 301:
        check_error(response, parsed, (exchange, operation, protocol), (findings, limits))
        return
    expected = operation.http.get("responseCode", 200)
    if reply["status"] != expected and not (operation.service_model.signing_name == "s3" and reply["status"] in (204, 206)):
        findings.note("(status)", f"is not {expected}", reply["status"])
    check_shape(parsed, operation.output_shape, findings, limits)
    if operation.output_shape is not None:
        note_unknown(response, operation.output_shape, protocol, findings)
        note_unknown_headers(response, operation.output_shape, findings)


def check_shape(parsed, shape, findings, limits):
    parsed = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
    if shape is None:
        return
    findings.note_report(ParamValidator().validate(parsed, shape))
    limits.check(parsed, shape)


def check_error(response, parsed, asked, judges):
    exchange, operation, protocol = asked
    findings, limits = judges
    error = parsed.get("Error", {})
    code = error.get("QueryErrorCode") or error.get("Code", "")
    known = {shape_code for shape in operation.error_shapes for shape_code in codes_of(shape)}
    if error.get("Code") != exchange["errorCode"] and code != exchange["errorCode"]:
        findings.note("(code)", "is not what the local cloud meant", f"{error.get('Code')}, meant {exchange['errorCode']}")
    shapes = [shape for shape in operation.service_model.error_shapes if code in codes_of(shape) or error.get("Code") in codes_of(shape)]
    if code not in known and error.get("Code") not in known:
        findings.note("(code)", f"{code} is no error of this operation's model", error.get("Message", ""))
    if not shapes:
        return
    shape = shapes[0]
    status = shape.metadata.get("error", {}).get("httpStatusCode")
    if status is not None and status != response["status_code"]:
        findings.note("(status)", f"of {code} is not {status}", response["status_code"])
    check_shape(PROTOCOL_PARSERS[protocol]().parse(response, shape), shape, findings, limits)
    note_unknown(response, shape, protocol, findings)


def codes_of(shape):
    return {shape.name, shape.error_code}


def note_unknown(response, shape, protocol, findings):
    is_error = bool(shape.metadata.get("exception"))
    payload = shape.serialization.get("payload")
    body_shape = shape.members[payload] if payload is not None else shape
    if not response["body"] or body_shape.type_name in ("blob", "string"):
        return
    node = body_node(response["body"], shape, protocol, is_error)
    for member, fault, found in unknown_members(node, body_shape):
        if not (is_error and member.lstrip(".") in ERROR_WORDS):
            findings.note(member, fault, found)


def body_node(body, shape, protocol, is_error):
    if protocol in ("json", "rest-json"):
        return json.loads(body)
    if protocol == "smithy-rpc-v2-cbor":
        return raw_cbor(body)
    root = ElementTree.fromstring(body)
    for node in root.iter() if is_error else ():
        node.tag = tag_of(node)
    if is_error:
        return root if root.tag == "Error" else root.find(".//Error")
    wrapper = shape.serialization.get("resultWrapper")
    if wrapper is not None:
        return next(child for child in root if tag_of(child) == wrapper)
    for child in [child for child in root if tag_of(child) == "requestId"]:
        root.remove(child)
    return root


def note_unknown_headers(response, shape, findings):
    known = {member.serialization.get("name", name).lower() for name, member in shape.members.items()}
    prefixes = tuple(member.serialization["name"].lower() for member in shape.members.values() if member.serialization.get("location") == "headers")
    for name, text in response["headers"].items():
        if not name.startswith("x-amz") or name in FRONT_HEADERS or name in known:
            continue
        if not (prefixes and name.startswith(prefixes)):
            findings.note(f"(header {name})", "is not in AWS's model", text)
