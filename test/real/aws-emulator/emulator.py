"""Starts ministack with the additions of this folder; settings are ministack's own environment variables.

The additions replace private functions of one exact version: any other version is refused, because a silent
mismatch would look like a fault of the library under test.
"""

import sys
from importlib.metadata import version

import ministack.app

from additions import (
    backup_vaults,
    cloudtrail_tags,
    cloudwatch_alarms,
    config_service,
    cost_explorer,
    dynamodb_authorization,
    dynamodb_leading_keys,
    dynamodb_resource_policies,
    ec2_ebs_encryption,
    ec2_flow_logs,
    ec2_instances,
    ec2_network_acls,
    ec2_prefix_lists,
    ec2_security_group_rules,
    ec2_vpc_cidrs,
    ec2_vpc_endpoints,
    ecr_registry,
    efs_policies,
    eks_addons,
    eks_clusters,
    eks_nodegroups,
    event_buses,
    iam_conditions,
    iam_service_linked_roles,
    identity_store,
    logs_authorization,
    policy_variables,
    principal_keys,
    repeated_requests,
    s3_keys,
    secure_transport,
    service_quotas,
    ssm_paths,
    sso_admin,
    trust_policies,
)

WRITTEN_FOR = "1.5.33"

ADDITIONS = (
    identity_store,
    sso_admin,
    cost_explorer,
    service_quotas,
    iam_conditions,
    iam_service_linked_roles,
    dynamodb_authorization,
    dynamodb_leading_keys,
    dynamodb_resource_policies,
    logs_authorization,
    policy_variables,
    principal_keys,
    repeated_requests,
    s3_keys,
    secure_transport,
    ssm_paths,
    trust_policies,
    ec2_ebs_encryption,
    ec2_vpc_cidrs,
    ec2_security_group_rules,
    ec2_network_acls,
    ec2_vpc_endpoints,
    ec2_flow_logs,
    ec2_prefix_lists,
    ec2_instances,
    eks_addons,
    eks_clusters,
    eks_nodegroups,
    ecr_registry,
    config_service,
    backup_vaults,
    cloudwatch_alarms,
    event_buses,
    efs_policies,
    cloudtrail_tags,
)


def main() -> None:
    found = version("ministack")
    if found != WRITTEN_FOR:
        sys.exit(f"ministack {found} is installed; the additions are written for {WRITTEN_FOR}: check them again")
    for addition in ADDITIONS:
        addition.install()
    ministack.app.main()


if __name__ == "__main__":
    main()
