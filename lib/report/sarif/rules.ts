import type { ReportingDescriptor } from "sarif";
import type { Finding } from "../../proof/verdict/report";

/** What a rule is about: one plane, a chain through several, or a part that cannot be read. */
type Subject = Finding["planes"][number] | "across-planes";
type Verdict = Finding["verdict"];

interface SubjectWords {
  readonly name: string;
  /** After "One tenant can reach what another has". */
  readonly by: string;
  readonly close: string;
  readonly declare: string;
}

const SUBJECTS: Readonly<Record<Subject, SubjectWords>> = {
  identity: {
    name: "Identity",
    by: "by IAM, keys or resource policies",
    close: "Narrow the statement that allows it, or let the policy of the resource or key deny it.",
    declare: "`CrossTenantGrant`, with owner, requester, resources, access and a reason",
  },
  network: {
    name: "Network",
    by: "over the network",
    close:
      "Remove the security-group rule or network policy that lets it in, or narrow its source and ports.",
    declare: "`TenantSecurityRule`, with source, target, protocol, ports and a description",
  },
  kubernetes: {
    name: "Kubernetes",
    by: "through the Kubernetes API",
    close: "Narrow the role, or the binding that gives it, to the namespaces of the tenant.",
    declare: "`TenantSecurityRule` or `CrossTenantGrant`, where what is reached is a port or a resource",
  },
  "across-planes": {
    name: "AcrossPlanes",
    by: "by a chain of steps through several planes",
    close: "Break the chain at one step; the step that leaves the tenant is usually the one.",
    declare: "`CrossTenantGrant` or `TenantSecurityRule`, for the step that leaves the tenant",
  },
};

const UNREADABLE: ReportingDescriptor = {
  id: "unreadable-part",
  name: "UnreadablePart",
  shortDescription: { text: "A part of the plan cannot be read, and may have any effect." },
  fullDescription: {
    text:
      "What cannot be read could open anything within its scope. That nothing is shared cannot be proved " +
      "until it can be read, or somebody answers for it.",
  },
  help: help(
    "What cannot be read could open anything within its scope: it is unknown, and never a pass.",
    "Write it as resources that Terraform JSON shows, or prove a plan or a state in which it is resolved.",
    "Answer for it by `Tenancy.trust`, or under `trusted` of an intent by hand, with a reason, an owner and a last day.",
  ),
  defaultConfiguration: { level: "warning" },
  properties: properties("unknown", "unreadable"),
};

/** All rules, in an order that never changes: results refer to them by place. */
export const RULES: readonly ReportingDescriptor[] = [
  ...(Object.keys(SUBJECTS) as Subject[]).flatMap((subject) => [
    ruleOf(subject, "open"),
    ruleOf(subject, "unknown"),
  ]),
  UNREADABLE,
];

/** The rule of a finding. */
export function ruleIdOf({ planes, verdict }: Pick<Finding, "planes" | "verdict">): string {
  const [first] = planes;
  return ruleId(planes.length > 1 || first === undefined ? "across-planes" : first, verdict);
}

/** The rule of a part that cannot be read. */
export const UNREADABLE_RULE = UNREADABLE.id;

/** How a result names its rule: by its id, and by its place among all. */
export function ruleReference(ruleId: string): { readonly ruleId: string; readonly ruleIndex: number } {
  return { ruleId, ruleIndex: RULES.findIndex(({ id }) => id === ruleId) };
}

function ruleId(subject: Subject, verdict: Verdict): string {
  return `${subject}-${verdict}`;
}

function ruleOf(subject: Subject, verdict: Verdict): ReportingDescriptor {
  const { name, by, close, declare } = SUBJECTS[subject];
  const open = verdict === "open";
  const what = open
    ? `One owner can reach what another has, ${by}, and nobody declared it.`
    : `Whether one owner can reach what another has, ${by}, cannot be told.`;
  const meaning = open
    ? "Everything that was read allows it, step by step; each step names the resource that decides it."
    : "A value, a condition or a part that cannot be read decides it: it is unknown, and never a pass.";
  const settle = open
    ? close
    : "Make what decides it readable: a literal, a plan with values, or a construct that writes both.";
  const declaration = `Declare it, if it is meant: ${declare}.`;
  return {
    id: ruleId(subject, verdict),
    name: `${name}${open ? "Open" : "Unknown"}`,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${meaning}` },
    help: help(`${what} ${meaning}`, settle, declaration),
    defaultConfiguration: { level: open ? "error" : "warning" },
    properties: properties(verdict, subject),
  };
}

/** In plain text for viewers without Markdown, where code needs no marks. */
function help(meaning: string, close: string, declare: string): NonNullable<ReportingDescriptor["help"]> {
  const lines = [meaning, `Close it: ${close}`, `Or: ${declare}`];
  return {
    text: lines.join("\n").replaceAll("`", ""),
    markdown: `${meaning}\n\n- **Close it.** ${close}\n- **Or.** ${declare}\n`,
  };
}

/** Source: GitHub Docs, "SARIF support for code scanning", reportingDescriptor object. */
function properties(verdict: Verdict, subject: string): NonNullable<ReportingDescriptor["properties"]> {
  const open = verdict === "open";
  return {
    tags: ["security", "tenant-isolation", subject],
    precision: open ? "very-high" : "medium",
    "problem.severity": open ? "error" : "warning",
    "security-severity": open ? "8.0" : "5.0",
  };
}
