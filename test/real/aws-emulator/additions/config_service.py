"""Config: tags, and the deletion of recorder and delivery channel."""

import json

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import config

from .wire import action_of, answer_json, wrap_service

tags = AccountRegionScopedDict()


def pairs(entries) -> dict[str, str]:
    return {entry["Key"]: entry["Value"] for entry in entries}


def list_tags(request):
    found = tags.get(request["ResourceArn"], {})
    return answer_json({"Tags": [{"Key": key, "Value": value} for key, value in found.items()]})


def tag(request):
    arn = request["ResourceArn"]
    tags[arn] = {**tags.get(arn, {}), **pairs(request["Tags"])}
    return answer_json()


def untag(request):
    arn = request["ResourceArn"]
    tags[arn] = {key: value for key, value in tags.get(arn, {}).items() if key not in request["TagKeys"]}
    return answer_json()


def delete_delivery_channel(request):
    config._delivery_channels.pop(request["DeliveryChannelName"], None)
    return answer_json()


def delete_recorder(request):
    config._recorders.pop(request["ConfigurationRecorderName"], None)
    return answer_json()


ACTIONS = {
    "ListTagsForResource": list_tags,
    "TagResource": tag,
    "UntagResource": untag,
    "DeleteDeliveryChannel": delete_delivery_channel,
    "DeleteConfigurationRecorder": delete_recorder,
}


async def handle(inner, method, path, headers, body, query):
    action, request = action_of(headers), json.loads(body or b"{}")
    if action in ACTIONS:
        return ACTIONS[action](request)
    answer = await inner(method, path, headers, body, query)
    if action == "PutConfigRule" and request.get("Tags"):
        rule = config._config_rules[request["ConfigRule"]["ConfigRuleName"]]
        tags[rule["ConfigRuleArn"]] = pairs(request["Tags"])
    return answer


def install() -> None:
    wrap_service("config", handle)
