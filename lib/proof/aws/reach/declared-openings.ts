import type { ErrorPlace } from "../../../errors/tenancy-error";
import type { KeyUseIntent, PermissionIntent } from "../../../model/intent";
import { parseExpiry } from "../../../model/sharing/expiry";
import type { Declared, DeclaredGrant, GrantByHand, GrantOfApp } from "../../facts/declared";
import type { Owner } from "../../facts/resource";
import { relateAction } from "../../pattern/arn";
import { includes } from "../../pattern/includes";
import { word } from "../../pattern/token";
import type { PolicyDocument } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { render } from "../../policy/template";
import type { AwsNode } from "../model/node";

const NOTHING_KNOWN = () => ({ state: "unknown" }) as const;

type Conditions = Record<string, Record<string, string | readonly string[]>>;

interface Denial {
  readonly Effect: "Deny";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Conditions;
}

/** One declared opening, as what denies exactly what it opens. */
export interface DeclaredOpening {
  /** The declaration's path, or its reason where a person wrote it. */
  readonly name: string;
  readonly denial: PolicyDocument;
}

/**
 * The grants that were declared, turned round. A request that is still possible when they are denied was not declared:
 * so an opening is covered only when it is included in declarations, never when it overlaps one.
 */
export class DeclaredOpenings {
  private readonly grants = new Map<string, DeclaredGrant[]>();
  private readonly documents = new Map<string, DeclaredOpening>();

  constructor(declared: Pick<Declared, "grants">) {
    for (const grant of declared.grants) {
      const key = `${grant.requester}\n${grant.owner}`;
      this.grants.set(key, [...(this.grants.get(key) ?? []), grant]);
    }
  }

  /** What was declared between two owners, as far as it is about this node. */
  on(requester: Owner | { readonly kind: "world" }, node: AwsNode): readonly DeclaredOpening[] {
    const { owner } = node.node;
    if (requester.kind !== "tenant" || owner.kind !== "tenant") return [];
    const grants = this.grants.get(`${requester.tenant}\n${owner.tenant}`) ?? [];
    return grants.flatMap((grant, index) => {
      const isOwn = node.kind.target === "key" || node.said !== undefined;
      const key = `${requester.tenant}\n${owner.tenant}\n${index}\n${isOwn ? node.node.id : ""}`;
      const known = this.documents.get(key) ?? opening(grant, node);
      if (known === undefined) return [];
      this.documents.set(key, known);
      return [known];
    });
  }
}

/** True if the opening has the action on the whole resource, for whoever asks: until a day, or without an end. */
export function holds({ denial }: DeclaredOpening, action: string, node: AwsNode): boolean {
  return denial.statements.some(({ actions, resources, conditions }) => {
    const named = actions.entries.some((entry) => relateAction(entry, word(action)) === "yes");
    const whole = (resources?.entries ?? []).some((entry) => {
      const pattern = render(entry, true, NOTHING_KNOWN);
      return pattern !== undefined && includes(node.arn, pattern) === "yes";
    });
    return named && whole && conditions.every(({ key }) => key === "aws:currenttime");
  });
}

function opening(grant: DeclaredGrant, node: AwsNode): DeclaredOpening | undefined {
  const name = grant.kind === "app" ? grant.grant.path : grant.reason;
  const denials = grant.kind === "app" ? denialsOfApp(grant, node) : [denialByHand(grant)];
  if (denials.length === 0) return undefined;
  const document = { Version: "2012-10-17", Statement: denials };
  return { name, denial: alsoSaid(parsePolicy(document, "identity", `the declaration ${name}`), node) };
}

/** What names all ARNs of the resource's form names the one that it comes to have. */
function alsoSaid(denial: PolicyDocument, { arn, said }: AwsNode): PolicyDocument {
  if (said === undefined) return denial;
  const statements = denial.statements.map((statement) => {
    const { resources } = statement;
    const isNamed = resources?.entries.some((entry) => {
      const pattern = render(entry, true, NOTHING_KNOWN);
      return pattern !== undefined && includes(arn, pattern) === "yes";
    });
    return isNamed === true && resources !== undefined
      ? { ...statement, resources: { ...resources, entries: [...resources.entries, said] } }
      : statement;
  });
  return { ...denial, statements };
}

function denialsOfApp({ grant, expires }: GrantOfApp, node: AwsNode): Denial[] {
  const who: Conditions = {
    ArnLike: { "aws:PrincipalArn": grant.roles },
    ...until(grant.path, expires),
  };
  if (node.kind.target !== "key") {
    return grant.area === "kms" ? [] : grant.permissions.map((permission) => denialOf(permission, who));
  }
  // The plan does not know the ARN of a key; the grant names the key by its address.
  const address = node.node.provenance?.address;
  return address !== undefined && grant.parts.includes(address)
    ? grant.keyUse.map((use) => keyDenial(use, who))
    : [];
}

function denialOf({ actions, resources, limit }: PermissionIntent, who: Conditions): Denial {
  const within: Conditions =
    limit === null
      ? {}
      : limit.key === "s3:prefix"
        ? { StringLike: { [limit.key]: limit.values } }
        : { "ForAllValues:StringEquals": { [limit.key]: limit.values }, Null: { [limit.key]: "false" } };
  return { Effect: "Deny", Action: actions, Resource: resources, Condition: { ...who, ...within } };
}

function keyDenial({ actions, through, context }: KeyUseIntent, who: Conditions): Denial {
  return {
    Effect: "Deny",
    Action: actions,
    Resource: "*",
    Condition: {
      ...who,
      ...(through !== null && { StringEquals: { "kms:ViaService": through } }),
      ...(context !== null && { StringLike: { [`kms:EncryptionContext:${context.key}`]: context.values } }),
    },
  };
}

function denialByHand({ actions, resources, reason, expires }: GrantByHand): Denial {
  const ends = until(reason, expires);
  return {
    Effect: "Deny",
    Action: actions,
    Resource: resources,
    ...(Object.keys(ends).length > 0 && { Condition: ends }),
  };
}

function until(name: string, expires: string | null): Conditions {
  if (expires === null) return {};
  const at: ErrorPlace = { kind: "grant", path: name };
  return { DateLessThan: { "aws:CurrentTime": parseExpiry(at, expires).until } };
}
