"""EC2: a VPC endpoint keeps and shows its policy, security groups and private DNS."""

from ministack.services import ec2

from .wire import after_ec2, before_end_tag, found_in

FULL_ACCESS = (
    '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'
)


def group_xml(group_id: str) -> str:
    group = ec2._security_groups.get(group_id)
    name = ec2._esc(group["GroupName"]) if group else ""
    return f"<item><groupId>{group_id}</groupId><groupName>{name}</groupName></item>"


def details_xml(endpoint: dict) -> str:
    groups = "".join(group_xml(group_id) for group_id in endpoint.get("GroupIds", []))
    private_dns = str(bool(endpoint.get("PrivateDns"))).lower()
    return (
        f"<policyDocument>{ec2._esc(endpoint.get('PolicyDocument') or FULL_ACCESS)}</policyDocument>"
        f"<privateDnsEnabled>{private_dns}</privateDnsEnabled><groupSet>{groups}</groupSet>"
        "<ipAddressType>ipv4</ipAddressType><dnsOptions><dnsRecordIpType>ipv4</dnsRecordIpType></dnsOptions>"
        "<requesterManaged>false</requesterManaged>"
    )


def created(params, answer):
    for endpoint_id in found_in(answer, r"<vpcEndpointId>(vpce-\w+)<")[:1]:
        endpoint = ec2._vpc_endpoints[endpoint_id]
        interface = endpoint["VpcEndpointType"] == "Interface"
        endpoint["PolicyDocument"] = ec2._p(params, "PolicyDocument")
        endpoint["GroupIds"] = ec2._parse_member_list(params, "SecurityGroupId")
        endpoint["PrivateDns"] = ec2._p(params, "PrivateDnsEnabled") == "true" and interface
        body = ec2._vpce_fields_xml(endpoint, tag="vpcEndpoint")
        return ec2._xml(200, "CreateVpcEndpointResponse", body)
    return answer


def modified(params, answer):
    endpoint = ec2._vpc_endpoints.get(ec2._p(params, "VpcEndpointId"))
    if endpoint:
        removed = ec2._parse_member_list(params, "RemoveSecurityGroupId")
        kept = [group for group in endpoint.get("GroupIds", []) if group not in removed]
        endpoint["GroupIds"] = kept + ec2._parse_member_list(params, "AddSecurityGroupId")
        private_dns = ec2._p(params, "PrivateDnsEnabled")
        if private_dns:
            endpoint["PrivateDns"] = private_dns == "true"
        if ec2._p(params, "ResetPolicy") == "true":
            endpoint["PolicyDocument"] = ""
    return answer


def install() -> None:
    fields_xml = ec2._vpce_fields_xml

    def endpoint_fields_xml(endpoint, tag="item"):
        return before_end_tag(fields_xml(endpoint, tag=tag), tag, details_xml(endpoint))

    ec2._vpce_fields_xml = endpoint_fields_xml
    after_ec2("CreateVpcEndpoint", created)
    after_ec2("ModifyVpcEndpoint", modified)
