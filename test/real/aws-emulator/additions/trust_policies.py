"""A role's trust policy as the resource policy that it is for `sts:AssumeRole`.

The STS API reference has it of callers in the role's account ("AssumeRole", "Using MFA" and before): they may be
allowed by a policy of their own, or be named by the trust policy directly; one that names only the account leaves it to
their own policies. The trust policy must allow in any case: STS asks it afterwards, with what it knows of the request.
"""

import json

from ministack.core import iam_evaluator

EVERY_RESOURCE = "*"


def trust_policy_of(role_arn: str):
    """The trust policy and the account of a role, as a resource policy; None where there is no such role."""
    from ministack.services import iam

    account = role_arn.split(":")[4]
    role = iam._roles.get_scoped(account, None, role_arn.rsplit("/", 1)[-1])
    if not isinstance(role, dict):
        return None
    document = role.get("AssumeRolePolicyDocument") or "{}"
    trust = json.loads(document) if isinstance(document, str) else document
    statements = trust.get("Statement", [])
    statements = [statements] if isinstance(statements, dict) else statements
    # Without a resource of their own, and without conditions, which need the request's parameters: STS asks for both.
    plain = [{**one, "Resource": EVERY_RESOURCE, "Condition": {}} for one in statements if one.get("Effect") == "Allow"]
    return {"Version": "2012-10-17", "Statement": plain}, account


def install() -> None:
    inner = iam_evaluator._resource_policy

    def resource_policy(service, resource_arn):
        if service == "sts" and ":role/" in resource_arn:
            return trust_policy_of(resource_arn)
        return inner(service, resource_arn)

    iam_evaluator._resource_policy = resource_policy
