"""Clients of the hub and of a spoke, and how a call may end."""

import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

HUB = "000000000000"
SPOKE = "111111111111"


def client(service, credentials=None):
    keys = credentials or {"AccessKeyId": "test", "SecretAccessKey": "test"}
    return boto3.client(
        service,
        endpoint_url=sys.argv[1],
        region_name="us-east-1",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys.get("SessionToken"),
        config=Config(retries={"max_attempts": 4}, s3={"addressing_style": "path"}),
    )


def answered(call, **parameters):
    try:
        return call(**parameters)
    except ClientError:
        return None


def refused(call, **parameters):
    if answered(call, **parameters) is not None:
        raise AssertionError(f"{call.__name__}: expected a refusal of {parameters}")


def eventually(ask):
    """Asks again for what a fleet does in its own time; at most a minute."""
    for _ in range(600):
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError("expected an answer within a minute")


def spoke_credentials():
    role = {"RoleArn": f"arn:aws:iam::{SPOKE}:role/PatchExecRole", "RoleSessionName": "tour", "ExternalId": "patchwave-local"}
    return client("sts").assume_role(**role)["Credentials"]
