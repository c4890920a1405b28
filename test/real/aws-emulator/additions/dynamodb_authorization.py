"""Requests that name a table by ResourceArn (tags, resource policies) are checked against that table."""

import json

from ministack.core import iam_actions


def install() -> None:
    inner = iam_actions.dynamodb_resource_arns

    def resource_arns(body, region, account_id):
        arns = inner(body, region, account_id)
        if arns:
            return arns
        try:
            request = json.loads(body or b"{}")
        except ValueError:
            return arns
        if isinstance(request, dict) and isinstance(request.get("ResourceArn"), str):
            return [request["ResourceArn"]]
        return arns

    iam_actions.dynamodb_resource_arns = resource_arns
