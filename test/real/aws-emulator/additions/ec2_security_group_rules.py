"""EC2: prefix lists as the source of a rule, tags of egress rules at creation, and rules of every protocol, which
have no ports: else the open egress that every new group starts with could not be revoked as the provider asks."""

from ministack.core.responses import get_account_id
from ministack.services import ec2

from .wire import after_ec2, found_in

EVERY_PROTOCOL = "-1"


def add_prefix_lists(params, prefix: str, number: int, rule: dict) -> None:
    position = 1
    while True:
        base = f"{prefix}.{number}.PrefixListIds.{position}"
        prefix_list = ec2._p(params, f"{base}.PrefixListId")
        if not prefix_list:
            return
        if not any(known.get("PrefixListId") == prefix_list for known in rule["PrefixListIds"]):
            description = ec2._p(params, f"{base}.Description")
            entry = {"PrefixListId": prefix_list}
            if description:
                entry["Description"] = description
            rule["PrefixListIds"].append(entry)
        position += 1


def rule_xml(group_id: str, rule: dict, is_egress: bool, prefix_list: str) -> str:
    rule_id = ec2._sg_rule_id(group_id, is_egress, rule)
    description = ec2._sg_rule_description(rule)
    shown_description = f"<description>{ec2._esc(description)}</description>" if description else ""
    return (
        f"<item><securityGroupRuleId>{rule_id}</securityGroupRuleId><groupId>{group_id}</groupId>"
        f"<groupOwnerId>{get_account_id()}</groupOwnerId><isEgress>{str(bool(is_egress)).lower()}</isEgress>"
        f"<ipProtocol>{rule.get('IpProtocol', '-1')}</ipProtocol>"
        f"<fromPort>{rule.get('FromPort', -1)}</fromPort><toPort>{rule.get('ToPort', -1)}</toPort>"
        f"<prefixListId>{prefix_list}</prefixListId>{shown_description}{ec2._sg_rule_tag_suffix(rule_id)}</item>"
    )


def tag_new_rules(params, answer):
    tags = ec2._sg_rule_tag_specifications(params)
    for rule_id in found_in(answer, r"<securityGroupRuleId>(sgr-\w+)<"):
        if tags and rule_id not in ec2._tags:
            ec2._tags[rule_id] = list(tags)
    return answer


def install() -> None:
    parse, xml = ec2._parse_ip_permissions, ec2._sg_rule_xml

    def parse_ip_permissions(params, prefix):
        rules = parse(params, prefix)
        for number, rule in enumerate(rules, 1):
            add_prefix_lists(params, prefix, number, rule)
            if rule.get("IpProtocol") == EVERY_PROTOCOL:
                rule.pop("FromPort", None)
                rule.pop("ToPort", None)
        return rules

    def security_group_rule_xml(group_id, rule, is_egress=False):
        prefix_lists = rule.get("PrefixListIds", [])
        other_source = rule.get("IpRanges") or rule.get("Ipv6Ranges") or rule.get("UserIdGroupPairs")
        if not prefix_lists or other_source:
            return xml(group_id, rule, is_egress)
        return "".join(rule_xml(group_id, rule, is_egress, entry["PrefixListId"]) for entry in prefix_lists)

    ec2._parse_ip_permissions = parse_ip_permissions
    ec2._sg_rule_xml = security_group_rule_xml
    after_ec2("AuthorizeSecurityGroupEgress", tag_new_rules)
