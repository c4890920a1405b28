"""Systems Manager: GetParametersByPath is checked against the path that it names.

The service authorization reference gives the action the resource type `parameter`, and the user guide says of it
("Restricting access to Parameter Store parameters using IAM policies"): "If a user has access to a path, then the user
can access all levels of that path."
"""

import json

from ministack.core import iam_actions

from .wire import action_of


def path_of(body) -> str:
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return ""
    path = request.get("Path") if isinstance(request, dict) else None
    return path if isinstance(path, str) else ""


def install() -> None:
    resource_of = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id, *rest):
        arn = resource_of(service, method, path, headers, body, query_params, region, account_id, *rest)
        if service != "ssm" or action_of(headers) != "GetParametersByPath":
            return arn
        return f"arn:aws:ssm:{region}:{account_id}:parameter/{path_of(body).strip('/')}"

    iam_actions.extract_resource_arn = extract_resource_arn
