"""DynamoDB: requests are judged by the policy of the table, and of the stream, as well. They were stored only."""

from ministack.core import iam_evaluator
from ministack.services import dynamodb


def guarded(resource_arn: str) -> str:
    """Whose policy decides: a table's index has none of its own."""
    return resource_arn.split("/index/")[0]


def resource_policy_for_arn(resource_arn: str):
    arn = guarded(resource_arn)
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    entry = dynamodb._resource_policies.get_scoped(parts[4], parts[3], arn)
    return (entry["Policy"], parts[4]) if entry else None


def install() -> None:
    dynamodb.resource_policy_for_arn = resource_policy_for_arn
    iam_evaluator._RESOURCE_POLICY_LOOKUPS["dynamodb"] = ("dynamodb", "resource_policy_for_arn")
