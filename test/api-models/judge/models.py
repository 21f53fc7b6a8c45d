"""AWS's published API models, as the pinned botocore brings them along and from nowhere else."""

from functools import cache

from botocore.loaders import Loader
from botocore.model import ServiceModel

# By signing name, which is how a recorded request says what it is for.
MODEL_NAMES = {
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "events": "events",
    "monitoring": "cloudwatch",
    "organizations": "organizations",
    "s3": "s3",
    "scheduler": "scheduler",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "sts": "sts",
}

# Models in a home folder would count before the pinned ones.
_loader = Loader(
    extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False
)


@cache
def service_model(signing_name):
    name = MODEL_NAMES[signing_name]
    return ServiceModel(_loader.load_service_model(name, "service-2"), name)


def protocol_of(exchange, model):
    """How the client spoke, in botocore's words; a service may be spoken to in several ways."""
    headers = exchange["request"]["headers"]
    content_type = headers.get("content-type", "")
    if headers.get("smithy-protocol") == "rpc-v2-cbor":
        return "smithy-rpc-v2-cbor"
    if "x-amz-target" in headers:
        return "json"
    if content_type.startswith("application/x-www-form-urlencoded"):
        return "ec2" if model.metadata["protocol"] == "ec2" else "query"
    return model.metadata["protocol"]
