"""Identity Store: users, groups and memberships of the identity centre."""

import uuid
from collections.abc import Callable

from ministack.core.responses import AccountScopedDict

from .wire import add_json_service, not_found

users = AccountScopedDict()
groups = AccountScopedDict()
memberships = AccountScopedDict()


def creator(store, key: str) -> Callable:
    def create(request):
        identifier = str(uuid.uuid4())
        store[identifier] = {**request, key: identifier}
        return {key: identifier, "IdentityStoreId": request["IdentityStoreId"]}

    return create


def reader(store, key: str, kind: str) -> Callable:
    def read(request):
        if request[key] not in store:
            raise not_found(kind, request[key])
        return store[request[key]]

    return read


def deleter(store, key: str, kind: str) -> Callable:
    def delete(request):
        if request[key] not in store:
            raise not_found(kind, request[key])
        del store[request[key]]

    return delete


def capitalized(name: str) -> str:
    return name[0].upper() + name[1:]


def updater(store, key: str, kind: str) -> Callable:
    read = reader(store, key, kind)

    def update(request):
        item = read(request)
        for operation in request["Operations"]:
            path = capitalized(operation["AttributePath"])
            value = operation.get("AttributeValue")
            if "." in path:
                outer, inner = path.split(".", 1)
                item.setdefault(outer, {})[capitalized(inner)] = value
            elif value is None:
                item.pop(path, None)
            else:
                item[path] = value

    return update


def finder(store, key: str, attributes: dict[str, str]) -> Callable:
    def find(request):
        wanted = request["AlternateIdentifier"]["UniqueAttribute"]
        attribute = attributes.get(wanted["AttributePath"].lower())
        for item in store.values():
            if item.get(attribute) == wanted["AttributeValue"]:
                return {key: item[key], "IdentityStoreId": request["IdentityStoreId"]}
        raise not_found(key, wanted)

    return find


def find_membership(request):
    for item in memberships.values():
        if item["GroupId"] == request["GroupId"] and item["MemberId"] == request["MemberId"]:
            return {"MembershipId": item["MembershipId"], "IdentityStoreId": request["IdentityStoreId"]}
    raise not_found("MEMBERSHIP", request["GroupId"])


def list_memberships(request):
    return {"GroupMemberships": [m for m in memberships.values() if m["GroupId"] == request["GroupId"]]}


def install() -> None:
    add_json_service(
        "identitystore",
        "AWSIdentityStore",
        {
            "CreateUser": creator(users, "UserId"),
            "DescribeUser": reader(users, "UserId", "USER"),
            "UpdateUser": updater(users, "UserId", "USER"),
            "DeleteUser": deleter(users, "UserId", "USER"),
            "ListUsers": lambda _request: {"Users": list(users.values())},
            "GetUserId": finder(users, "UserId", {"username": "UserName"}),
            "CreateGroup": creator(groups, "GroupId"),
            "DescribeGroup": reader(groups, "GroupId", "GROUP"),
            "UpdateGroup": updater(groups, "GroupId", "GROUP"),
            "DeleteGroup": deleter(groups, "GroupId", "GROUP"),
            "ListGroups": lambda _request: {"Groups": list(groups.values())},
            "GetGroupId": finder(groups, "GroupId", {"displayname": "DisplayName"}),
            "CreateGroupMembership": creator(memberships, "MembershipId"),
            "DescribeGroupMembership": reader(memberships, "MembershipId", "MEMBERSHIP"),
            "DeleteGroupMembership": deleter(memberships, "MembershipId", "MEMBERSHIP"),
            "ListGroupMemberships": list_memberships,
            "GetGroupMembershipId": find_membership,
        },
        "identitystore",
    )
