import { NAMELESS, type RbacRule } from "./rule";

interface Group {
  readonly namespaced?: readonly string[];
  readonly cluster?: readonly string[];
}

/**
 * What the API server itself has, by groups; no other resources are in them. Questions that everybody may ask about
 * themselves are left out, as is what is no resource but somebody to impersonate: that is followed apart.
 *
 * Source: Kubernetes API reference, v1.33.
 */
const GROUPS: Readonly<Record<string, Group>> = {
  "": {
    namespaced: [
      ...["bindings", "configmaps", "endpoints", "events", "limitranges", "persistentvolumeclaims", "pods"],
      ...["podtemplates", "replicationcontrollers", "resourcequotas", "secrets", "serviceaccounts"],
      "services",
    ],
    cluster: ["componentstatuses", "namespaces", "nodes", "persistentvolumes"],
  },
  "admissionregistration.k8s.io": {
    cluster: [
      ...["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
      ...["mutatingadmissionpolicies", "mutatingadmissionpolicybindings"],
      ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    ],
  },
  "apiextensions.k8s.io": { cluster: ["customresourcedefinitions"] },
  "apiregistration.k8s.io": { cluster: ["apiservices"] },
  apps: { namespaced: ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"] },
  "authentication.k8s.io": { cluster: ["tokenreviews"] },
  "authorization.k8s.io": { namespaced: ["localsubjectaccessreviews"], cluster: ["subjectaccessreviews"] },
  autoscaling: { namespaced: ["horizontalpodautoscalers"] },
  batch: { namespaced: ["cronjobs", "jobs"] },
  "certificates.k8s.io": { cluster: ["certificatesigningrequests", "clustertrustbundles", "signers"] },
  "coordination.k8s.io": { namespaced: ["leasecandidates", "leases"] },
  "discovery.k8s.io": { namespaced: ["endpointslices"] },
  "events.k8s.io": { namespaced: ["events"] },
  // No server answers for this group any more.
  extensions: {},
  "flowcontrol.apiserver.k8s.io": { cluster: ["flowschemas", "prioritylevelconfigurations"] },
  "internal.apiserver.k8s.io": { cluster: ["storageversions"] },
  "networking.k8s.io": {
    namespaced: ["ingresses", "networkpolicies"],
    cluster: ["ingressclasses", "ipaddresses", "servicecidrs"],
  },
  "node.k8s.io": { cluster: ["runtimeclasses"] },
  policy: { namespaced: ["poddisruptionbudgets"] },
  "rbac.authorization.k8s.io": {
    namespaced: ["rolebindings", "roles"],
    cluster: ["clusterrolebindings", "clusterroles"],
  },
  "resource.k8s.io": {
    namespaced: ["resourceclaims", "resourceclaimtemplates"],
    cluster: ["deviceclasses", "devicetaintrules", "resourceslices"],
  },
  "scheduling.k8s.io": { cluster: ["priorityclasses"] },
  "storage.k8s.io": {
    namespaced: ["csistoragecapacities"],
    cluster: ["csidrivers", "csinodes", "storageclasses", "volumeattachments", "volumeattributesclasses"],
  },
};

const VERBS = new Set(
  ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"].concat(
    ["bind", "escalate", "impersonate", "approve", "sign", "attest"],
    "*",
  ),
);

/** What a written resource is without its subresource; `pods/*` is compared as it stands, and nothing is called so. */
function kindOf(written: string): string | undefined {
  const [kind = "", ...rest] = written.split("/");
  return rest.includes("*") ? undefined : kind;
}

function has(names: readonly string[] = [], kind: string): boolean {
  return kind === "*" ? names.length > 0 : names.includes(kind);
}

/** R3: requests to create say no name in time, so that a rule with names never allows one of a whole object. */
function allowsNothing({ verbs, resources, names }: RbacRule): boolean {
  const whole = resources.every((written) => written !== "*" && !written.includes("/"));
  return names.length > 0 && whole && verbs.every((verb) => NAMELESS.has(verb));
}

/** True if a rule allows something in a namespace, or something in none, that there is. */
function reaches(rule: RbacRule, scope: keyof Group): boolean {
  const { verbs, groups, resources } = rule;
  const kinds = resources.flatMap((written) => kindOf(written) ?? []);
  if (allowsNothing(rule)) return false;
  return groups.some((group) => {
    // What others have added to the API is taken to be in namespaces.
    const known = group === "*" ? Object.values(GROUPS) : GROUPS[group];
    if (known === undefined) return scope === "namespaced" && kinds.length > 0 && verbs.length > 0;
    if (!verbs.some((verb) => VERBS.has(verb))) return false;
    return [known].flat().some((each) => kinds.some((kind) => has(each[scope], kind)));
  });
}

/** Does a rule allow anything in namespaces? What cannot be read may. */
export function isNamespaced(rule: RbacRule): boolean {
  return rule.cause !== undefined || reaches(rule, "namespaced");
}

const WRITES = new Set(["update", "patch", "delete", "*"]);

/** Does a rule that holds in one namespace allow anything there? To change the namespace itself is something. */
export function isWithinNamespace(rule: RbacRule): boolean {
  const { verbs, groups, resources } = rule;
  const isOfCore = groups.some((group) => group === "" || group === "*");
  const isItself = isOfCore && resources.some((written) => kindOf(written) === "namespaces");
  return isNamespaced(rule) || (isItself && verbs.some((verb) => WRITES.has(verb)));
}

/** Does a rule allow anything that is in no namespace? */
export function isClusterScoped(rule: RbacRule): boolean {
  return reaches(rule, "cluster");
}
