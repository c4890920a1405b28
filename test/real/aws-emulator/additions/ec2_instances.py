"""EC2: instances keep and show their metadata options (IMDSv2, hop limit)."""

from ministack.services import ec2

from .wire import after_ec2, before_end_tag, found_in

# Member of the answer: parameter of the request, EC2's default.
METADATA_OPTIONS = {
    "httpTokens": ("HttpTokens", "optional"),
    "httpPutResponseHopLimit": ("HttpPutResponseHopLimit", "1"),
    "httpEndpoint": ("HttpEndpoint", "enabled"),
    "httpProtocolIpv6": ("HttpProtocolIpv6", "disabled"),
    "instanceMetadataTags": ("InstanceMetadataTags", "disabled"),
}


def started(params, answer):
    for instance_id in found_in(answer, r"<instanceId>(i-\w+)<"):
        ec2._instances[instance_id]["MetadataOptions"] = {
            member: ec2._p(params, f"MetadataOptions.{parameter}") or default
            for member, (parameter, default) in METADATA_OPTIONS.items()
        }
    return answer


def install() -> None:
    after_ec2("RunInstances", started)
    inner = ec2._instance_xml

    def instance_xml(instance):
        xml, options = inner(instance), instance.get("MetadataOptions")
        if not options:
            return xml
        members = "".join(f"<{member}>{value}</{member}>" for member, value in options.items())
        return before_end_tag(xml, "item", f"<metadataOptions><state>applied</state>{members}</metadataOptions>")

    ec2._instance_xml = instance_xml
