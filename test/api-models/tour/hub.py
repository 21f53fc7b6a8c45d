"""Accounts, alarms, and how each service refuses a stranger."""

from calls import SPOKE, client, refused


def tour_organizations():
    organizations = client("organizations")
    organizations.describe_organization()
    organizations.describe_account(AccountId=SPOKE)
    organizations.list_parents(ChildId=SPOKE)
    refused(organizations.describe_account, AccountId="555566667777")
    refused(organizations.list_accounts_for_parent, ParentId="ou-pw01-nowhere0")


def tour_cloudwatch():
    cloudwatch = client("cloudwatch")
    metric = {"Namespace": "Tour", "MetricName": "Steps"}
    cloudwatch.put_metric_data(Namespace="Tour", MetricData=[{"MetricName": "Steps", "Value": 1, "Unit": "Count"}])
    alarm = {"Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 5, "ComparisonOperator": "GreaterThanThreshold"}
    cloudwatch.put_metric_alarm(AlarmName="tour", **metric, **alarm)
    cloudwatch.set_alarm_state(AlarmName="tour", StateValue="ALARM", StateReason="shown")
    cloudwatch.describe_alarms(AlarmNames=["tour"])
    cloudwatch.delete_alarms(AlarmNames=["tour"])
    refused(cloudwatch.set_alarm_state, AlarmName="tour", StateValue="OK", StateReason="gone")


def tour_as_a_stranger():
    """Each service refuses an unknown key in its own words."""
    stranger = {"AccessKeyId": "AKIANOBODY0000000000", "SecretAccessKey": "none"}
    refused(client("sts", stranger).get_caller_identity)
    refused(client("ssm", stranger).list_commands)
    refused(client("ec2", stranger).describe_regions)
    refused(client("organizations", stranger).describe_organization)
    refused(client("cloudwatch", stranger).describe_alarms)
    refused(client("events", stranger).list_event_buses)
    refused(client("scheduler", stranger).list_schedules)
    refused(client("sqs", stranger).list_queues)
    refused(client("sns", stranger).list_topics)
    refused(client("s3", stranger).list_buckets)
    refused(client("dynamodb", stranger).list_tables)
