"""Cost Explorer: which tags are cost allocation tags."""

from ministack.core.responses import AccountScopedDict

from .wire import add_json_service

tags = AccountScopedDict()


def update_status(request):
    for entry in request["CostAllocationTagsStatus"]:
        tags[entry["TagKey"]] = {"TagKey": entry["TagKey"], "Status": entry["Status"], "Type": "UserDefined"}
    return {"Errors": []}


def list_tags(request):
    wanted = request.get("TagKeys")
    return {"CostAllocationTags": [tag for tag in tags.values() if not wanted or tag["TagKey"] in wanted]}


def install() -> None:
    actions = {"UpdateCostAllocationTagsStatus": update_status, "ListCostAllocationTags": list_tags}
    add_json_service("ce", "AWSInsightsIndexService", actions, "ce")
