"""EKS: a cluster answers the support that was asked for; AWS's own default is EXTENDED."""

import json

from ministack.services import eks


def install() -> None:
    inner = eks._create_cluster

    def create_cluster(body, *args, **kwargs):
        answer = inner(body, *args, **kwargs)
        cluster = eks._clusters.get(body.get("name"))
        if cluster is None or answer[0] != 200:
            return answer
        cluster["upgradePolicy"] = body.get("upgradePolicy") or {"supportType": "EXTENDED"}
        shown = json.loads(answer[2])
        shown["cluster"]["upgradePolicy"] = cluster["upgradePolicy"]
        return eks._json_resp(200, shown)

    eks._create_cluster = create_cluster
