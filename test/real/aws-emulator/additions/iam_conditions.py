"""Condition keys of IAM's own requests: without them a boundary that a deployer must set cannot be demanded."""

from ministack.core import iam_actions

CONDITION_KEYS = {
    "PermissionsBoundary": "iam:PermissionsBoundary",
    "PolicyArn": "iam:PolicyARN",
    "AWSServiceName": "iam:AWSServiceName",
}


def install() -> None:
    inner = iam_actions.request_tag_context

    def request_context(service, action, body, params):
        context = inner(service, action, body, params)
        if service == "iam":
            for parameter, key in CONDITION_KEYS.items():
                value = params.get(parameter)
                if isinstance(value, list) and value:
                    value = value[0]
                if value:
                    context[key] = value
        return context

    iam_actions.request_tag_context = request_context
