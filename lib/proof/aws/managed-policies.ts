import type { PolicyDocument, PolicyKind } from "../policy/document";
import { parsePolicy } from "../policy/parse";
import data from "./data/managed-policies.json";
import { unreadable } from "./read/documents";

/** From where, and as of which day: AWS changes its policies, and adds others. */
export const MANAGED_POLICIES = { source: data.source, date: data.date } as const;

const DOCUMENTS: ReadonlyMap<string, string> = new Map(Object.entries(data.policies));
const parsed = new Map<string, PolicyDocument>();

const ARN = /^arn:[^:]*:iam::aws:policy\/(.+)$/;

/** The policy of AWS with this ARN, as of the snapshot; undefined for an ARN that is not one of AWS's. */
export function managedPolicy(arn: string, kind: PolicyKind): PolicyDocument | undefined {
  const path = ARN.exec(arn)?.[1];
  if (path === undefined) return undefined;
  const key = `${kind} ${path}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const text = DOCUMENTS.get(path);
  const name = `AWS's managed policy ${path}`;
  const document =
    text === undefined
      ? unreadable(
          name,
          kind,
          `it is not in the snapshot of AWS's managed policies of ${MANAGED_POLICIES.date}`,
        )
      : parsePolicy(text, kind, name);
  parsed.set(key, document);
  return document;
}
