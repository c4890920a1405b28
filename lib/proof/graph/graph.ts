import { compareText } from "../../model/intent";
import { push } from "../../model/lists";
import type { GraphNode, Reached, Step } from "../facts/step";
import { ownerKey, ownerRef } from "./crossing";

/** What somebody is called by a cluster. */
const LOGINS = new Set(["group", "user"]);

/**
 * Certain steps first, so that the first of equally short ways is a certain one; then by what they say, so that the
 * order of resources in a file does not choose between them.
 */
function compareSteps(a: Step, b: Step): number {
  return (
    compareText(a.certainty, b.certainty) * -1 ||
    compareText(a.to, b.to) ||
    compareText(a.what.join(), b.what.join()) ||
    compareText(a.because, b.because)
  );
}

/** What several engines found, as one graph. */
export class Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  private readonly owners: ReadonlyMap<string, string>;
  private readonly from = new Map<string, Step[]>();
  private readonly control = new Map<string, readonly Step[]>();

  constructor(parts: readonly Reached[]) {
    this.nodes = new Map(parts.flatMap((part) => part.nodes.map((node) => [node.id, node] as const)));
    this.owners = new Map([...this.nodes].map(([id, node]) => [id, ownerKey(ownerRef(node))]));
    for (const { steps } of parts) for (const step of steps) push(this.from, step.from, step);
    for (const steps of this.from.values()) steps.sort(compareSteps);
  }

  /** All steps, by where they start. */
  steps(): Iterable<readonly Step[]> {
    return this.from.values();
  }

  stepsFrom(id: string): readonly Step[] {
    return this.from.get(id) ?? [];
  }

  controlFrom(id: string): readonly Step[] {
    const known = this.control.get(id);
    if (known !== undefined) return known;
    const found = this.stepsFrom(id).filter(({ kind }) => kind === "control");
    this.control.set(id, found);
    return found;
  }

  /** The key of a node's owner; undefined for a node that no engine knows. */
  ownerOf(id: string): string | undefined {
    return this.owners.get(id);
  }

  crosses({ from, to }: Step): boolean {
    const [a, b] = [this.ownerOf(from), this.ownerOf(to)];
    return a !== undefined && b !== undefined && a !== b;
  }

  /**
   * True if a step matters to isolation once somebody else has come to where it starts. What somebody sends out to the
   * world is their own business; connections to what the platform offers are the platform's, as long as they are no
   * more than that; and to be in a group of the platform's is nothing without what of the platform's the group has.
   */
  isNews(step: Step): boolean {
    const to = this.ownerOf(step.to);
    if (to === undefined || to === "world") return false;
    if (to !== "platform") return true;
    if (step.plane === "network") return false;
    return !this.isLogin(step.to) || this.controlFrom(step.to).some((next) => this.isOfPlatform(next.to));
  }

  private isLogin(id: string): boolean {
    return LOGINS.has(this.nodes.get(id)?.kind ?? "");
  }

  private isOfPlatform(id: string): boolean {
    return this.ownerOf(id) === "platform" && !this.isLogin(id);
  }
}
