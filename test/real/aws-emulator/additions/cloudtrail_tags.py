"""CloudTrail: a trail takes tags at creation."""

import json

from ministack.services import cloudtrail

from .wire import action_of, text_of, wrap_service


async def handle(inner, method, path, headers, body, query):
    answer = await inner(method, path, headers, body, query)
    if action_of(headers) == "CreateTrail" and answer[0] == 200:
        tags = json.loads(body).get("TagsList")
        if tags:
            arn = json.loads(text_of(answer))["TrailARN"]
            cloudtrail._trail_tags[arn] = {tag["Key"]: tag.get("Value", "") for tag in tags}
    return answer


def install() -> None:
    wrap_service("cloudtrail", handle)
