"""EC2: further CIDR blocks of a VPC, shown by DescribeVpcs and found by their association id."""

import uuid

from ministack.services import ec2

EXTRA = "_extra_cidrs"
FILTER = "cidr-block-association.association-id"


def association_xml(association: dict, tag: str, state: str = "associated") -> str:
    return (
        f"<{tag}><cidrBlock>{association['cidr']}</cidrBlock><associationId>{association['id']}</associationId>"
        f"<cidrBlockState><state>{state}</state></cidrBlockState></{tag}>"
    )


def associate(params):
    vpc_id = ec2._p(params, "VpcId")
    vpc = ec2._vpcs.get(vpc_id)
    if vpc is None:
        return ec2._error("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist", 400)
    association = {"id": f"vpc-cidr-assoc-{uuid.uuid4().hex[:17]}", "cidr": ec2._p(params, "CidrBlock")}
    vpc.setdefault(EXTRA, []).append(association)
    body = f"<vpcId>{vpc_id}</vpcId>{association_xml(association, 'cidrBlockAssociation')}"
    return ec2._xml(200, "AssociateVpcCidrBlockResponse", body)


def disassociate(params):
    wanted = ec2._p(params, "AssociationId")
    for vpc in ec2._vpcs.values():
        for association in vpc.get(EXTRA, []):
            if association["id"] == wanted:
                vpc[EXTRA].remove(association)
                gone = association_xml(association, "cidrBlockAssociation", "disassociated")
                body = f"<vpcId>{vpc['VpcId']}</vpcId>{gone}"
                return ec2._xml(200, "DisassociateVpcCidrBlockResponse", body)
    return ec2._error("InvalidVpcCidrBlockAssociationID.NotFound", wanted, 400)


def install() -> None:
    ec2._ACTION_MAP["AssociateVpcCidrBlock"] = associate
    ec2._ACTION_MAP["DisassociateVpcCidrBlock"] = disassociate
    fields_xml, matches = ec2._vpc_fields_xml, ec2._matches_vpc_filters

    def vpc_fields_xml(vpc, tag="item"):
        extra = "".join(association_xml(association, "item") for association in vpc.get(EXTRA, []))
        end = "</cidrBlockAssociationSet>"
        return fields_xml(vpc, tag=tag).replace(end, extra + end)

    def matches_vpc_filters(vpc, filters):
        wanted = filters.get(FILTER)
        if wanted and not any(association["id"] in wanted for association in vpc.get(EXTRA, [])):
            return False
        return matches(vpc, {name: values for name, values in filters.items() if name != FILTER})

    ec2._vpc_fields_xml = vpc_fields_xml
    ec2._matches_vpc_filters = matches_vpc_filters
