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
alarm = {
    "AlarmName": "boto",
    "Namespace": "Shop",
    "MetricName": "Errors",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 5.5,
    "ComparisonOperator": "GreaterThanThreshold",
}
cloudwatch = client("cloudwatch", spoke)
cloudwatch.put_metric_alarm(**alarm)
cloudwatch.set_alarm_state(AlarmName="boto", StateValue="ALARM", StateReason="orders fail")
described = cloudwatch.describe_alarms(AlarmNames=["boto"])["MetricAlarms"][0]
calendar = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "X-CALENDAR-TYPE:DEFAULT_CLOSED",
        "BEGIN:VEVENT",
        "DTSTART;TZID=Europe/Berlin:20400701T220000",
        "DURATION:PT6H",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
)
ssm = client("ssm")
ssm.create_document(Name="Nights", Content=calendar, DocumentType="ChangeCalendar", DocumentFormat="TEXT")
states = [
    ssm.get_calendar_state(CalendarNames=["Nights"], AtTime=at)["State"]
    for at in ("2040-07-01T19:59:59Z", "2040-07-01T20:00:00Z")
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
            "alarm": [described["StateValue"], described["Threshold"], described["StateUpdatedTimestamp"].year > 2000],
            "noAlarm": code_of(
                lambda: cloudwatch.set_alarm_state(AlarmName="none", StateValue="OK", StateReason="none")
            ),
            "calendarStates": states,
            "noCalendar": code_of(lambda: ssm.get_calendar_state(CalendarNames=["None"])),
            "withoutExternalId": code_of(lambda: client("sts").assume_role(**role)),
            "tooMany": code_of(
                lambda: client("ssm", spoke).send_command(
                    DocumentName="AWS-RunPatchBaseline", InstanceIds=["i-%017x" % index for index in range(51)]
                )
            ),
        }
    )
)
