import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import type { Peer, PolicyRule } from "../../../lib/proof/network/policies/policy";
import { readPolicy } from "../../../lib/proof/network/policies/read-policy";
import type { Selector } from "../../../lib/proof/network/policies/selector";
import { shownPorts } from "../../../lib/proof/network/ports";
import { facts, owner, resource, UNREAD, value, type Written } from "../support/facts";
import { block, pods } from "../support/policy-parts";

const UNKNOWN = "it is only known after the apply";
const NAMED: Written = [{ name: "p", namespace: "b" }];

function policy(spec: Written, metadata: Written = NAMED) {
  const written = resource("b", "kubernetes_network_policy_v1.p", { metadata, spec });
  return kubernetesObjects(facts(written)).map((object) => readPolicy(object, "main"))[0];
}

/** The rules of a policy about what comes in. */
function rules(ingress: Written): readonly PolicyRule[] {
  return policy([{ pod_selector: [{}], policy_types: ["Ingress"], ingress }])?.ingress?.rules ?? [];
}

describe("a policy, read", () => {
  it("is of its cluster and its namespace, and selects its pods", () => {
    const found = policy([{ pod_selector: [{ match_labels: { app: "web" } }], policy_types: ["Ingress"] }]);
    expect(found).toEqual({
      ...{ cluster: "main", namespace: "b", name: "p", owner: owner("b") },
      provenance: expect.objectContaining({ address: "kubernetes_network_policy_v1.p" }),
      pods: { requirements: [{ key: "app", operator: "In", values: ["web"] }] },
      ...{ ingress: { rules: [] }, egress: undefined },
    });
  });

  it("is called by its address where it has no name", () => {
    expect(policy([{}], [{ namespace: "b" }])?.name).toBe("kubernetes_network_policy_v1.p");
  });

  it("is none where it is not known which namespace it is in", () => {
    expect(policy([{}], [{ name: "p", namespace: UNREAD }])).toBeUndefined();
  });
});

describe("the directions of a policy", () => {
  const ways = (spec: Record<string, Written>) => {
    const found = policy([{ pod_selector: [{}], ...spec }]);
    const shown = (way: "ingress" | "egress") => {
      const direction = found?.[way];
      return direction === undefined ? "none" : (direction.cause ?? `${direction.rules.length} rules`);
    };
    return [shown("ingress"), shown("egress")];
  };
  const ingress: Written = [{ from: [pods({})] }];
  const egress: Written = [{ to: [pods({})] }];

  it.each<[string, Record<string, Written>, string[]]>([
    ["those that it names", { policy_types: ["Egress"], egress }, ["none", "1 rules"]],
    ["not those that it does not name", { policy_types: ["Ingress"], ingress, egress }, ["1 rules", "none"]],
    ["both", { policy_types: ["Ingress", "Egress"] }, ["0 rules", "0 rules"]],
    ["what comes in, where it names none", { ingress }, ["1 rules", "none"]],
    ["what comes in, where it says nothing at all", {}, ["0 rules", "none"]],
    ["what goes out too, where it says something of it", { egress }, ["0 rules", "1 rules"]],
    ["what goes out too, where that cannot be read", { egress: UNREAD }, ["0 rules", "1 rules"]],
    ["any, where it is not known which it names", { policy_types: UNREAD }, [UNKNOWN, UNKNOWN]],
    [
      "those that it names beside one that is not known",
      { policy_types: ["Ingress", UNREAD] },
      ["0 rules", UNKNOWN],
    ],
  ])("are %s", (_, spec, expected) => {
    expect(ways(spec)).toEqual(expected);
  });
});

describe("the ports of a rule", () => {
  const ports = (...written: Written[]) => {
    const [rule] = rules([{ ports: written }]);
    const [sure, may] = [rule?.ports, rule?.mayPorts].map((each) => each && shownPorts(each).join(", "));
    return sure === may ? [sure, rule?.cause] : [sure, may, rule?.cause];
  };

  it.each<[string, Written, (string | undefined)[]]>([
    ["one", { protocol: "TCP", port: "80" }, ["tcp 80", undefined]],
    ["one of TCP, where no protocol is named", { port: 80 }, ["tcp 80", undefined]],
    ["several", { protocol: "UDP", port: 80, end_port: 90 }, ["udp 80-90", undefined]],
    ["one, where the last is the provider's nothing", { port: 80, end_port: 0 }, ["tcp 80", undefined]],
    ["all of a protocol", { protocol: "SCTP" }, ["sctp", undefined]],
    ["all, where the port is the provider's nothing", { port: "" }, ["tcp", undefined]],
    ["all, where it is zero", { port: 0 }, ["tcp", undefined]],
    ["one by name", { port: "http" }, ["tcp http", undefined]],
    ["one by a name that begins with a number", { port: "80-web" }, ["tcp 80-web", undefined]],
    ["one by a name that ends in a number", { port: "web-80" }, ["tcp web-80", undefined]],
    ["any, where it is not known", UNREAD, ["", "all", UNKNOWN]],
    [
      "any of its protocol, where the port is not known",
      { protocol: "UDP", port: UNREAD },
      ["", "udp", UNKNOWN],
    ],
    ["any of TCP, where the last is not known", { port: 80, end_port: UNREAD }, ["", "tcp", UNKNOWN]],
    ["any, where the protocol is not known", { protocol: UNREAD, port: 80 }, ["", "all", UNKNOWN]],
    [
      "any, where the protocol is no text",
      { protocol: ["TCP"], port: 80 },
      ["", "all", "a protocol cannot be read"],
    ],
    [
      "any, where only the apply knows the protocol",
      { protocol: "${aws_x.y.z}" },
      ["", "all", "a protocol is ${aws_x.y#z}, which only the apply knows"],
    ],
    [
      "any of TCP, where only the apply knows the port",
      { port: "${aws_x.y.z}" },
      ["", "tcp", "a port is ${aws_x.y#z}, which only the apply knows"],
    ],
    [
      "any of TCP, where only the apply knows the last",
      { port: 80, end_port: "${aws_x.y.z}" },
      ["", "tcp", "the last of some ports is ${aws_x.y#z}, which only the apply knows"],
    ],
  ])("are %s", (_, written, expected) => {
    expect(ports(written)).toEqual(expected);
  });

  it("are all, where none is named, and those of all entries together", () => {
    expect(ports()).toEqual(["all", undefined]);
    expect(ports({ port: 80 }, { protocol: "UDP" })).toEqual(["tcp 80, udp", undefined]);
    expect(ports({ port: 80 }, { port: UNREAD })).toEqual(["tcp 80", "tcp", UNKNOWN]);
  });

  it("may be any where it is not known which are named", () => {
    const [rule] = rules([{ ports: UNREAD }]);
    expect(
      [rule?.ports, rule?.mayPorts, rule?.cause].map((each) => typeof each === "object" && shownPorts(each)),
    ).toEqual([[], ["all"], false]);
    expect(rule?.cause).toBe(UNKNOWN);
    const open: Written = { kind: "list", items: [value({ port: 80 })], open: true };
    const [partly] = rules([{ ports: open }]);
    expect(partly && [shownPorts(partly.ports), shownPorts(partly.mayPorts)]).toEqual([[], ["all"]]);
  });
});

