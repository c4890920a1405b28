import { relateAction } from "../pattern/arn";
import { glob, literal, type Pattern } from "../pattern/token";
import data from "./data/actions.json";

/** What AWS says an action does. */
export type AccessLevel = "Read" | "List" | "Write" | "Tagging" | "Permissions";

/** A kind of resource, with the form of its ARNs. */
export interface CatalogueResource {
  readonly service: string;
  /** AWS's name of the type, for example `object`. */
  readonly name: string;
  /** `*` where an ARN has a name, an account, a Region or a partition. */
  readonly arn: Pattern;
}

/** One action of AWS. */
export interface CatalogueAction {
  readonly service: string;
  /** As AWS spells it, without the service. */
  readonly name: string;
  /** As in a policy: `s3:GetObject`. */
  readonly text: Pattern;
  readonly level: AccessLevel;
  /** Types of resources that it can be limited to; empty for an action that only `*` allows. */
  readonly resources: readonly CatalogueResource[];
  /** Of these, the ones that every request is on: one that lacks the right on one of them fails. */
  readonly needs: readonly CatalogueResource[];
}

/** From where, and as of which day: an action that AWS added later is not known. */
export const CATALOGUE = { source: data.source, date: data.date } as const;

interface ServiceData {
  readonly resources: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
}

const SERVICES: ReadonlyMap<string, ServiceData> = new Map(Object.entries(data.services));

const LEVELS: ReadonlyMap<string, AccessLevel> = new Map(
  (["Read", "List", "Write", "Tagging", "Permissions"] as const).map((level) => [level, level]),
);

/** A level that AWS may add counts as the one that reaches furthest. */
function levelOf(text: string = ""): AccessLevel {
  return LEVELS.get(text) ?? "Permissions";
}

function read(service: string, { resources, actions }: ServiceData): readonly CatalogueAction[] {
  const types = new Map(
    Object.entries(resources).map(([name, arn]) => [name, { service, name, arn: glob(arn) }] as const),
  );
  return Object.entries(actions).map(([name, about]) => {
    const [level, ...names] = about.split(" ");
    const typesOf = (list: readonly string[]) => list.flatMap((type) => types.get(type) ?? []);
    return {
      service,
      name,
      text: literal(`${service}:${name}`),
      level: levelOf(level),
      resources: typesOf(names.map((type) => type.replace("*", ""))),
      needs: typesOf(names.flatMap((type) => (type.endsWith("*") ? [type.slice(0, -1)] : []))),
    };
  });
}

const readServices = new Map<string, readonly CatalogueAction[]>();

/** The services of the catalogue, sorted. An action of any other is unknown to it. */
export function catalogueServices(): readonly string[] {
  return [...SERVICES.keys()];
}

/** All actions of a service, sorted by name; none for a service that the catalogue does not have. */
export function actionsOfService(service: string): readonly CatalogueAction[] {
  const known = readServices.get(service);
  if (known !== undefined) return known;
  const found = SERVICES.get(service);
  const actions = found === undefined ? [] : read(service, found);
  readServices.set(service, actions);
  return actions;
}

/** The actions that a pattern of a policy may match, in the order of services and names. */
export function actionsMatching(pattern: Pattern): readonly CatalogueAction[] {
  return catalogueServices()
    .filter((service) => relateAction(pattern, glob(`${service}:*`)) !== "no")
    .flatMap(actionsOfService)
    .filter(({ text }) => relateAction(pattern, text) === "yes");
}
