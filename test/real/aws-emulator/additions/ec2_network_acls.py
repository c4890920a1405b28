"""EC2: every subnet has exactly one network ACL, which can be exchanged; entries keep their ports."""

import uuid

from ministack.services import ec2

from .wire import after_ec2, before_end_tag


def new_association(subnet_id: str) -> dict:
    return {"NetworkAclAssociationId": f"aclassoc-{uuid.uuid4().hex[:17]}", "SubnetId": subnet_id}


def synchronize() -> None:
    """Gives a new subnet its VPC's default ACL, and forgets subnets that are gone."""
    acls = list(ec2._network_acls.values())
    associated = {association["SubnetId"] for acl in acls for association in acl["Associations"]}
    for subnet_id, subnet in ec2._subnets.items():
        if subnet_id in associated:
            continue
        for acl in acls:
            if acl["VpcId"] == subnet["VpcId"] and acl.get("IsDefault"):
                acl["Associations"].append(new_association(subnet_id))
    for acl in acls:
        acl["Associations"] = [a for a in acl["Associations"] if a["SubnetId"] in ec2._subnets]


def matches(acl: dict, filters: dict) -> bool:
    subnets = filters.get("association.subnet-id")
    associations = filters.get("association.association-id")
    acl_ids = filters.get("association.network-acl-id")
    return (
        (not acl_ids or acl["NetworkAclId"] in acl_ids)
        and (not subnets or any(a["SubnetId"] in subnets for a in acl["Associations"]))
        and (not associations or any(a["NetworkAclAssociationId"] in associations for a in acl["Associations"]))
    )


def describer(inner):
    def describe(params):
        synchronize()
        filters = ec2._parse_filters(params)
        if not any(name.startswith("association.") and values for name, values in filters.items()):
            return inner(params)
        wanted = [acl["NetworkAclId"] for acl in ec2._network_acls.values() if matches(acl, filters)]
        if not wanted:
            return ec2._xml(200, "DescribeNetworkAclsResponse", "<networkAclSet></networkAclSet>")
        narrowed = {name: value for name, value in params.items() if not name.startswith("NetworkAclId")}
        for number, acl_id in enumerate(wanted, 1):
            narrowed[f"NetworkAclId.{number}"] = [acl_id]
        return inner(narrowed)

    return describe


def replace_association(params):
    synchronize()
    old, target = ec2._p(params, "AssociationId"), ec2._p(params, "NetworkAclId")
    if target not in ec2._network_acls:
        return ec2._error("InvalidNetworkAclID.NotFound", target, 400)
    for acl in ec2._network_acls.values():
        for association in acl["Associations"]:
            if association["NetworkAclAssociationId"] == old:
                acl["Associations"].remove(association)
                new = new_association(association["SubnetId"])
                ec2._network_acls[target]["Associations"].append(new)
                body = f"<newAssociationId>{new['NetworkAclAssociationId']}</newAssociationId>"
                return ec2._xml(200, "ReplaceNetworkAclAssociationResponse", body)
    return ec2._error("InvalidAssociationID.NotFound", old, 400)


def keep_ports(params, answer):
    acl = ec2._network_acls.get(ec2._p(params, "NetworkAclId"))
    number, egress = int(ec2._p(params, "RuleNumber") or 0), ec2._p(params, "Egress") == "true"
    for entry in (acl or {}).get("Entries", []):
        if entry["RuleNumber"] == number and entry["Egress"] == egress:
            if ec2._p(params, "PortRange.From"):
                entry["Ports"] = (ec2._p(params, "PortRange.From"), ec2._p(params, "PortRange.To"))
            if ec2._p(params, "Icmp.Type"):
                entry["Icmp"] = (ec2._p(params, "Icmp.Type"), ec2._p(params, "Icmp.Code"))
    return answer


def install() -> None:
    ec2._ACTION_MAP["DescribeNetworkAcls"] = describer(ec2._describe_network_acls)
    ec2._ACTION_MAP["ReplaceNetworkAclAssociation"] = replace_association
    after_ec2("CreateNetworkAclEntry", keep_ports)
    after_ec2("ReplaceNetworkAclEntry", keep_ports)
    entry_xml = ec2._network_acl_entry_xml

    def network_acl_entry_xml(entry):
        xml = entry_xml(entry)
        if entry.get("Ports"):
            low, high = entry["Ports"]
            xml = before_end_tag(xml, "item", f"<portRange><from>{low}</from><to>{high}</to></portRange>")
        if entry.get("Icmp"):
            kind, code = entry["Icmp"]
            xml = before_end_tag(xml, "item", f"<icmpTypeCode><type>{kind}</type><code>{code}</code></icmpTypeCode>")
        return xml

    ec2._network_acl_entry_xml = network_acl_entry_xml
