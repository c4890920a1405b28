import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import type { InfrastructureProps } from "../../lib/infrastructure/infrastructure-props";
import type { DataplaneProps } from "../../lib/infrastructure/dataplane/dataplane-props";
import type { NetworkProps } from "../../lib/infrastructure/network/network-props";
import type { Synthesis } from "../support/synth";
import { refusal, synthesize } from "../support/synth";

/** The smallest network with a way out. */
export const NETWORK: NetworkProps = { cidr: "10.10.0.0/16", zones: 2, nat: "single" };

/** The smallest cluster. */
export const DATAPLANE: DataplaneProps = { version: "1.33" };

/** An Infrastructure without a cluster, but for what is changed. */
export function nonprod(app: App, changes: Partial<InfrastructureProps> = {}): Infrastructure {
  const stack = new TerraformStack(app, "nonprod");
  return new Infrastructure(stack, "nonprod", {
    account: "123456789012",
    region: "eu-west-1",
    network: NETWORK,
    ...changes,
  });
}

/** One app with that Infrastructure alone. */
export function synthesized(changes: Partial<InfrastructureProps> = {}): Synthesis {
  return synthesize((app) => void nonprod(app, changes));
}

/** What is said to somebody who declares that Infrastructure. */
export function refused(changes: Partial<InfrastructureProps>): Error {
  return refusal((app) => void nonprod(app, changes));
}

/** The only statement list of a policy. */
export function statements(policy: unknown): unknown[] {
  return (JSON.parse(String(policy)) as { Statement: unknown[] }).Statement;
}
