"""EKS: a node group has an update configuration, one node at a time unless asked otherwise."""

from ministack.services import eks


def install() -> None:
    inner = eks._create_nodegroup

    def create_nodegroup(cluster, body):
        answer = inner(cluster, body)
        nodegroup = eks._nodegroups.get(f"{cluster}/{body.get('nodegroupName')}")
        if nodegroup is not None:
            nodegroup.setdefault("updateConfig", body.get("updateConfig") or {"maxUnavailable": 1})
        return answer

    eks._create_nodegroup = create_nodegroup
