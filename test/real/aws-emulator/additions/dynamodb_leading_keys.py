"""Requests say which partition keys they are about (`dynamodb:LeadingKeys`), so that access to single items can be
tried."""

import json
import re

from ministack.core import iam_actions
from ministack.services import dynamodb

EQUALS = re.compile(r"([#\w]+)\s*=\s*(:\w+)")


def partition_key(table, index=None):
    found = dynamodb._tables.get(table.split("/")[-1])
    if not found:
        return None
    indexes = [*(found.get("GlobalSecondaryIndexes") or []), *(found.get("LocalSecondaryIndexes") or [])]
    keyed = next((one for one in indexes if one["IndexName"] == index), found)
    return next((key["AttributeName"] for key in keyed["KeySchema"] if key["KeyType"] == "HASH"), None)


def text_of(value):
    return str(next(iter(value.values()))) if isinstance(value, dict) and value else None


def queried(request, key):
    names, values = request.get("ExpressionAttributeNames") or {}, request.get("ExpressionAttributeValues") or {}
    pairs = EQUALS.findall(request.get("KeyConditionExpression") or "")
    return [values.get(value) for name, value in pairs if names.get(name, name) == key]


def items_in(request):
    """Each table with the items or keys that the request names in it."""
    if isinstance(request.get("TableName"), str):
        yield request["TableName"], [one for one in (request.get("Key"), request.get("Item")) if one]
    for table, asked in (request.get("RequestItems") or {}).items():
        if isinstance(asked, dict):
            yield table, asked.get("Keys") or []
        else:
            writes = [write.get("PutRequest") or write.get("DeleteRequest") or {} for write in asked]
            yield table, [write.get("Item") or write.get("Key") or {} for write in writes]


def leading_keys(request):
    found = []
    for table, items in items_in(request):
        key = partition_key(table, request.get("IndexName"))
        found += [item.get(key) for item in items] + queried(request, key)
    return [text for text in map(text_of, found) if text is not None]


def install() -> None:
    inner = iam_actions.dynamodb_service_context

    def service_context(body):
        context = inner(body)
        try:
            request = json.loads(body or b"{}")
        except ValueError:
            return context
        keys = leading_keys(request) if isinstance(request, dict) else []
        return {**context, "dynamodb:LeadingKeys": keys} if keys else context

    iam_actions.dynamodb_service_context = service_context
