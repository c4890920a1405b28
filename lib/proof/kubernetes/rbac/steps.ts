import { push } from "../../../model/lists";
import type { Owner } from "../../facts/resource";
import type { Step } from "../../facts/step";
import { NODE_IDS } from "../ids";
import type { Namespace } from "../namespaces";
import { isClusterScoped, isNamespaced, isWithinNamespace } from "./api-resources";
import { achieves, AWS_AUTH, type Escalation, ESCALATIONS, type Gain } from "./escalations";
import type { Right } from "./holder";
import { allowsAttempt, type RbacRule, shownRule } from "./rule";
import { type ClusterScene, kubernetesStep, sameOwner, type StepParts } from "./targets";

/** Somebody's rights in one place. */
interface Held {
  readonly holder: string;
  readonly rights: readonly Right[];
  readonly rules: readonly RbacRule[];
}

function held(holder: string, rights: readonly Right[]): Held {
  return { holder, rights, rules: rights.flatMap(({ rules }) => rules) };
}

function partsOf({ rights, rules }: Held, what: readonly string[], certain: boolean): StepParts {
  const doubts = rules.flatMap(({ cause }) => cause ?? []);
  const causes = rights.flatMap(({ causes: own }) => own);
  return {
    what,
    causes: certain ? causes : [...causes, ...doubts],
    because: [...new Set(rights.map(({ because }) => because))].sort().join(", "),
    evidence: rights.flatMap(({ evidence }) => evidence),
  };
}

interface Gained {
  readonly escalation: Escalation;
  readonly certain: boolean;
}

function gained(rules: readonly RbacRule[], within: (escalation: Escalation) => boolean): readonly Gained[] {
  return ESCALATIONS.filter(within).flatMap((escalation) => {
    const truth = achieves(rules, escalation);
    return truth === "no" ? [] : [{ escalation, certain: truth === "yes" }];
  });
}

function isSure({ certain, escalation }: Gained): boolean {
  return certain && escalation.doubt === undefined;
}

function givesPods(each: Gained): boolean {
  return each.escalation.gain === "namespace" && isSure(each);
}

/** Labels are good for something to whoever has pods in the namespace. */
function withoutPods(each: Gained): Gained {
  if (each.escalation.gain !== "labels") return each;
  const doubt = "whoever labels a namespace may have no pods in it";
  return { ...each, escalation: { ...each.escalation, doubt } };
}

/** The nodes that a gain leads to. */
function gainedNodes(scene: ClusterScene, gain: Gain, namespace: string | undefined): readonly string[] {
  const { cluster } = scene;
  if (gain === "cluster" || gain === "traffic") return [NODE_IDS.cluster(cluster)];
  // Whoever sets labels decides what pods may be, and one that may be anything has its node.
  if (gain === "labels") return [NODE_IDS.chosenLabels(cluster), NODE_IDS.nodes(cluster)];
  if (gain === "nodes" || namespace === undefined) return [NODE_IDS.nodes(cluster)];
  return [NODE_IDS.namespace(cluster, namespace)];
}

/** One step to each node that is gained: what is certain, else what may be. */
function gainSteps(
  scene: ClusterScene,
  who: Held,
  gains: readonly Gained[],
  namespace: string | undefined,
): readonly Step[] {
  const traffic = gains.filter(({ escalation }) => escalation.gain === "traffic");
  const controlled = gains.filter(({ escalation }) => escalation.gain !== "traffic");
  return [
    ...stepsTo(who, targetsOf(scene, controlled, namespace), "control"),
    ...stepsTo(who, targetsOf(scene, traffic, namespace), "access"),
  ];
}

function targetsOf(
  scene: ClusterScene,
  gains: readonly Gained[],
  namespace: string | undefined,
): ReadonlyMap<string, readonly Gained[]> {
  const targets = new Map<string, Gained[]>();
  for (const each of gains)
    for (const to of gainedNodes(scene, each.escalation.gain, namespace)) push(targets, to, each);
  return targets;
}

function stepsTo(
  who: Held,
  targets: ReadonlyMap<string, readonly Gained[]>,
  kind: Step["kind"],
): readonly Step[] {
  return [...targets].map(([to, ways]) => {
    const certain = ways.filter(isSure);
    const chosen = certain.length > 0 ? certain : ways;
    const parts = partsOf(
      who,
      chosen.map(({ escalation }) => escalation.what),
      certain.length > 0,
    );
    const doubts = certain.length > 0 ? [] : chosen.flatMap(({ escalation }) => escalation.doubt ?? []);
    return kubernetesStep(who.holder, to, kind, { ...parts, causes: [...parts.causes, ...doubts] });
  });
}

const PLATFORM: Owner = { kind: "platform" };

