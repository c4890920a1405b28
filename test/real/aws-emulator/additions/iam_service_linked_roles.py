"""A service-linked role that was created without a description has none: ministack invents one, a plan shows it."""

from ministack.services import iam

from .wire import found_in, wrap_service


async def handle(inner, method, path, headers, body, query):
    answer = await inner(method, path, headers, body, query)
    if b"Action=CreateServiceLinkedRole" in (body or b"") and answer[0] == 200 and b"Description=" not in body:
        for name in found_in(answer, r"<RoleName>([^<]+)<")[:1]:
            iam._roles[name]["Description"] = ""
    return answer


def install() -> None:
    wrap_service("iam", handle)
