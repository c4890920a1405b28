"""Backup: the access policy of a vault."""

import json

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import backup

from .wire import REST_JSON, answer_json, wrap_service

policies = AccountRegionScopedDict()


def vault_of(path: str) -> str | None:
    """The vault whose policy the path names, if it exists."""
    parts = path.strip("/").split("/")
    is_policy = len(parts) == 3 and parts[0] == "backup-vaults" and parts[2] == "access-policy"
    return parts[1] if is_policy and parts[1] in backup._vaults else None


async def handle(inner, method, path, headers, body, query):
    vault = vault_of(path)
    if vault and method == "PUT":
        policies[vault] = json.loads(body)["Policy"]
        return answer_json(content_type=REST_JSON)
    if vault and method == "DELETE":
        policies.pop(vault, None)
        return answer_json(content_type=REST_JSON)
    if vault and method == "GET" and vault in policies:
        arn = backup._vaults[vault]["BackupVaultArn"]
        shown = {"BackupVaultName": vault, "BackupVaultArn": arn, "Policy": policies[vault]}
        return answer_json(shown, REST_JSON)
    return await inner(method, path, headers, body, query)


def install() -> None:
    wrap_service("backup", handle)
