"""EKS: a node group has an update configuration, and answers the launch template that its nodes are made from."""

from ministack.services import eks


def install() -> None:
    inner = eks._create_nodegroup

    def create_nodegroup(cluster, body):
        answer = inner(cluster, body)
        nodegroup = eks._nodegroups.get(f"{cluster}/{body.get('nodegroupName')}")
        if nodegroup is not None:
            nodegroup.setdefault("updateConfig", body.get("updateConfig") or {"maxUnavailable": 1})
            if body.get("launchTemplate"):
                nodegroup["launchTemplate"] = dict(body["launchTemplate"])
                # AWS: the volume's size is the template's business then.
                nodegroup.pop("diskSize", None)
        return answer

    eks._create_nodegroup = create_nodegroup
