"""Requests and answers in the shapes of the AWS protocols, and the two ways to hook into ministack."""

import json
import re
from collections.abc import Callable

import ministack.app as app
from ministack.core import iam_actions, responses, router
from ministack.services import ec2

JSON_1_1 = "application/x-amz-json-1.1"
REST_JSON = "application/json"

Answer = tuple


class AwsError(Exception):
    """An error that the caller sees, with AWS's code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def not_found(kind: str, identifier: object) -> AwsError:
    return AwsError("ResourceNotFoundException", f"{kind} not found: {identifier}")


def answer_json(body: dict | None = None, content_type: str = JSON_1_1) -> Answer:
    return responses.json_response(body or {}, content_type=content_type)


def action_of(headers: dict) -> str:
    """The operation of a request of the JSON protocol."""
    return headers.get("x-amz-target", "").rsplit(".", 1)[-1]


def text_of(answer: Answer) -> str:
    body = answer[2]
    return body.decode() if isinstance(body, bytes) else body


def found_in(answer: Answer, pattern: str) -> list[str]:
    return re.findall(pattern, text_of(answer))


def add_json_service(name: str, target_prefix: str, actions: dict[str, Callable], iam_namespace: str) -> None:
    """Adds a whole service of the JSON protocol: a function of the request's body for each action."""

    async def handle(_method, _path, headers, body, _query):
        action = action_of(headers)
        try:
            if action not in actions:
                raise AwsError("UnknownOperationException", f"{action} is not implemented by the local additions")
            return answer_json(actions[action](json.loads(body or b"{}")))
        except AwsError as error:
            return responses.error_response_json(
                error.code, error.message, 400, message_key="Message", content_type=JSON_1_1
            )

    # In front: ministack routes by the first pattern that fits.
    router.SERVICE_PATTERNS = {name: {"target_prefixes": [target_prefix]}, **router.SERVICE_PATTERNS}
    app.SERVICE_HANDLERS[name] = handle
    iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = iam_namespace


def wrap_service(name: str, around: Callable) -> None:
    """Replaces a service's handler by `around(inner, method, path, headers, body, query)`."""
    inner = app.SERVICE_HANDLERS[name]

    async def handle(method, path, headers, body, query):
        return await around(inner, method, path, headers, body, query)

    app.SERVICE_HANDLERS[name] = handle


def after_ec2(action: str, after: Callable[[dict, Answer], Answer]) -> None:
    """Runs `after(params, answer)` on what an EC2 action answered."""
    inner = ec2._ACTION_MAP[action]
    ec2._ACTION_MAP[action] = lambda params: after(params, inner(params))


def before_end_tag(xml: str, tag: str, inserted: str) -> str:
    end = xml.rindex(f"</{tag}>")
    return f"{xml[:end]}{inserted}{xml[end:]}"
