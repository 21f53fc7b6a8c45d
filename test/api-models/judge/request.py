"""A recorded request: read by the operation's input shape, validated, and written again by botocore.

Reading is not trusted. What botocore would send for what was read must be what was sent: a member that AWS does not know,
a wrong name, place or type shows as a difference.
"""

import json
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.exceptions import ParamValidationError
from botocore.serialize import SERIALIZERS
from botocore.validate import ParamValidator

from differences import differences, plain_xml
from form import form_fields
from reading import raw_cbor, read_request

# What carries a request, and what only signs it.
TRANSPORT_HEADERS = {
    "accept", "accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "connection", "content-length", "expect",
    "host", "keep-alive", "transfer-encoding", "user-agent", "x-amz-content-sha256", "x-amz-date", "x-amz-user-agent",
    "date", "x-amzn-trace-id",
}


def check_request(exchange, operation, protocol, findings, limits):
    request = exchange["request"]
    try:
        parameters = read_request(request, operation, protocol)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        findings.note("", "cannot be read by its shape", repr(error))
        return
    if operation.input_shape is not None:
        report = ParamValidator().validate(parameters, operation.input_shape)
        findings.note_report(report)
        limits.check(parameters, operation.input_shape)
        if report.has_errors():
            return
    try:
        written = SERIALIZERS[protocol]().serialize_to_request(parameters, operation)
    except (ParamValidationError, ValueError, KeyError, TypeError) as error:
        findings.note("", "cannot be written by botocore", repr(error))
        return
    sent = as_sent(request, protocol)
    if operation.http_checksum:
        # Every SDK adds a sum of the body here; the model says only that there must be one.
        sums = [name for name in sent["headers"] if name.startswith("x-amz-checksum-") and name not in written_names(written)]
        for name in sums:
            del sent["headers"][name]
    for place, fault, found in differences(sent, as_written(written, protocol)):
        findings.note(place, fault, found)


def written_names(written):
    return {name.lower() for name in written["headers"]}


def as_sent(request, protocol):
    url = urlsplit(request["url"])
    headers = {name: text for name, text in request["headers"].items() if name not in TRANSPORT_HEADERS and name != "content-type"}
    return {
        "method": request["method"],
        "path": unquote(url.path),
        "query": sorted_query(parse_qsl(url.query, keep_blank_values=True)),
        "headers": headers,
        "body": plain_body(request["body"], protocol),
    }


def as_written(written, protocol):
    query = written["query_string"]
    url = urlsplit(written["url_path"])
    pairs = list(query.items()) if isinstance(query, dict) else query
    pairs = [(name, text) for name, texts in pairs for text in (texts if isinstance(texts, list) else [texts])]
    pairs += parse_qsl(url.query, keep_blank_values=True)
    headers = {name.lower(): str(text) for name, text in written["headers"].items() if name.lower() not in ("content-type", "content-length", "accept")}
    return {
        "method": written["method"],
        "path": unquote(url.path),
        "query": sorted_query((name, as_text(text)) for name, text in pairs),
        "headers": headers,
        "body": plain_body(written["body"], protocol),
    }


def as_text(value):
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def sorted_query(pairs):
    gathered = {}
    for name, text in sorted(pairs):
        gathered.setdefault(name, []).append(text)
    return gathered


def plain_body(body, protocol):
    """A body as something that can be compared: what neither spelling nor order changes."""
    if protocol in ("query", "ec2"):
        return {name: as_text(text) for name, text in (body if isinstance(body, dict) else form_fields(body)).items()}
    if not body:
        return {}
    body = body.encode() if isinstance(body, str) else bytes(body)
    if protocol == "smithy-rpc-v2-cbor":
        return raw_cbor(body)
    if protocol in ("json", "rest-json"):
        return json.loads(body)
    return plain_xml(body)
