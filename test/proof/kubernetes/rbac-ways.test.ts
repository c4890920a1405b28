import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { short } from "../support/cluster";
import { facts, type Written } from "../support/facts";
import { BASE, bind, bindEverywhere, clusterRole, HOLDER, role, rule } from "../support/rbac-parts";

const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";
const CHANGE = ["create", "update", "patch"];
const UPDATE = ["update", "patch"];
const READ = ["get", "list", "watch", "patch"];

/** What is controlled: `b must: create pods`. */
function controlled(...added: FactResource[]): string[] {
  const { steps } = reachInKubernetes(facts(...BASE, ...added));
  return steps
    .filter(({ from, kind }) => from === HOLDER && kind === "control")
    .map(({ to, certainty, what }) => `${short(to)} ${certainty}: ${what.join(", ")}`)
    .sort();
}

const inB = (...rules: Written[]) => controlled(role("b", "some", ...rules), bind("b", "Role", "some"));
const everywhere = (...rules: Written[]) =>
  controlled(clusterRole("some", { rule: rules }), bindEverywhere("some"));

/** Verbs on resources of a group, each of which does. */
type Right = readonly [verbs: readonly string[], group: string, resources: readonly string[]];

function each([verbs, group, resources]: Right): (readonly [string, Written])[] {
  return resources.flatMap((resource) =>
    verbs.map((verb) => [`${verb} ${resource}`, rule(verb, resource, group)] as const),
  );
}

type Row<Expected> = readonly [what: string, expected: Expected, ...rights: readonly Right[]];

describe("in a namespace one right is enough", () => {
  const rows: readonly Row<readonly string[]>[] = [
    [
      "to run pods there",
      ["b must: create pods"],
      [CHANGE, "", ["pods", "replicationcontrollers"]],
      [CHANGE, "apps", ["deployments", "statefulsets", "daemonsets", "replicasets"]],
      [CHANGE, "batch", ["jobs", "cronjobs"]],
    ],
    [
      "to run something in its pods",
      ["b must: run commands in pods"],
      [["create", "get"], "", ["pods/exec", "pods/attach"]],
      [UPDATE, "", ["pods/ephemeralcontainers"]],
    ],
    [
      "to have a token of its service accounts",
      ["b must: create serviceaccounts/token"],
      [["create"], "", ["serviceaccounts/token"]],
    ],
    [
      "to be its service accounts",
      ["b must: impersonate serviceaccounts"],
      [["impersonate"], "", ["serviceaccounts"]],
    ],
    ["to read tokens that are in its secrets, if any", ["b may: read secrets"], [READ, "", ["secrets"]]],
    [
      "to set its labels",
      ["chosen-labels:main may: patch namespaces", "nodes:main may: patch namespaces"],
      [UPDATE, "", ["namespaces"]],
    ],
  ];

  it.each(rows.map((row) => [row[0], row] as const))("%s", (_, [, expected, ...rights]) => {
    for (const [name, written] of rights.flatMap(each))
      expect([name, inB(written)]).toEqual([name, expected]);
  });
});

