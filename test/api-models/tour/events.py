"""Buses, rules, archives and schedules."""

import datetime

from calls import HUB, SPOKE, client, refused


def tour_events():
    events = client("events")
    bus = events.create_event_bus(Name="tour")["EventBusArn"]
    events.describe_event_bus(Name="tour")
    events.list_event_buses()
    events.put_permission(EventBusName="tour", StatementId="tour", Action="events:PutEvents", Principal=SPOKE)
    rule = {"Name": "steps", "EventBusName": "tour"}
    events.put_rule(**rule, EventPattern='{"source":["tour"]}', State="ENABLED", Description="of the tour")
    of_rule = {"Rule": "steps", "EventBusName": "tour"}
    events.put_targets(**of_rule, Targets=[{"Id": "queue", "Arn": f"arn:aws:sqs:us-east-1:{HUB}:patchwave-dev-planner-control"}])
    events.list_targets_by_rule(**of_rule)
    events.describe_rule(**rule)
    events.list_rules(EventBusName="tour")
    events.disable_rule(**rule)
    events.enable_rule(**rule)
    archive = events.create_archive(ArchiveName="tour", EventSourceArn=bus, RetentionDays=1)["ArchiveArn"]
    events.describe_archive(ArchiveName="tour")
    now = datetime.datetime.now(datetime.timezone.utc)
    span = {"EventStartTime": now - datetime.timedelta(hours=1), "EventEndTime": now}
    events.start_replay(ReplayName="tour", EventSourceArn=archive, Destination={"Arn": bus}, **span)
    events.describe_replay(ReplayName="tour")
    event = '{"id":"1","account":"1","source":"tour","time":"2030-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail-type":"Step","detail":{}}'
    events.test_event_pattern(EventPattern='{"source":["tour"]}', Event=event)
    events.put_events(Entries=[{"EventBusName": "tour", "Source": "tour", "DetailType": "Step", "Detail": "no JSON"}])
    events.remove_targets(**of_rule, Ids=["queue", "none"])
    events.delete_rule(**rule)
    events.delete_event_bus(Name="tour")
    refused(events.describe_rule, Name="none")
    refused(events.describe_event_bus, Name="none")
    refused(events.put_rule, Name="bad", EventPattern="no JSON")


def tour_scheduler():
    scheduler = client("scheduler")
    scheduler.create_schedule_group(Name="tour")
    scheduler.get_schedule_group(Name="tour")
    scheduler.list_schedule_groups()
    target = {"Arn": f"arn:aws:sqs:us-east-1:{HUB}:patchwave-dev-planner-control", "RoleArn": f"arn:aws:iam::{HUB}:role/tour"}
    schedule = {"Name": "step", "GroupName": "tour", "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": target}
    scheduler.create_schedule(**schedule, ScheduleExpression="rate(5 days)")
    scheduler.update_schedule(**schedule, ScheduleExpression="cron(0 12 * * ? *)", ScheduleExpressionTimezone="Europe/Berlin")
    scheduler.get_schedule(Name="step", GroupName="tour")
    scheduler.list_schedules(GroupName="tour", MaxResults=1)
    scheduler.delete_schedule(Name="step", GroupName="tour")
    scheduler.delete_schedule_group(Name="tour")
    refused(scheduler.get_schedule, Name="none")
    refused(scheduler.create_schedule, **{**schedule, "GroupName": "default"}, ScheduleExpression="rate(now)")
