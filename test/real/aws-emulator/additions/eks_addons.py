"""EKS: an add-on makes its Pod Identity associations itself, and answers their ARNs instead of what was asked for."""

import json

from ministack.services import eks

#: The namespace of all add-ons that take roles.
NAMESPACE = "kube-system"


def _forget(cluster, arns) -> None:
    for key, association in list(eks._pod_identity_associations.items()):
        if association["clusterName"] == cluster and association["associationArn"] in arns:
            eks._pod_identity_associations.pop(key, None)


def _associate(cluster, addon, wanted) -> list:
    arns = []
    for item in wanted:
        answer = eks._create_pod_identity_association(cluster, {"namespace": NAMESPACE, **item})
        association = json.loads(answer[2])["association"]
        association_id = association["associationId"]
        eks._pod_identity_associations[eks._pia_key(cluster, association_id)]["ownerArn"] = addon["addonArn"]
        arns.append(association["associationArn"])
    return arns


def install() -> None:
    create, update, delete = eks._create_addon, eks._update_addon, eks._delete_addon

    def create_addon(cluster, body):
        wanted = body.get("podIdentityAssociations") or []
        answer = create(cluster, {**body, "podIdentityAssociations": []})
        addon = eks._addons.get(f"{cluster}/{body.get('addonName')}")
        if answer[0] == 200 and addon is not None:
            addon["podIdentityAssociations"] = _associate(cluster, addon, wanted)
            return eks._json_resp(200, {"addon": addon})
        return answer

    def update_addon(cluster, name, body):
        addon = eks._addons.get(f"{cluster}/{name}")
        wanted = body.get("podIdentityAssociations")
        answer = update(cluster, name, {k: v for k, v in body.items() if k != "podIdentityAssociations"})
        if answer[0] == 200 and wanted is not None:
            _forget(cluster, addon["podIdentityAssociations"])
            addon["podIdentityAssociations"] = _associate(cluster, addon, wanted)
        return answer

    def delete_addon(cluster, name):
        addon = eks._addons.get(f"{cluster}/{name}")
        if addon is not None:
            _forget(cluster, addon["podIdentityAssociations"])
        return delete(cluster, name)

    eks._create_addon, eks._update_addon, eks._delete_addon = create_addon, update_addon, delete_addon
