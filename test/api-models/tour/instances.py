"""Instances, their agents and their patches, as a spoke sees them."""

from calls import answered, client, eventually, refused

CALENDAR = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "X-CALENDAR-TYPE:DEFAULT_OPEN", "END:VCALENDAR", ""])


def managed(ssm, ping_status):
    agents = ssm.describe_instance_information(Filters=[{"Key": "PingStatus", "Values": [ping_status]}])
    return [agent["InstanceId"] for agent in agents["InstanceInformationList"]]


def tour_ssm(credentials):
    ssm = client("ssm", credentials)
    dead = eventually(lambda: managed(ssm, "ConnectionLost"))[0]
    instances = [dead, *managed(ssm, "Online")]
    scan = {"DocumentName": "AWS-RunPatchBaseline", "Parameters": {"Operation": ["Scan"]}}
    sent = ssm.send_command(InstanceIds=instances[:2], **scan)["Command"]["CommandId"]
    ssm.list_commands(CommandId=sent)
    ssm.list_command_invocations(CommandId=sent, Details=True)
    # SSM does not know an invocation right after the send, nor does this one. A dead agent's has neither begun nor ended.
    eventually(lambda: answered(ssm.get_command_invocation, CommandId=sent, InstanceId=dead))
    for instance in instances:
        ssm.describe_instance_patches(InstanceId=instance)
    ssm.describe_instance_patch_states(InstanceIds=instances)
    ssm.list_compliance_summaries()
    ssm.cancel_command(CommandId=sent)
    ssm.create_document(Name="Tour", Content=CALENDAR, DocumentType="ChangeCalendar", DocumentFormat="TEXT")
    ssm.update_document(Name="Tour", Content=CALENDAR + "X-TOUR:1\r\n", DocumentVersion="$LATEST", DocumentFormat="TEXT")
    ssm.update_document_default_version(Name="Tour", DocumentVersion="2")
    ssm.get_document(Name="Tour")
    ssm.describe_document(Name="Tour")
    ssm.get_calendar_state(CalendarNames=["Tour"])
    ssm.delete_document(Name="Tour")
    ssm.get_parameters(Names=["none"])
    refused(ssm.get_parameter, Name="none")
    refused(ssm.get_document, Name="None")
    refused(ssm.get_calendar_state, CalendarNames=["None"])
    refused(ssm.send_command, InstanceIds=["i-0123456789abcdef0"], **scan)
    refused(ssm.send_command, InstanceIds=instances[:1], **{**scan, "DocumentName": "AWS-RunNothing"})
    refused(ssm.send_command, InstanceIds=instances[:1], DocumentName="AWS-RunPatchBaseline")
    refused(ssm.get_command_invocation, CommandId=sent, InstanceId="i-0123456789abcdef0")


def tour_ec2(credentials):
    ec2 = client("ec2", credentials)
    ec2.describe_regions()
    ec2.describe_tags(MaxResults=50)
    ec2.describe_instance_status(IncludeAllInstances=True)
    pages = ec2.describe_instances(Filters=[{"Name": "tag-key", "Values": ["PatchGroup"]}], MaxResults=5)
    instance = pages["Reservations"][0]["Instances"][0]["InstanceId"]
    ec2.stop_instances(InstanceIds=[instance])
    # It can be started once it has stopped.
    eventually(lambda: state_of(ec2, instance) == "stopped")
    ec2.start_instances(InstanceIds=[instance])
    refused(ec2.describe_instances, InstanceIds=["i-0123456789abcdef0"])
    refused(ec2.start_instances, InstanceIds=["i-0123456789abcdef0"])


def state_of(ec2, instance):
    statuses = ec2.describe_instance_status(InstanceIds=[instance], IncludeAllInstances=True)["InstanceStatuses"]
    return statuses[0]["InstanceState"]["Name"]
