"""What a request's policies are told of its caller, as the IAM user guide has it ("AWS global condition context keys").

`aws:PrincipalArn`: "For IAM roles, the request context returns the ARN of the role, not the ARN of the user that
assumed the role", with the role's path. `aws:PrincipalIsAWSService` is part of every signed request. The guide of KMS has
`kms:CallerAccount` among the keys for all operations on keys: the account of the caller.
"""

from ministack.core import iam_evaluator


def role_behind(session_arn: str):
    from ministack.services import iam

    account = session_arn.split(":")[4]
    name = session_arn.split(":assumed-role/")[1].split("/")[0]
    role = iam._roles.get_scoped(account, None, name)
    return role["Arn"] if isinstance(role, dict) else session_arn


def install() -> None:
    inner = iam_evaluator._resolve_condition_key

    def resolve(key, ctx):
        name = key.lower()
        if name == "aws:principalarn" and ":assumed-role/" in ctx.principal_arn:
            return role_behind(ctx.principal_arn)
        if name == "kms:calleraccount" and ctx.action.startswith("kms:"):
            return ctx.principal_account
        value = inner(key, ctx)
        if name == "aws:principalisawsservice" and value is None and ctx.principal_arn.startswith("arn:"):
            return "false"
        return value

    iam_evaluator._resolve_condition_key = resolve
