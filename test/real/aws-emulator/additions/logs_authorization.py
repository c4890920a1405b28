"""CloudWatch Logs: requests are checked against the ARN with what follows the log group's name.

DescribeLogGroups documents of its `arn`, which ends in `:*`: "Use this version to refer to the ARN in IAM policies
when specifying permissions for most API actions"; the exceptions are the three actions on tags.
"""

import json

from ministack.core import iam_actions

from .wire import action_of

ON_TAGS = ("TagResource", "UntagResource", "ListTagsForResource")
STREAM = ":log-stream:"


def stream_of(body) -> str:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return ""
    name = request.get("logStreamName") if isinstance(request, dict) else None
    return name if isinstance(name, str) else ""


def install() -> None:
    resource_of, context_of = iam_actions.extract_resource_arn, iam_actions.logs_service_context

    def extract_resource_arn(service, method, path, headers, body, *rest):
        arn = resource_of(service, method, path, headers, body, *rest)
        if service != "logs" or arn == "*" or action_of(headers) in ON_TAGS:
            return arn
        return f"{arn}{STREAM}{stream_of(body)}"

    def logs_service_context(action, body, resource_arn, *rest):
        # Tags are the log group's: looked up by the ARN that ends with its name.
        return context_of(action, body, resource_arn.split(STREAM)[0], *rest)

    iam_actions.extract_resource_arn = extract_resource_arn
    iam_actions.logs_service_context = logs_service_context
