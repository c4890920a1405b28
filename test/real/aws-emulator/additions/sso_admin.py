"""IAM Identity Center: one instance an account, permission sets and their assignments to accounts."""

import time
import uuid
from collections.abc import Callable

from ministack.core.responses import AccountScopedDict, get_account_id

from . import identity_store
from .wire import AwsError, add_json_service, not_found

permission_sets = AccountScopedDict()
assignments = AccountScopedDict()

ASSIGNMENT_KEY = ("TargetId", "TargetType", "PermissionSetArn", "PrincipalType", "PrincipalId")


def instance_arn() -> str:
    return f"arn:aws:sso:::instance/ssoins-{get_account_id()}0000"


def instance() -> dict:
    return {
        "InstanceArn": instance_arn(),
        "IdentityStoreId": f"d-{get_account_id()[-10:]}",
        "OwnerAccountId": get_account_id(),
        "Status": "ACTIVE",
        "CreatedDate": 1700000000,
    }


def succeeded(details: dict | None = None) -> dict:
    return {"Status": "SUCCEEDED", "RequestId": str(uuid.uuid4()), "CreatedDate": time.time(), **(details or {})}


# ------------------------------------------------------------------ permission sets


def permission_set(request) -> dict:
    arn = request["PermissionSetArn"]
    if arn not in permission_sets:
        raise not_found("PermissionSet", arn)
    return permission_sets[arn]


def create_permission_set(request):
    if any(item["properties"]["Name"] == request["Name"] for item in permission_sets.values()):
        raise AwsError("ConflictException", f"PermissionSet with name {request['Name']} already exists.")
    arn = f"arn:aws:sso:::permissionSet/{instance_arn().split('/')[-1]}/ps-{uuid.uuid4().hex[:16]}"
    properties = {key: request[key] for key in ("Name", "Description", "RelayState") if key in request}
    properties["SessionDuration"] = request.get("SessionDuration", "PT1H")
    properties["PermissionSetArn"] = arn
    properties["CreatedDate"] = time.time()
    permission_sets[arn] = {
        "properties": properties,
        "tags": request.get("Tags", []),
        "inline": "",
        "managed": {},
        "customer": [],
        "boundary": None,
    }
    return {"PermissionSet": properties}


def update_permission_set(request):
    changed = {key: request[key] for key in ("Description", "RelayState", "SessionDuration") if key in request}
    permission_set(request)["properties"].update(changed)


def delete_permission_set(request):
    permission_set(request)
    if any(item["PermissionSetArn"] == request["PermissionSetArn"] for item in assignments.values()):
        raise AwsError("ConflictException", "PermissionSet has ApplicationProfile associated with it")
    del permission_sets[request["PermissionSetArn"]]


def setter(member: str, value_of: Callable) -> Callable:
    def set_member(request):
        permission_set(request)[member] = value_of(request)

    return set_member


# ------------------------------------------------------------------ tags


def tagged(request) -> dict:
    return permission_set({"PermissionSetArn": request["ResourceArn"]})


def tag(request):
    item = tagged(request)
    merged = {entry["Key"]: entry for entry in [*item["tags"], *request["Tags"]]}
    item["tags"] = list(merged.values())


def untag(request):
    item = tagged(request)
    item["tags"] = [entry for entry in item["tags"] if entry["Key"] not in request["TagKeys"]]


# ------------------------------------------------------------------ policies of a permission set


def attach_managed(request):
    arn = request["ManagedPolicyArn"]
    permission_set(request)["managed"][arn] = {"Arn": arn, "Name": arn.split("/")[-1]}


def detach_managed(request):
    permission_set(request)["managed"].pop(request["ManagedPolicyArn"], None)


def attach_customer(request):
    permission_set(request)["customer"].append(request["CustomerManagedPolicyReference"])


def detach_customer(request):
    permission_set(request)["customer"].remove(request["CustomerManagedPolicyReference"])


def read_boundary(request):
    boundary = permission_set(request)["boundary"]
    if not boundary:
        raise not_found("PermissionsBoundary", request["PermissionSetArn"])
    return {"PermissionsBoundary": boundary}


# ------------------------------------------------------------------ assignments


def assignment_of(request) -> dict:
    return {key: request[key] for key in ASSIGNMENT_KEY}


