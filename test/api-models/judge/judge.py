"""Judges recorded exchanges by AWS's API models. Usage: judge.py FOLDER; prints one JSON object.

FOLDER holds files of JSON lines, one exchange each; local/wire/exchange-record.ts says what is in one.
"""

import base64
import json
import sys
from pathlib import Path

import botocore

from findings import Findings
from limits import Limits
from models import protocol_of, service_model
from reply import check_reply
from request import check_request


def exchanges_in(folder):
    for file in sorted(Path(folder).glob("*.jsonl")):
        for line in file.read_text().splitlines():
            exchange = json.loads(line)
            for half in ("request", "reply"):
                exchange[half]["body"] = base64.b64decode(exchange[half]["body"])
            yield exchange


def judge(folder):
    findings = Findings()
    limits = Limits(findings)
    counts = {"requests": 0, "replies": 0, "errors": 0}
    operations = set()
    for exchange in exchanges_in(folder):
        findings.begin("request", exchange)
        if exchange["service"] == "execute-api":
            continue  # An API of our own: AWS has no model of it.
        model = service_model(exchange["service"])
        name = exchange["operation"]
        if name not in model.operation_names:
            findings.note("(operation)", "is not in AWS's model", exchange["request"]["url"])
            continue
        operation = model.operation_model(name)
        protocol = protocol_of(exchange, model)
        if protocol not in model.metadata["protocols"]:
            findings.note("(protocol)", f"is none of {', '.join(model.metadata['protocols'])}", protocol)
        check_request(exchange, operation, protocol, findings, limits)
        findings.begin("reply", exchange)
        check_reply(exchange, operation, protocol, findings, limits)
        operations.add(f"{exchange['service']}:{name}")
        counts["requests"] += 1
        counts["errors" if exchange["reply"]["status"] >= 301 else "replies"] += 1
    return {
        "botocore": botocore.__version__,
        **counts,
        "operations": sorted(operations),
        "limits": {**limits.compared, "unreadablePatterns": sorted(limits.unreadable_patterns)},
        "findings": findings.all(),
    }


print(json.dumps(judge(sys.argv[1])))
