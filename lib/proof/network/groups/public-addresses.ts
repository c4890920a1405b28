import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, literalValue, member, occurrences, truthValue } from "../../read/values";
import { any, not, type Truth, truthOf } from "../../truth";
import { namedAt } from "./carried";

function said(value: Value | undefined, otherwise: Truth): Truth {
  const truth = truthValue(value);
  if (truth === undefined) return otherwise;
  return truth === "unknown" ? "unknown" : truthOf(truth);
}

/** An attribute that says it outright, and what holds without it. */
function saidAt(name: string, otherwise: Truth = "no") {
  return (resource: FactResource): Truth => said(attribute(resource, name), otherwise);
}

const withinUnlessOutside = (resource: FactResource): Truth =>
  not(said(attribute(resource, "internal"), "no"));

function publicBrokers(resource: FactResource): Truth {
  const info = member(attribute(resource, "broker_node_group_info"), "connectivity_info");
  const type = member(member(info, "public_access"), "type");
  if (type === undefined) return "no";
  const text = literalValue(type);
  return text === undefined ? "unknown" : truthOf(text !== "DISABLED");
}

/**
 * What is reached from the internet only where it says so, by the documentation of the AWS provider 6; `never` for
 * what has no public addresses in a VPC at all.
 */
const BY_TYPE: Readonly<Record<string, (resource: FactResource) => Truth>> = {
  aws_lb: withinUnlessOutside,
  aws_alb: withinUnlessOutside,
  aws_elb: withinUnlessOutside,
  aws_db_instance: saidAt("publicly_accessible"),
  // Older versions of the provider take it for true where it is not written.
  aws_redshift_cluster: saidAt("publicly_accessible", "unknown"),
  aws_mq_broker: saidAt("publicly_accessible"),
  aws_msk_cluster: publicBrokers,
  aws_ecs_service: (resource) =>
    any(
      occurrences(attribute(resource, "network_configuration")).items.map((block) =>
        said(member(block, "assign_public_ip"), "no"),
      ),
    ),
};

const NEVER: ReadonlySet<string> = new Set([
  ...["aws_docdb_cluster", "aws_efs_mount_target", "aws_elasticache_cluster"],
  ...["aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_elasticsearch_domain"],
  ...["aws_lambda_function", "aws_memorydb_cluster", "aws_opensearch_domain", "aws_vpc_endpoint"],
]);

/** Clusters of databases whose instances stand apart, each of which says for itself whether it is public. */
const INSTANCES: Readonly<Record<string, string>> = {
  aws_rds_cluster: "aws_rds_cluster_instance",
  aws_neptune_cluster: "aws_neptune_cluster_instance",
};

const OF_HOSTS = ["associate_public_ip_address", "network_interfaces.associate_public_ip_address"] as const;

/** Which network interfaces of a plan have public addresses. */
export class PublicAddresses {
  private readonly holders: ReadonlySet<FactResource>;

  constructor(private readonly facts: Facts) {
    const targets = new References(resourcesOf(this.facts, "aws_instance", "aws_network_interface"), [
      ...["id", "primary_network_interface_id"],
    ]);
    const names = ["instance", "instance_id", "network_interface", "network_interface_id"];
    const named = resourcesOf(this.facts, "aws_eip", "aws_eip_association").flatMap(
      (each) => namedAt(each, names).items,
    );
    this.holders = new Set(named.flatMap((value) => targets.resolve(value)?.resources ?? []));
  }

  /** @param subnets where it stands. Undefined: it is not known */
  has(resource: FactResource, subnets: readonly FactResource[] | undefined): Truth {
    if (this.holders.has(resource)) return "yes";
    if (NEVER.has(resource.type)) return "no";
    const instances = INSTANCES[resource.type];
    if (instances !== undefined) return this.ofInstances(resource, instances);
    const byType = BY_TYPE[resource.type];
    if (byType !== undefined) return byType(resource);
    // An interface that stands alone gets a public address by hand only.
    return resource.type === "aws_network_interface" ? "no" : this.ofHost(resource, subnets);
  }

  private ofInstances(cluster: FactResource, type: string): Truth {
    const own = new References([cluster], ["id", "cluster_identifier"]);
    const instances = resourcesOf(this.facts, type).filter(
      (each) => own.resolve(attribute(each, "cluster_identifier"))?.resources.includes(cluster) === true,
    );
    return any(instances.map(saidAt("publicly_accessible")));
  }

  /** A host has what it says, else what its subnets give to each. */
  private ofHost(resource: FactResource, subnets: readonly FactResource[] | undefined): Truth {
    const written = namedAt(resource, OF_HOSTS);
    if (written.items.length > 0) return any(written.items.map((value) => said(value, "no")));
    if (written.open !== undefined || subnets === undefined) return "unknown";
    return any(subnets.map(saidAt("map_public_ip_on_launch")));
  }
}
