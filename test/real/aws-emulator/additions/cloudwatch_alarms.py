"""CloudWatch: DescribeAlarms of the query protocol shows all members of an alarm."""

from ministack.services import cloudwatch
from ministack.services.ec2 import _esc as escaped

from .wire import text_of

PLAIN_MEMBERS = (
    "AlarmDescription",
    "Period",
    "Statistic",
    "ExtendedStatistic",
    "TreatMissingData",
    "Unit",
    "EvaluateLowSampleCountPercentile",
)
LIST_MEMBERS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def list_xml(name: str, values: list[str]) -> str:
    members = "".join(f"<member>{escaped(value)}</member>" for value in values)
    return f"<{name}>{members}</{name}>"


def dimension_xml(dimension: dict) -> str:
    name, value = escaped(dimension["Name"]), escaped(dimension["Value"])
    return f"<member><Name>{name}</Name><Value>{value}</Value></member>"


def details_xml(alarm: dict) -> str:
    enabled = str(bool(alarm.get("ActionsEnabled", True))).lower()
    plain = "".join(
        f"<{member}>{escaped(str(alarm[member]))}</{member}>"
        for member in PLAIN_MEMBERS
        if alarm.get(member) not in (None, "")
    )
    lists = "".join(list_xml(member, alarm.get(member) or []) for member in LIST_MEMBERS)
    dimensions = "".join(dimension_xml(dimension) for dimension in alarm.get("Dimensions") or [])
    return f"<ActionsEnabled>{enabled}</ActionsEnabled>{plain}{lists}<Dimensions>{dimensions}</Dimensions>"


def install() -> None:
    inner = cloudwatch._describe_alarms

    def describe_alarms(params, cbor_data, is_cbor, is_json=False):
        answer = inner(params, cbor_data, is_cbor, is_json)
        if is_cbor or is_json:
            return answer
        body = text_of(answer)
        for alarm in cloudwatch._alarms.values():
            element = f"<AlarmArn>{alarm['AlarmArn']}</AlarmArn>"
            body = body.replace(element, element + details_xml(alarm))
        return answer[0], answer[1], body.encode()

    cloudwatch._describe_alarms = describe_alarms
    for table in vars(cloudwatch).values():
        if isinstance(table, dict) and table.get("DescribeAlarms") is inner:
            table["DescribeAlarms"] = describe_alarms
