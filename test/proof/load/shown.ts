import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadedFacts } from "../../../lib/proof/facts/loaded";
import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Value } from "../../../lib/proof/facts/value";
import type { HandIntent } from "../../../lib/proof/load/intent/hand-intent";
import { load } from "../../../lib/proof/load/load";
import { shownPattern } from "../../../lib/proof/pattern/token";
import { someFolder } from "../../support/plan-folder";

/** A value as JSON: symbols as `${id}`, the unknown by its cause, an open list or object with a last entry that says so. */
export function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "text":
      return shownPattern(value.pattern);
    case "scalar":
      return value.value;
    case "list":
      return [...value.items.map(shown), ...(value.open ? ["and others"] : [])];
    case "fields":
      return {
        ...Object.fromEntries([...value.fields].map(([key, item]) => [key, shown(item)])),
        ...(value.open ? { others: true } : {}),
      };
    case "unknown":
      return { unknown: value.cause };
  }
}

/** An intent file by hand, with what the test is about. */
export function handIntent(changes: Partial<HandIntent> = {}): HandIntent {
  return { version: 1, tenants: [], ownership: [], rules: [], grants: [], trusted: [], ...changes };
}

const PROVIDER = { aws: { region: "eu-west-1", allowed_account_ids: ["123456789012"] } };

/** Facts of one file of Terraform JSON, with a provider of a known account unless it brings its own. */
export function factsOf(document: object, intent: HandIntent = handIntent()): LoadedFacts {
  const folder = someFolder();
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider: PROVIDER, ...document }));
  return load({ folder, intent });
}

export function resourceAt(facts: LoadedFacts, address: string): FactResource {
  const found = facts.resources.find((one) => one.provenance.address === address);
  if (found === undefined) throw new Error(`There is no ${address} among the facts.`);
  return found;
}

/** One attribute of one resource, as JSON. */
export function attributeAt(facts: LoadedFacts, address: string, name: string): unknown {
  return shown(resourceAt(facts, address).values.get(name));
}

/** The value of an expression in a configuration, as JSON. */
export function evaluated(expression: string, document: object = {}): unknown {
  const facts = factsOf({
    ...document,
    resource: { ...resourcesOf(document), aws_probe: { x: { value: expression } } },
  });
  return attributeAt(facts, "aws_probe.x", "value");
}

function resourcesOf(document: object): object {
  return "resource" in document && typeof document.resource === "object" ? (document.resource ?? {}) : {};
}
