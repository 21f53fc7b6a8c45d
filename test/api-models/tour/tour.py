"""Calls what the local cloud serves and Patchwave itself never calls, and asks for what is not there. Usage: tour.py ENDPOINT."""

from calls import client, spoke_credentials
from events import tour_events, tour_scheduler
from hub import tour_as_a_stranger, tour_cloudwatch, tour_organizations
from instances import tour_ec2, tour_ssm
from messages import tour_sqs_and_sns
from stores import tour_dynamodb, tour_s3

spoke = spoke_credentials()
client("sts", spoke).get_caller_identity()
tour_ssm(spoke)
tour_ec2(spoke)
tour_organizations()
tour_cloudwatch()
tour_events()
tour_scheduler()
tour_sqs_and_sns()
tour_s3()
tour_dynamodb()
tour_as_a_stranger()
