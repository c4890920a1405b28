"""ECR: settings of the registry itself: scanning, pull-through cache rules."""

import json

from ministack.core import responses
from ministack.core.responses import AccountRegionScopedDict, get_account_id

from .wire import JSON_1_1, action_of, answer_json, wrap_service

registry = AccountRegionScopedDict()
cache_rules = AccountRegionScopedDict()


def put_scanning(request):
    configuration = {"scanType": request.get("scanType", "BASIC"), "rules": request.get("rules", [])}
    registry["scanning"] = configuration
    return answer_json({"registryScanningConfiguration": configuration})


def get_scanning(_request):
    configuration = registry.get("scanning", {"scanType": "BASIC", "rules": []})
    return answer_json({"registryId": get_account_id(), "scanningConfiguration": configuration})


def create_cache_rule(request):
    rule = {
        "ecrRepositoryPrefix": request["ecrRepositoryPrefix"],
        "upstreamRegistryUrl": request["upstreamRegistryUrl"],
        "registryId": get_account_id(),
    }
    if request.get("credentialArn"):
        rule["credentialArn"] = request["credentialArn"]
    cache_rules[request["ecrRepositoryPrefix"]] = rule
    return answer_json(rule)


def describe_cache_rules(request):
    wanted = request.get("ecrRepositoryPrefixes")
    rules = [rule for prefix, rule in cache_rules.items() if not wanted or prefix in wanted]
    if wanted and not rules:
        return responses.error_response_json(
            "PullThroughCacheRuleNotFoundException", "no such rule", 400, content_type=JSON_1_1
        )
    return answer_json({"pullThroughCacheRules": rules})


def delete_cache_rule(request):
    return answer_json(cache_rules.pop(request["ecrRepositoryPrefix"], {}))


ACTIONS = {
    "PutRegistryScanningConfiguration": put_scanning,
    "GetRegistryScanningConfiguration": get_scanning,
    "CreatePullThroughCacheRule": create_cache_rule,
    "DescribePullThroughCacheRules": describe_cache_rules,
    "DeletePullThroughCacheRule": delete_cache_rule,
}


async def handle(inner, method, path, headers, body, query):
    action = ACTIONS.get(action_of(headers))
    if action is None:
        return await inner(method, path, headers, body, query)
    return action(json.loads(body or b"{}"))


def install() -> None:
    wrap_service("ecr", handle)
