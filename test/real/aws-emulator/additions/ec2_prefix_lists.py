"""EC2: managed prefix lists take tags at creation."""

from ministack.services import ec2

from .wire import after_ec2, found_in


def created(params, answer):
    for prefix_list_id in found_in(answer, r"<prefixListId>(pl-\w+)<")[:1]:
        ec2._parse_tag_specs(params, "prefix-list", prefix_list_id)
        if prefix_list_id in ec2._tags:
            ec2._prefix_lists[prefix_list_id]["Tags"] = ec2._tags[prefix_list_id]
    return answer


def install() -> None:
    after_ec2("CreateManagedPrefixList", created)