/** A login that is nobody's alone has nothing of its own: what it may do is somebody's who comes as it. */
function isOwn({ cluster, ownerOf }: ClusterScene, holder: string, owner: Owner): boolean {
  const isLogin = [NODE_IDS.group(cluster, ""), NODE_IDS.user(cluster, "")].some((kind) =>
    holder.startsWith(kind),
  );
  const of = ownerOf(holder);
  return sameOwner(of, owner) && !(isLogin && of.kind === "platform");
}

/** Every right in what is another's is an access of its own, whatever it is good for. */
function accessSteps(
  scene: ClusterScene,
  who: Held,
  namespace: Namespace,
  isThere: (rule: RbacRule) => boolean,
): readonly Step[] {
  if (isOwn(scene, who.holder, namespace.owner)) return [];
  const to = NODE_IDS.namespace(scene.cluster, namespace.name);
  const rules = who.rules.filter(isThere);
  const [read, unread] = [
    rules.filter(({ cause }) => cause === undefined),
    rules.filter(({ cause }) => cause !== undefined),
  ];
  return [
    ...(read.length === 0
      ? []
      : [kubernetesStep(who.holder, to, "access", partsOf(who, read.map(shownRule), true))]),
    ...(unread.length === 0
      ? []
      : [kubernetesStep(who.holder, to, "access", partsOf(who, unread.map(shownRule), false))]),
  ];
}

function awsAuthSteps(scene: ClusterScene, who: Held): readonly Step[] {
  const truths = who.rules.flatMap((rule) => AWS_AUTH.map((attempt) => allowsAttempt(rule, attempt)));
  if (!scene.readsAwsAuth || truths.every((truth) => truth === "no")) return [];
  const parts = partsOf(who, ["update configmaps aws-auth"], truths.includes("yes"));
  return [kubernetesStep(who.holder, NODE_IDS.cluster(scene.cluster), "control", parts)];
}

/** What rights in all namespaces are good for. */
function clusterWide(scene: ClusterScene, who: Held): readonly Step[] {
  if (who.rights.length === 0) return [];
  const gains = gained(who.rules, () => true);
  const everywhere = scene.namespaces.flatMap((namespace) =>
    accessSteps(scene, who, namespace, isNamespaced),
  );
  const ofCluster = who.rules.filter(isClusterScoped);
  const node = NODE_IDS.cluster(scene.cluster);
  const onCluster =
    ofCluster.length === 0 || isOwn(scene, who.holder, PLATFORM)
      ? []
      : [kubernetesStep(who.holder, node, "access", partsOf(who, ofCluster.map(shownRule), true))];
  return [
    ...gainSteps(scene, who, gains, undefined),
    ...awsAuthSteps(scene, who),
    ...everywhere,
    ...onCluster,
  ];
}

/** What rights in one namespace are good for there, with those that hold everywhere. */
function inNamespace(
  scene: ClusterScene,
  own: Held,
  everywhere: Held,
  namespace: Namespace,
): readonly Step[] {
  const both = held(own.holder, [...own.rights, ...everywhere.rights]);
  const already = new Set(
    gained(everywhere.rules, () => true)
      .filter(({ certain }) => certain)
      .map(({ escalation }) => escalation),
  );
  const all = gained(both.rules, ({ scope }) => scope === "namespace");
  const hasPods = sameOwner(scene.ownerOf(own.holder), namespace.owner) || all.some(givesPods);
  const gains = all
    .filter(({ escalation }) => !already.has(escalation))
    .map((each) => (hasPods ? each : withoutPods(each)));
  return [
    ...gainSteps(scene, both, gains, namespace.name),
    ...(namespace.name === "kube-system" ? awsAuthSteps(scene, own) : []),
    ...accessSteps(scene, own, namespace, isWithinNamespace),
  ];
}

/** What everybody's rights in a cluster come to. */
export function rightSteps(scene: ClusterScene, rights: readonly Right[]): readonly Step[] {
  const byHolder = new Map<string, Right[]>();
  for (const right of rights) byHolder.set(right.holder, [...(byHolder.get(right.holder) ?? []), right]);
  const byName = new Map(scene.namespaces.map((namespace) => [namespace.name, namespace]));
  return [...byHolder].flatMap(([holder, all]) => {
    const everywhere = held(
      holder,
      all.filter(({ namespace }) => namespace === undefined),
    );
    const names = [...new Set(all.flatMap(({ namespace }) => namespace ?? []))].sort();
    return [
      ...clusterWide(scene, everywhere),
      ...names.flatMap((name) => {
        const namespace = byName.get(name);
        const own = held(
          holder,
          all.filter((right) => right.namespace === name),
        );
        return namespace === undefined ? [] : inNamespace(scene, own, everywhere, namespace);
      }),
    ];
  });
}