describe("in the whole cluster one right is enough", () => {
  const rows: readonly Row<string>[] = [
    ["to talk to the kubelets", "nodes:main must: nodes/proxy", [["get", "create"], "", ["nodes/proxy"]]],
    [
      "to draw pods to a node, perhaps",
      "nodes:main may: change nodes or the state of pods",
      [CHANGE, "", ["nodes", "nodes/status", "pods/status"]],
    ],
    [
      "to mount what is on the nodes",
      "nodes:main must: create persistentvolumes",
      [["create"], "", ["persistentvolumes"]],
    ],
    [
      "to change what others create, or see it",
      "cluster:main must: change admission webhooks",
      [CHANGE, ADMISSION, ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"]],
    ],
  ];

  it.each(rows.map((row) => [row[0], row] as const))("%s", (_, [, expected, ...rights]) => {
    for (const [name, written] of rights.flatMap(each))
      expect([name, everywhere(written)]).toEqual([name, [expected]]);
  });
});

describe("several rights are enough together, and no part of them", () => {
  interface Together {
    readonly what: string;
    readonly scope: "namespace" | "cluster";
    readonly expected: string;
    readonly needs: readonly (readonly Right[])[];
  }

  const rows: readonly Together[] = [
    {
      what: "make a secret for a token and read it",
      scope: "namespace",
      expected: "b must: create and read secrets of service accounts",
      needs: [[[["create"], "", ["secrets"]]], [[READ, "", ["secrets"]]]],
    },
    {
      what: "give a role more than one has",
      scope: "namespace",
      expected: "b must: escalate roles",
      needs: [[[["escalate"], RBAC, ["roles"]]], [[CHANGE, RBAC, ["roles"]]]],
    },
    {
      what: "bind a role of more than one has",
      scope: "namespace",
      expected: "b must: bind roles",
      needs: [[[["bind"], RBAC, ["clusterroles", "roles"]]], [[CHANGE, RBAC, ["rolebindings"]]]],
    },
    {
      what: "make a namespace with labels of one's choice, and pods in it",
      scope: "cluster",
      expected: "chosen-labels:main must: create namespaces",
      needs: [[[["create"], "", ["namespaces"]]], [[CHANGE, "", ["pods"]]]],
    },
    {
      what: "sign a certificate for anybody",
      scope: "cluster",
      expected: "cluster:main must: approve certificates",
      needs: [
        [[["create"], CERTIFICATES, ["certificatesigningrequests"]]],
        [[UPDATE, CERTIFICATES, ["certificatesigningrequests/approval"]]],
        [[["approve"], CERTIFICATES, ["signers"]]],
      ],
    },
    {
      what: "change what others create, as they create it",
      scope: "cluster",
      expected: "cluster:main must: change admission policies",
      needs: [
        [[CHANGE, ADMISSION, ["mutatingadmissionpolicies"]]],
        [[CHANGE, ADMISSION, ["mutatingadmissionpolicybindings"]]],
      ],
    },
    {
      what: "give a cluster's role more than one has",
      scope: "cluster",
      expected: "cluster:main must: escalate clusterroles",
      needs: [[[["escalate"], RBAC, ["clusterroles"]]], [[CHANGE, RBAC, ["clusterroles"]]]],
    },
    {
      what: "bind a cluster's role of more than one has",
      scope: "cluster",
      expected: "cluster:main must: bind clusterroles",
      needs: [[[["bind"], RBAC, ["clusterroles"]]], [[CHANGE, RBAC, ["clusterrolebindings"]]]],
    },
  ];

  it.each(rows.map((row) => [row.what, row] as const))("to %s", (_, { scope, expected, needs }) => {
    const found = scope === "namespace" ? inB : everywhere;
    const alternatives = needs.map((rights) => rights.flatMap(each).map(([, written]) => written));
    const firsts = alternatives.flatMap((written) => written.slice(0, 1));
    alternatives.forEach((written, n) => {
      const others = firsts.filter((_, at) => at !== n);
      for (const one of written) expect(found(...others, one)).toContainEqual(expected);
      expect(found(...others).filter((step) => step === expected)).toEqual([]);
    });
  });
});

it("certificates are believed whose signer the API server knows, by name or all of its own", () => {
  const signedBy = (...names: string[]) =>
    everywhere(
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
      rule("approve", "signers", CERTIFICATES, names),
    );
  const approved = ["cluster:main must: approve certificates"];
  for (const name of ["kube-apiserver-client", "kube-apiserver-client-kubelet", "*"])
    expect([name, signedBy(`kubernetes.io/${name}`)]).toEqual([name, approved]);
  expect(signedBy("kubernetes.io/kubelet-serving", "example.com/*")).toEqual([]);
});
