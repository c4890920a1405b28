import { all, any, type Truth } from "../../truth";
import { allowsAttempt, type Attempt, type RbacRule } from "./rule";

/** What some rights are as good as. */
export type Gain =
  /** Everything that runs, or may run, in the namespace: pods, and so every service account of it. */
  | "namespace"
  /** The labels of a namespace: who its policies and those of others take it for, what its pods may be. */
  | "labels"
  /** Connections within the cluster, whoever's. */
  | "traffic"
  /** The machines of the cluster. */
  | "nodes"
  /** The cluster itself. */
  | "cluster";

/** A way from rights to more, in a namespace or in the whole cluster. */
export interface Escalation {
  readonly what: string;
  readonly gain: Gain;
  /** Whether rights in one namespace do, or it takes them in the whole cluster. */
  readonly scope: "namespace" | "cluster";
  /** Each of these must be allowed, by any of its alternatives. */
  readonly needs: readonly (readonly Attempt[])[];
  /** Why it may not work all the same. @default - it works */
  readonly doubt?: string;
}

const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";

function each(verbs: readonly string[], group: string, ...resources: readonly string[]): readonly Attempt[] {
  return resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource })));
}

/** Rules with names reach only what they name, which is followed apart. */
function ofAnyName(attempt: Attempt): Attempt {
  return { ...attempt, name: "*" };
}

const CHANGE = ["create", "update", "patch"];
const UPDATE = ["update", "patch"];
/** A patch that changes nothing is answered with the whole object. */
const READ = ["get", "list", "watch", "patch"];

/** Whose certificates the API server takes for who they say, and how all of the kind are named at once. */
const SIGNERS = [
  "kubernetes.io/kube-apiserver-client",
  "kubernetes.io/kube-apiserver-client-kubelet",
  "kubernetes.io/*",
];

/**
 * The known ways, each with the least that it takes.
 *
 * Source: Kubernetes documentation, "Role Based Access Control Good Practices".
 */
export const ESCALATIONS: readonly Escalation[] = [
  {
    what: "create pods",
    gain: "namespace",
    scope: "namespace",
    needs: [
      [
        ...each(CHANGE, "", "pods", "replicationcontrollers"),
        ...each(CHANGE, "apps", "deployments", "statefulsets", "daemonsets", "replicasets"),
        ...each(CHANGE, "batch", "jobs", "cronjobs"),
      ],
    ],
  },
  {
    what: "run commands in pods",
    gain: "namespace",
    scope: "namespace",
    needs: [
      [
        ...each(["create", "get"], "", "pods/exec", "pods/attach"),
        ...each(UPDATE, "", "pods/ephemeralcontainers"),
      ],
    ],
  },
  {
    what: "create serviceaccounts/token",
    gain: "namespace",
    scope: "namespace",
    needs: [each(["create"], "", "serviceaccounts/token").map(ofAnyName)],
  },
  {
    what: "impersonate serviceaccounts",
    gain: "namespace",
    scope: "namespace",
    needs: [each(["impersonate"], "", "serviceaccounts").map(ofAnyName)],
  },
  {
    what: "create and read secrets of service accounts",
    gain: "namespace",
    scope: "namespace",
    needs: [each(["create"], "", "secrets"), each(READ, "", "secrets")],
  },
  {
    what: "read secrets",
    gain: "namespace",
    scope: "namespace",
    needs: [each(READ, "", "secrets")],
    doubt: "a secret may hold the token of a service account",
  },
  {
    what: "escalate roles",
    gain: "namespace",
    scope: "namespace",
    needs: [each(["escalate"], RBAC, "roles"), each(CHANGE, RBAC, "roles")],
  },
  {
    what: "bind roles",
    gain: "namespace",
    scope: "namespace",
    needs: [each(["bind"], RBAC, "clusterroles", "roles").map(ofAnyName), each(CHANGE, RBAC, "rolebindings")],
  },
  { what: "patch namespaces", gain: "labels", scope: "namespace", needs: [each(UPDATE, "", "namespaces")] },
  {
    what: "change services/status",
    gain: "traffic",
    scope: "namespace",
    // CVE-2020-8554: nodes lead connections to an address that stands there to the service.
    needs: [each(UPDATE, "", "services/status")],
  },
  {
    what: "create namespaces",
    gain: "labels",
    scope: "cluster",
    needs: [each(["create"], "", "namespaces"), each(CHANGE, "", "pods")],
  },
  {
    what: "nodes/proxy",
    gain: "nodes",
    scope: "cluster",
    needs: [each(["get", "create"], "", "nodes/proxy")],
  },
  {
    what: "change nodes or the state of pods",
    gain: "nodes",
    scope: "cluster",
    needs: [each(CHANGE, "", "nodes", "nodes/status", "pods/status")],
    doubt: "pods of others may be drawn to a node of the caller's choice",
  },
  {
    what: "create persistentvolumes",
    gain: "nodes",
    scope: "cluster",
    needs: [each(["create"], "", "persistentvolumes")],
  },
  {
    what: "approve certificates",
    gain: "cluster",
    scope: "cluster",
    needs: [
      each(["create"], CERTIFICATES, "certificatesigningrequests"),
      each(UPDATE, CERTIFICATES, "certificatesigningrequests/approval"),
      SIGNERS.map((name) => ({ verb: "approve", group: CERTIFICATES, resource: "signers", name })),
    ],
  },
  {
    what: "change admission webhooks",
    gain: "cluster",
    scope: "cluster",
    needs: [each(CHANGE, ADMISSION, "mutatingwebhookconfigurations", "validatingwebhookconfigurations")],
  },
  {
    what: "change admission policies",
    gain: "cluster",
    scope: "cluster",
    needs: [
      each(CHANGE, ADMISSION, "mutatingadmissionpolicies"),
      each(CHANGE, ADMISSION, "mutatingadmissionpolicybindings"),
    ],
  },
  {
    what: "escalate clusterroles",
    gain: "cluster",
    scope: "cluster",
    needs: [each(["escalate"], RBAC, "clusterroles"), each(CHANGE, RBAC, "clusterroles")],
  },
  {
    what: "bind clusterroles",
    gain: "cluster",
    scope: "cluster",
    needs: [each(["bind"], RBAC, "clusterroles").map(ofAnyName), each(CHANGE, RBAC, "clusterrolebindings")],
  },
];

/** Changing who the cluster takes IAM principals for, where it still reads that from a ConfigMap. */
export const AWS_AUTH: readonly Attempt[] = UPDATE.map((verb) => ({
  ...{ verb, group: "", resource: "configmaps", name: "aws-auth" },
}));

/** Do these rules together allow what an escalation takes? */
export function achieves(rules: readonly RbacRule[], { needs }: Escalation): Truth {
  const allowed = (attempt: Attempt) => any(rules.map((rule) => allowsAttempt(rule, attempt)));
  return all(needs.map((alternatives) => any(alternatives.map(allowed))));
}
