"""EventBridge: PutPermission takes a whole policy document."""

import json

from ministack.services import eventbridge

from .wire import action_of, answer_json, wrap_service


async def handle(inner, method, path, headers, body, query):
    if action_of(headers) == "PutPermission":
        request = json.loads(body)
        if request.get("Policy"):
            bus = request.get("EventBusName", "default")
            eventbridge._event_bus_policies[bus] = json.loads(request["Policy"])
            return answer_json()
    return await inner(method, path, headers, body, query)


def install() -> None:
    wrap_service("events", handle)
