import { crossings } from "../../../lib/proof/graph/crossings";
import { ownerKey } from "../../../lib/proof/graph/crossing";
import type { Step } from "../../../lib/proof/facts/step";
import { identityReach } from "../../../lib/proof/aws/identity-reach";
import { clustersByProvider } from "../../../lib/proof/kubernetes/clusters-by-provider";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { ACCOUNT, document, facts, type Written } from "./aws-facts";

/** A trust policy that nobody can use: of roles whose trust is not what a test is about. */
export const NOBODY = document({
  Principal: { Service: "spotfleet.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** `arn:aws:iam::123456789012:role/acme-app`. */
export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

/** A role with the name of its address, and its policy. */
export function role(
  owner: string,
  name: string,
  ...statements: readonly Readonly<Record<string, unknown>>[]
): Written[] {
  const made: Written = {
    address: `aws_iam_role.${name}`,
    owner,
    values: { name, assume_role_policy: NOBODY },
  };
  return statements.length === 0 ? [made] : [made, policyOf(owner, name, ...statements)];
}

export function policyOf(
  owner: string,
  name: string,
  ...statements: readonly Readonly<Record<string, unknown>>[]
): Written {
  return {
    address: `aws_iam_role_policy.${name}`,
    owner,
    values: { role: `<aws_iam_role.${name}#name>`, policy: document(...statements) },
  };
}

/** The same resource with other values. */
export function having(written: Written, values: Readonly<Record<string, unknown>>): Written {
  return { ...written, values: { ...written.values, ...values } };
}

/**
 * `acme > globex open: s3:GetObject` for each crossing: who, whose, how certain, the last step's actions. That
 * the platform has what is on it goes without saying.
 */
export function open(...written: readonly Written[]): string[] {
  const all = facts(...written);
  const kubernetes = reachInKubernetes(all, clustersByProvider(all));
  const found = crossings([identityReach(all, { grants: [] }, [kubernetes]), kubernetes]);
  const name = (key: string) => key.replace("tenant ", "");
  const lines = found.map(({ from, to, verdict, chain }) => {
    const what = chain.at(-1)?.what ?? [];
    return `${name(ownerKey(from))} > ${name(ownerKey(to))} ${verdict}: ${what.join(" ")}`;
  });
  return [...new Set(lines)].filter((line) => !line.startsWith("platform > ")).sort();
}

/** The pairs alone. */
export function pairs(...written: readonly Written[]): string[] {
  return [...new Set(open(...written).map((line) => line.replace(/:.*$/, "")))];
}

/** All steps of these resources. */
export function steps(...written: readonly Written[]): readonly Step[] {
  return identityReach(facts(...written)).steps;
}