def create_assignment(request):
    permission_set(request)
    principals = identity_store.groups if request["PrincipalType"] == "GROUP" else identity_store.users
    if request["PrincipalId"] not in principals:
        raise not_found(request["PrincipalType"], request["PrincipalId"])
    assignment = assignment_of(request)
    assignments["|".join(assignment.values())] = assignment
    return {"AccountAssignmentCreationStatus": succeeded(assignment)}


def delete_assignment(request):
    assignment = assignment_of(request)
    if assignments.pop("|".join(assignment.values()), None) is None:
        raise not_found("Assignment", request["PrincipalId"])
    return {"AccountAssignmentDeletionStatus": succeeded(assignment)}


def list_assignments(request):
    return {
        "AccountAssignments": [
            {
                "AccountId": item["TargetId"],
                "PermissionSetArn": item["PermissionSetArn"],
                "PrincipalId": item["PrincipalId"],
                "PrincipalType": item["PrincipalType"],
            }
            for item in assignments.values()
            if item["TargetId"] == request["AccountId"] and item["PermissionSetArn"] == request["PermissionSetArn"]
        ]
    }


def list_provisioned_accounts(request):
    arn = request["PermissionSetArn"]
    return {"AccountIds": sorted({a["TargetId"] for a in assignments.values() if a["PermissionSetArn"] == arn})}


INSTANCES = {
    "ListInstances": lambda _request: {"Instances": [instance()]},
    "DescribeInstance": lambda _request: instance(),
}

PERMISSION_SETS = {
    "CreatePermissionSet": create_permission_set,
    "UpdatePermissionSet": update_permission_set,
    "DeletePermissionSet": delete_permission_set,
    "DescribePermissionSet": lambda request: {"PermissionSet": permission_set(request)["properties"]},
    "ListPermissionSets": lambda _request: {"PermissionSets": list(permission_sets.keys())},
    "ProvisionPermissionSet": lambda request: {
        "PermissionSetProvisioningStatus": succeeded({"PermissionSetArn": request["PermissionSetArn"]})
    },
    "DescribePermissionSetProvisioningStatus": lambda _request: {"PermissionSetProvisioningStatus": succeeded()},
    "ListTagsForResource": lambda request: {"Tags": tagged(request)["tags"]},
    "TagResource": tag,
    "UntagResource": untag,
}

POLICIES = {
    "PutInlinePolicyToPermissionSet": setter("inline", lambda request: request["InlinePolicy"]),
    "GetInlinePolicyForPermissionSet": lambda request: {"InlinePolicy": permission_set(request)["inline"]},
    "DeleteInlinePolicyFromPermissionSet": setter("inline", lambda _request: ""),
    "AttachManagedPolicyToPermissionSet": attach_managed,
    "DetachManagedPolicyFromPermissionSet": detach_managed,
    "ListManagedPoliciesInPermissionSet": lambda request: {
        "AttachedManagedPolicies": list(permission_set(request)["managed"].values())
    },
    "AttachCustomerManagedPolicyReferenceToPermissionSet": attach_customer,
    "DetachCustomerManagedPolicyReferenceFromPermissionSet": detach_customer,
    "ListCustomerManagedPolicyReferencesInPermissionSet": lambda request: {
        "CustomerManagedPolicyReferences": permission_set(request)["customer"]
    },
    "PutPermissionsBoundaryToPermissionSet": setter("boundary", lambda request: request["PermissionsBoundary"]),
    "GetPermissionsBoundaryForPermissionSet": read_boundary,
    "DeletePermissionsBoundaryFromPermissionSet": setter("boundary", lambda _request: None),
}

ASSIGNMENTS = {
    "CreateAccountAssignment": create_assignment,
    "DeleteAccountAssignment": delete_assignment,
    "ListAccountAssignments": list_assignments,
    "ListAccountsForProvisionedPermissionSet": list_provisioned_accounts,
    "DescribeAccountAssignmentCreationStatus": lambda _request: {"AccountAssignmentCreationStatus": succeeded()},
    "DescribeAccountAssignmentDeletionStatus": lambda _request: {"AccountAssignmentDeletionStatus": succeeded()},
}


def install() -> None:
    actions = {**INSTANCES, **PERMISSION_SETS, **POLICIES, **ASSIGNMENTS}
    add_json_service("sso", "SWBExternalService", actions, "sso")
