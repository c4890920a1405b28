import type { FactResource } from "../../../facts/resource";
import type { Guess } from "./guess";
import { isNamespace, isPlatformWord, isPrincipal } from "./guess";

/** An instance of a module of the root: `module.tenant["acme"]`, `module.acme`. */
interface Instance {
  readonly address: string;
  readonly module: string;
  readonly key: string | undefined;
  readonly resources: readonly FactResource[];
}

/** A module with a name like this is made for tenants, whatever is in it. */
const TENANT_MODULE =
  /(^|[-_])(account|client|customer|env|environment|project|team|tenant|workspace)s?($|[-_])/;
const AFFIX =
  /^(client|customer|env|environment|project|team|tenant)[-_]|[-_](client|customer|env|environment|project|team|tenant)$/;

/**
 * By instances of modules: those of a `for_each` by their keys; and modules that hold the same resources, by their names.
 * Only where there is somebody in them who can act, a role, a user, a namespace, and something that they could have.
 */
export function guessesByModule(resources: readonly FactResource[]): Guess[] {
  const instances = instancesOf(resources);
  const keyed = instances.filter(({ key }) => key !== undefined);
  const alike = repeated(instances.filter(({ key }) => key === undefined));
  return [
    ...keyed
      .filter((each) => TENANT_MODULE.test(each.module) || holdsActor(each))
      .map((each) => guess(each, each.key ?? "")),
    ...alike.filter(holdsActor).map((each) => guess(each, each.module.replace(AFFIX, ""))),
  ].filter(({ tenant }) => !isPlatformWord(tenant));
}

function guess({ address }: Instance, tenant: string): Guess {
  return { kind: "address", tenant, pattern: `${address}.*` };
}

function instancesOf(resources: readonly FactResource[]): readonly Instance[] {
  const found = new Map<string, Instance & { resources: FactResource[] }>();
  for (const resource of resources) {
    const parts = /^(module\.([\w-]+)(?:\["([^"]+)"\])?)\./.exec(resource.provenance.address);
    const [, address, module, key] = parts ?? [];
    if (address === undefined || module === undefined) continue;
    const known = found.get(address);
    if (known === undefined) found.set(address, { address, module, key, resources: [resource] });
    else known.resources.push(resource);
  }
  return [...found.values()];
}

function holdsActor({ resources }: Instance): boolean {
  const acts = resources.some((resource) => isPrincipal(resource) || isNamespace(resource));
  return acts && resources.some(({ type }) => !type.startsWith("aws_iam_"));
}

/** Modules with the same resources in them are most likely of one source. */
function repeated(instances: readonly Instance[]): readonly Instance[] {
  const shapes = new Map<string, Instance[]>();
  for (const instance of instances) {
    const shape = shapeOf(instance);
    shapes.set(shape, [...(shapes.get(shape) ?? []), instance]);
  }
  return [...shapes.values()].filter(({ length }) => length > 1).flat();
}

/** What is in a module, without the keys of instances: these differ from tenant to tenant. */
function shapeOf({ address, resources }: Instance): string {
  const inside = resources.map(({ provenance }) =>
    provenance.address.slice(address.length + 1).replace(/\[[^\]]*\]/g, ""),
  );
  return [...new Set(inside)].sort().join("\n");
}
