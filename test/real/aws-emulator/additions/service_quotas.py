"""Service Quotas: every quota exists with a default of 5; an increase is approved at once."""

import uuid

from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region

from .wire import add_json_service

DEFAULT = 5.0
values = AccountRegionScopedDict()


def key_of(request) -> str:
    return f"{request['ServiceCode']}/{request['QuotaCode']}"


def described(request, value: float) -> dict:
    return {
        "Quota": {
            "ServiceCode": request["ServiceCode"],
            "ServiceName": request["ServiceCode"],
            "QuotaCode": request["QuotaCode"],
            "QuotaName": request["QuotaCode"],
            "QuotaArn": f"arn:aws:servicequotas:{get_region()}:{get_account_id()}:{key_of(request)}",
            "Value": value,
            "Adjustable": True,
            "GlobalQuota": False,
        }
    }


def request_increase(request):
    values[key_of(request)] = request["DesiredValue"]
    return {
        "RequestedQuota": {
            "Id": uuid.uuid4().hex,
            "ServiceCode": request["ServiceCode"],
            "QuotaCode": request["QuotaCode"],
            "DesiredValue": request["DesiredValue"],
            "Status": "APPROVED",
        }
    }


def read_increase(request):
    return {"RequestedQuota": {"Id": request["RequestId"], "Status": "APPROVED", "DesiredValue": 75.0}}


def install() -> None:
    actions = {
        "GetServiceQuota": lambda request: described(request, values.get(key_of(request), DEFAULT)),
        "GetAWSDefaultServiceQuota": lambda request: described(request, DEFAULT),
        "RequestServiceQuotaIncrease": request_increase,
        "GetRequestedServiceQuotaChange": read_increase,
    }
    add_json_service("servicequotas", "ServiceQuotasV20190624", actions, "servicequotas")
