"""What an SDK of another language sees: prints one JSON object. Usage: botocore_client.py ENDPOINT."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]


def client(service, credentials=None):
    keys = credentials or {"AccessKeyId": "test", "SecretAccessKey": "test"}
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys.get("SessionToken"),
        config=Config(retries={"max_attempts": 2}),
    )


def code_of(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


role = {"RoleArn": "arn:aws:iam::111111111111:role/PatchExecRole", "RoleSessionName": "boto"}
pages = client("organizations").get_paginator("list_accounts").paginate(PaginationConfig={"PageSize": 3})
page_sizes = [len(page["Accounts"]) for page in pages]
spoke = client("sts").assume_role(**role, ExternalId="patchwave-local")["Credentials"]
instances = [
    instance["InstanceId"]
    for page in client("ec2", spoke).get_paginator("describe_instances").paginate(PaginationConfig={"PageSize": 5})
    for reservation in page["Reservations"]
    for instance in reservation["Instances"]
]
put = client("events").put_events(
    Entries=[{"EventBusName": "patchwave-dev", "Source": "foreign.boto", "DetailType": "Hello", "Detail": "{}"}]
)

print(
    json.dumps(
        {
            "pageSizes": page_sizes,
            "identity": client("sts", spoke).get_caller_identity()["Account"],
            "instances": len(set(instances)),
            "repeated": len(instances) - len(set(instances)),
            "failedEntries": put["FailedEntryCount"],
            "withoutExternalId": code_of(lambda: client("sts").assume_role(**role)),
            "tooMany": code_of(
                lambda: client("ssm", spoke).send_command(
                    DocumentName="AWS-RunPatchBaseline", InstanceIds=["i-%017x" % index for index in range(51)]
                )
            ),
        }
    )
)
