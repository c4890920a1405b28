"""A request that the caller repeats, because its answer was lost on the way, has its effect once.

The SDKs send the same `amz-sdk-invocation-id` with every attempt of one call. AWS's services recognise a repeated
call; the emulator would run it again, and refuse what "already exists". Only a success is given again: what was
refused may be repeated on purpose, and is then judged anew.
"""

import asyncio
import logging
from collections import OrderedDict

from ministack import app

REMEMBERED = 2000
UNCHANGING = ("GET", "HEAD", "OPTIONS")

logger = logging.getLogger("ministack")
answers: "OrderedDict[tuple, asyncio.Future]" = OrderedDict()


def key_of(scope) -> tuple | None:
    """The call that a request belongs to; None if it cannot do harm by being repeated, or does not say."""
    if scope["type"] != "http" or scope["method"] in UNCHANGING:
        return None
    invocation = next((value for name, value in scope["headers"] if name.lower() == b"amz-sdk-invocation-id"), None)
    if invocation is None:
        return None
    return invocation, scope["method"], scope["path"], scope.get("query_string", b"")


def is_success(messages: list[dict]) -> bool:
    complete = bool(messages) and not messages[-1].get("more_body", False)
    return complete and 200 <= messages[0].get("status", 0) < 300


def install() -> None:
    inner = app.app

    async def answer(scope, receive, send):
        """Answers, and hands on what was sent; the caller may be gone by then."""
        messages: list[dict] = []

        async def remember(message):
            messages.append(message)
            await send(message)

        try:
            await inner(scope, receive, remember)
        finally:
            key = key_of(scope)
            if not is_success(messages):
                answers.pop(key).set_result(None)
            else:
                answers[key].set_result(messages)
        while len(answers) > REMEMBERED and next(iter(answers.values())).done():
            answers.popitem(last=False)

    async def once(scope, receive, send):
        key = key_of(scope)
        if key is None:
            return await inner(scope, receive, send)
        while (first := answers.get(key)) is not None:
            messages = await asyncio.shield(first)
            if messages is not None:
                logger.warning("repeated by the caller, answered as before: %s %s", scope["method"], scope["path"])
                for message in messages:
                    await send(message)
                return None
        answers[key] = asyncio.get_running_loop().create_future()
        return await answer(scope, receive, send)

    app.app = once
