import { byText } from "../../../model/intent";
import type { FactResource, Facts } from "../../facts/resource";
import { textOf } from "../../pattern/token";
import { namespaceOf, tagOf } from "../ownership/candidate";
import type { HandIntent, OwnershipRule } from "./hand-intent";

/** An intent without tenants: everything belongs to the platform. It reads an input of which nothing is known yet. */
export const NO_TENANTS: HandIntent = {
  version: 1,
  tenants: [],
  ownership: [],
  rules: [],
  grants: [],
  trusted: [],
};

/** Tags by which people say whose something is, the most telling first. */
const OWNER_TAGS = ["cdktf-tenants:tenant", "tenant", "Tenant", "customer", "Customer", "team", "Team"];
/** Namespaces that every cluster has, and those of what runs it. */
const PLATFORM_NAMESPACES = /^(default|kube-.*|amazon-.*|aws-.*|.*-system|istio-.*|monitoring|logging)$/;
const PRINCIPALS = new Set(["aws_iam_role", "aws_iam_user"]);
const PLATFORM_PATHS = /^\/(service-role\/|aws-service-role\/|aws-reserved\/)?$/;

type Guess = OwnershipRule & { readonly tenant: string };
type Guesser = (resource: FactResource) => Guess | undefined;

/**
 * A first intent file from what an input holds: who seems to be a tenant, by tags, instances of modules, namespaces, and
 * paths and names of IAM principals. A person reads it and says what it should be: nothing is opened by it.
 */
export function initialIntent(facts: Facts): HandIntent {
  const guesses = new Map<string, Guess>();
  const found = (guesser: Guesser): void => {
    for (const resource of facts.resources) {
      const guess = guesser(resource);
      if (guess !== undefined) guesses.set(JSON.stringify(guess), guess);
    }
  };
  found(byTag);
  found(byModule);
  found(byNamespace);
  const named = new Set([...guesses.values()].map((guess) => guess.tenant));
  for (const guess of principalGuesses(facts.resources, named)) guesses.set(JSON.stringify(guess), guess);
  const ownership = [...guesses.values()].sort(
    byText((guess) => `${guess.tenant}\n${JSON.stringify(guess)}`),
  );
  return { ...NO_TENANTS, tenants: [...new Set(ownership.map((guess) => guess.tenant))].sort(), ownership };
}

const byTag: Guesser = (resource) => {
  for (const key of OWNER_TAGS) {
    const looked = tagOf(resource, key);
    const value = typeof looked === "string" ? undefined : textOf(looked);
    if (value !== undefined && value !== "") return { kind: "tag", tenant: value, key, value };
  }
  return undefined;
};

/** `module.tenant["acme"]` */
const byModule: Guesser = ({ provenance: { address } }) => {
  const [instance, key] = /^module\.[\w-]+\["([^"]+)"\]/.exec(address) ?? [];
  return key === undefined ? undefined : { kind: "address", tenant: key, pattern: `${instance}.*` };
};

const byNamespace: Guesser = (resource) => {
  if (!/^kubernetes_namespace(_v1)?$/.test(resource.type)) return undefined;
  const looked = namespaceOf(resource);
  const name = typeof looked === "string" ? undefined : textOf(looked);
  if (name === undefined || PLATFORM_NAMESPACES.test(name)) return undefined;
  return { kind: "namespace", tenant: name, pattern: name };
};

/** Principals of one path are one tenant; else those whose names start with one word; else each by itself. */
function principalGuesses(resources: readonly FactResource[], named: ReadonlySet<string>): Guess[] {
  const principals = resources.filter(
    (resource) =>
      PRINCIPALS.has(resource.type) && byTag(resource) === undefined && byModule(resource) === undefined,
  );
  const words = principals.map((principal) => firstWord(literalOf(principal, "name")));
  return principals.flatMap((principal, index): Guess[] => {
    const kind = principal.type === "aws_iam_role" ? "role" : "user";
    const path = literalOf(principal, "path") ?? "/";
    const folder = path.split("/")[1] ?? "";
    if (!PLATFORM_PATHS.test(path) && folder !== "")
      return [{ kind: "arn", tenant: folder, pattern: `arn:*:iam::*:${kind}/${folder}/*` }];
    const word = words[index];
    const shared = word !== undefined && (named.has(word) || words.indexOf(word) !== words.lastIndexOf(word));
    if (shared) return [{ kind: "arn", tenant: word, pattern: `arn:*:iam::*:${kind}/${word}-*` }];
    const { address } = principal.provenance;
    return kind === "user"
      ? [{ kind: "address", tenant: literalOf(principal, "name") ?? address, pattern: address }]
      : [];
  });
}

/** `acme` of `acme-etl`. */
function firstWord(name: string | undefined): string | undefined {
  return /^([A-Za-z0-9]+)-/.exec(name ?? "")?.[1];
}

function literalOf({ values }: FactResource, attribute: string): string | undefined {
  const value = values.get(attribute);
  return value?.kind === "text" ? textOf(value.pattern) : undefined;
}
