import type { FactResource } from "../../../facts/resource";
import { literalOf } from "../../../facts/text";
import { namespaceOf } from "../../ownership/candidate";
import type { Guess } from "./guess";
import { firstWord, isNamespace, isPlatformWord, isPrincipal, writtenText, localName } from "./guess";

/** Namespaces that every cluster has, and those of what runs it. */
const PLATFORM_NAMESPACES = /^(default|kube-.*|amazon-.*|aws-.*|.*-system|istio-.*|monitoring|logging)$/;

/** By keys of `for_each` that somebody who can act has, and something else as well: `aws_iam_role.tenant["acme"]`. */
export function guessesByKey(resources: readonly FactResource[]): Guess[] {
  const bases = new Map<string, Set<string>>();
  for (const resource of resources) {
    const { key } = localName(resource);
    if (key !== undefined) bases.set(key, (bases.get(key) ?? new Set()).add(resource.type));
  }
  const actors = resources.filter((resource) => isPrincipal(resource) || isNamespace(resource));
  const keys = new Set(actors.flatMap((resource) => localName(resource).key ?? []));
  return [...keys]
    .filter((key) => !isPlatformWord(key) && (bases.get(key)?.size ?? 0) > 1)
    .map((key) => ({ kind: "address", tenant: key, pattern: `*["${key}"]*` }));
}

/** Words with which names of roles or users start, and names of what they could have: `acme` of `aws_iam_role.acme_app`. */
export function tenantWords(resources: readonly FactResource[]): readonly string[] {
  const words = (some: readonly FactResource[]) =>
    new Set(some.flatMap((resource) => firstWord(localName(resource).name) ?? []));
  const had = words(resources.filter(({ type }) => !type.startsWith("aws_iam_")));
  const found = [...words(resources.filter(isPrincipal))].filter(
    (word) => had.has(word) && !isPlatformWord(word),
  );
  // One word alone is the estate's own.
  return found.length > 1 ? found : [];
}

/** By names in the configuration that start with a tenant's: `aws_s3_bucket.acme_data`. */
export function guessesByLocalName(resources: readonly FactResource[], names: Iterable<string>): Guess[] {
  const locals = new Set(resources.map((resource) => localName(resource).name));
  return [...names].flatMap((tenant): Guess[] => {
    const patterns = [
      ...([...locals].some((local) => local.startsWith(`${tenant}_`)) ? [`*.${tenant}_*`] : []),
      ...([...locals].some((local) => local.startsWith(`${tenant}-`)) ? [`*.${tenant}-*`] : []),
      ...(locals.has(tenant) ? [`*.${tenant}`] : []),
    ];
    return patterns.map((pattern) => ({ kind: "address", tenant, pattern }));
  });
}

/** By namespaces: of the tenant whose name is a word of it, else each by itself. */
export function guessesByNamespace(resources: readonly FactResource[], names: ReadonlySet<string>): Guess[] {
  return resources.filter(isNamespace).flatMap((resource): Guess[] => {
    const looked = namespaceOf(resource);
    const name = typeof looked === "string" ? undefined : literalOf(looked);
    if (name === undefined || PLATFORM_NAMESPACES.test(name) || isPlatformWord(name)) return [];
    const [known, ...others] = names.has(name) ? [name] : name.split("-").filter((word) => names.has(word));
    const tenant = known !== undefined && others.length === 0 ? known : name;
    return [{ kind: "namespace", tenant, pattern: name }];
  });
}

/** Roles and users of one path are one tenant's; else those whose names start with one word; else each user by itself. */
export function guessesByPrincipal(resources: readonly FactResource[], names: ReadonlySet<string>): Guess[] {
  const principals = resources.filter(isPrincipal);
  const words = principals.map((principal) => firstWord(writtenText(principal, "name") ?? ""));
  return principals.flatMap((principal, index): Guess[] => {
    const kind = principal.type === "aws_iam_role" ? "role" : "user";
    const folder = (writtenText(principal, "path") ?? "/").split("/")[1] ?? "";
    if (folder !== "") return ofPath(kind, folder);
    const word = words[index];
    const shared = word !== undefined && (names.has(word) || words.indexOf(word) !== words.lastIndexOf(word));
    if (shared) {
      const pattern = `arn:*:iam::*:${kind}/${word}-*`;
      return isPlatformWord(word) ? [] : [{ kind: "arn", tenant: word, pattern }];
    }
    const { address } = principal.provenance;
    const name = writtenText(principal, "name") ?? address;
    return kind === "user" && !isPlatformWord(name)
      ? [{ kind: "address", tenant: name, pattern: address }]
      : [];
  });
}

/** Paths that AWS uses itself, and those of whoever runs the estate, are nobody's. */
function ofPath(kind: "role" | "user", folder: string): Guess[] {
  if (/^(service-role|aws-service-role|aws-reserved)$/.test(folder) || isPlatformWord(folder)) return [];
  return [{ kind: "arn", tenant: folder, pattern: `arn:*:iam::*:${kind}/${folder}/*` }];
}
