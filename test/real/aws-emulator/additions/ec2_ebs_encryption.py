"""EC2: encryption of new EBS volumes by default, a setting of account and region."""

from ministack.core.responses import AccountRegionScopedDict
from ministack.services import ec2

settings = AccountRegionScopedDict()


def answer(action: str):
    enabled = str(bool(settings.get("enabled"))).lower()
    return ec2._xml(200, f"{action}Response", f"<ebsEncryptionByDefault>{enabled}</ebsEncryptionByDefault>")


def setter(action: str, enabled: bool):
    def set_default(_params):
        settings["enabled"] = enabled
        return answer(action)

    return set_default


def install() -> None:
    ec2._ACTION_MAP["EnableEbsEncryptionByDefault"] = setter("EnableEbsEncryptionByDefault", True)
    ec2._ACTION_MAP["DisableEbsEncryptionByDefault"] = setter("DisableEbsEncryptionByDefault", False)
    ec2._ACTION_MAP["GetEbsEncryptionByDefault"] = lambda _params: answer("GetEbsEncryptionByDefault")