describe("the peers of a rule", () => {
  const peers = (...from: Written[]) => rules([{ from }])[0]?.peers;
  const everything = { requirements: [] };
  const web: Selector = { requirements: [{ key: "app", operator: "In", values: ["web"] }] };
  const labelled: Written = [{ match_labels: { app: "web" } }];

  it.each<[string, Written, Partial<Peer>]>([
    [
      "pods of its own namespace",
      { pod_selector: labelled },
      { kind: "pods", namespaces: undefined, pods: web },
    ],
    [
      "all pods of namespaces",
      { namespace_selector: labelled },
      { kind: "pods", namespaces: web, pods: everything },
    ],
    [
      "some pods of namespaces",
      { namespace_selector: labelled, pod_selector: labelled },
      { kind: "pods", namespaces: web, pods: web },
    ],
    ["addresses", block("10.0.0.0/8"), { kind: "block", text: "10.0.0.0/8" }],
    [
      "addresses but for some, in order",
      block("10.0.0.0/8", "10.9.0.0/16", "10.1.0.0/16"),
      { kind: "block", text: "10.0.0.0/8 except 10.1.0.0/16, 10.9.0.0/16" },
    ],
    ["anybody, where it is not known", UNREAD, { kind: "unread", cause: UNKNOWN }],
    [
      "anybody, where it names nobody",
      {},
      { kind: "unread", cause: "a peer names neither pods, nor namespaces, nor addresses" },
    ],
    [
      "anybody, by a range that is none",
      block("10.0.0.0/33"),
      { kind: "unread", cause: "an address range cannot be read" },
    ],
    [
      "anybody, by no range",
      { ip_block: [{ except: [] }] },
      { kind: "unread", cause: "an address range cannot be read" },
    ],
    [
      "anybody, by a range that only the apply knows",
      block("${aws_x.y.z}"),
      { kind: "unread", cause: "an address range is ${aws_x.y#z}, which only the apply knows" },
    ],
    [
      "anybody, by an exception that is none",
      block("10.0.0.0/8", "10.0.0.0/33"),
      { kind: "unread", cause: "an address range cannot be read" },
    ],
    [
      "anybody, by exceptions that are not known",
      { ip_block: [{ cidr: "10.0.0.0/8", except: UNREAD }] },
      { kind: "unread", cause: UNKNOWN },
    ],
  ])("are %s", (_, written, expected) => {
    expect(peers(written)).toEqual([expect.objectContaining(expected)]);
  });

  it("are addresses without those that are left out", () => {
    const [peer] = peers(block("10.0.0.0/8", "10.0.0.0/9")) ?? [];
    const spans = peer?.kind === "block" ? peer.addresses : [];
    expect(spans).toEqual([{ bits: 32, first: 0x0a_80_00_00n, last: 0x0a_ff_ff_ffn }]);
  });

  it("are everybody, where none is named, or it is not known who", () => {
    expect(rules([{ ports: [] }])[0]?.peers).toBeUndefined();
    expect(rules([{ from: [] }])).toMatchObject([{ peers: undefined }]);
    const open: Written = { kind: "list", items: [value(pods({}))], open: true };
    const [rule] = rules([{ from: open }]);
    expect([
      rule?.peers,
      rule?.cause,
      rule && shownPorts(rule.ports),
      rule && shownPorts(rule.mayPorts),
    ]).toEqual([...[undefined, "it is not known how many there are", [], ["all"]]]);
  });
});

describe("rules that cannot be read", () => {
  const anything = (rule: PolicyRule | undefined) =>
    rule && [rule.peers, shownPorts(rule.ports), shownPorts(rule.mayPorts), rule.cause];

  it("may let anybody through", () => {
    expect(rules([UNREAD]).map(anything)).toEqual([[undefined, [], ["all"], UNKNOWN]]);
    expect(rules(UNREAD).map(anything)).toEqual([[undefined, [], ["all"], UNKNOWN]]);
  });

  it("stand beside those that can", () => {
    const open: Written = { kind: "list", items: [value({ ports: [{ port: 80 }] })], open: true };
    expect(rules(open).map(anything)).toEqual([
      [undefined, ["tcp 80"], ["tcp 80"], undefined],
      [undefined, [], ["all"], "it is not known how many there are"],
    ]);
  });
});
