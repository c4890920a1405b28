import { type KeyState, known } from "../../condition/context";
import { kindOfKey } from "../../iam/key-kinds";
import { type Reach, reach } from "../../iam/reach";
import { literal, type Pattern, word } from "../../pattern/token";
import type { AwsNode } from "../model/node";

/** What a service works for: the resource, and its account. */
export interface ServiceSource {
  readonly arn: Pattern;
  readonly account: Pattern;
}

/**
 * I15: may a service, working for this source, do this to the resource? A role's trust policy is asked the
 * same way.
 */
export function serviceReach(
  service: string,
  source: ServiceSource,
  action: string,
  node: AwsNode,
  more: ReadonlyMap<string, KeyState> = new Map(),
): Reach {
  const one = (value: Pattern): KeyState => ({ state: "values", values: [value] });
  const keys = new Map<string, KeyState>([
    ["aws:sourcearn", one(source.arn)],
    ["aws:sourceaccount", one(source.account)],
    ["aws:principalservicename", known(service)],
    ["aws:principalisawsservice", known("true")],
    ...more,
  ]);
  return reach({
    principal: { kind: "service", arn: literal(service), hasBoundary: false },
    action: word(action),
    resource: {
      language: node.parts.flatMap((part) => part.language),
      account: node.account,
      target: node.kind.target ?? "other",
    },
    policies: { identity: [], resource: node.policies, restrictions: [] },
    keys,
    kindOf: kindOfKey,
  });
}
