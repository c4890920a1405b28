"""EC2: flow logs keep their tags, format, interval, role and log group."""

from ministack.services import ec2

from .wire import after_ec2, found_in, text_of

DEFAULT_FORMAT = (
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} "
    "${packets} ${bytes} ${start} ${end} ${action} ${log-status}"
)
DEFAULT_INTERVAL = "600"


def log_group_of(params) -> str:
    named = ec2._p(params, "LogGroupName")
    return named or ec2._p(params, "LogDestination").split(":log-group:")[-1].removesuffix(":*")


def created(params, answer):
    for flow_log_id in found_in(answer, r"<item>(fl-\w+)</item>"):
        ec2._parse_tag_specs(params, "vpc-flow-log", flow_log_id)
        ec2._flow_logs[flow_log_id].update(
            Role=ec2._p(params, "DeliverLogsPermissionArn"),
            Format=ec2._p(params, "LogFormat") or DEFAULT_FORMAT,
            Interval=ec2._p(params, "MaxAggregationInterval") or DEFAULT_INTERVAL,
            Group=log_group_of(params),
        )
    return answer


def details_xml(flow_log: dict) -> str:
    xml = f"<maxAggregationInterval>{flow_log.get('Interval', DEFAULT_INTERVAL)}</maxAggregationInterval>"
    xml += f"<logFormat>{ec2._esc(flow_log.get('Format', DEFAULT_FORMAT))}</logFormat>"
    if flow_log.get("Role"):
        xml += f"<deliverLogsPermissionArn>{flow_log['Role']}</deliverLogsPermissionArn>"
    if flow_log.get("LogDestinationType") == "cloud-watch-logs" and flow_log.get("Group"):
        xml += f"<logGroupName>{ec2._esc(flow_log['Group'])}</logGroupName>"
    return xml


def described(_params, answer):
    body = text_of(answer)
    for flow_log_id, flow_log in list(ec2._flow_logs.items()):
        element = f"<flowLogId>{flow_log_id}</flowLogId>"
        body = body.replace(element, element + details_xml(flow_log))
    return answer[0], answer[1], body.encode()


def install() -> None:
    after_ec2("CreateFlowLogs", created)
    after_ec2("DescribeFlowLogs", described)
