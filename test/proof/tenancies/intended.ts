import { infrastructureOf, pathOf, shortName } from "./built";
import type { Drawn, DrawnRule } from "./declared";

/** `nonprod/t0 > nonprod/t1 identity: nonprod-shared/grant-0`, sorted: who may get to whom, in which plane, and by what. */
export type Matrix = readonly string[];

function nameOf({ tenants }: Drawn, n: number): string {
  const tenant = tenants[n];
  return tenant === undefined ? "nobody" : `${infrastructureOf(tenant)}/${shortName(n)}`;
}

function homeOf({ tenants }: Drawn, n: number): string {
  const tenant = tenants[n];
  return tenant === undefined ? "nowhere" : infrastructureOf(tenant);
}

function byRules(all: Drawn): Matrix {
  return all.rules.map(({ from, to }, n) => {
    const source = typeof from === "string" ? "world" : nameOf(all, from);
    return `${source} > ${nameOf(all, to)} network: ${homeOf(all, to)}-shared/rule-${n}`;
  });
}

function byGrants(all: Drawn): Matrix {
  return all.grants.map(
    ({ owner, requester }, n) =>
      `${nameOf(all, requester)} > ${nameOf(all, owner)} identity: ${homeOf(all, requester)}-shared/grant-${n}`,
  );
}

/** Public is visible to all tenants of the same Infrastructure. */
function byVisibility(all: Drawn): Matrix {
  const { tenants, visible } = all;
  const [owner] = tenants;
  if (owner === undefined) return [];
  return tenants.flatMap(({ infrastructure }, n) => {
    const isBeside = n > 0 && infrastructure === owner.infrastructure;
    if (visible === "nowhere" || !(visible === "public" ? isBeside : visible.includes(n))) return [];
    const grant = `${pathOf(owner, 0)}/limits/VisibleTo-${shortName(n)}`;
    return [`${nameOf(all, n)} > ${nameOf(all, 0)} identity: ${grant}`];
  });
}

/** What is to be open, from what was drawn alone. */
export function intended(all: Drawn): Matrix {
  return [...byRules(all), ...byGrants(all), ...byVisibility(all)].sort();
}

/** The ports of a rule as people write them. */
export function intendedPorts({ ports }: DrawnRule): string {
  if (ports === "all") return "all";
  return ports.from === ports.to
    ? `${ports.protocol} ${ports.from}`
    : `${ports.protocol} ${ports.from}-${ports.to}`;
}
