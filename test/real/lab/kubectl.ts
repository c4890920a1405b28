import type { Environment } from "./environment";
import { commandFailed, run, runChecked, type Command } from "./processes";

/** Any Kubernetes object, for sending. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What the API server made of an object: admitted, or refused with its own words. */
export type Admission =
  { readonly verdict: "admitted" } | { readonly verdict: "refused"; readonly reason: string };

/** The API server judged the object: not found, no connection and the like are no judgement. */
const JUDGED =
  /Error from server \((Forbidden|Invalid|BadRequest)\)|is forbidden:|is invalid:|admission webhook/;

/** kubectl in one cluster, as one user. */
export class Kubectl {
  constructor(
    private readonly binary: string,
    private readonly env: Environment,
    private readonly kubeconfig: string,
    readonly context: string,
  ) {}

  /** Reads as JSON what `kubectl get` with these arguments answers. */
  async get<T>(...args: readonly string[]): Promise<T> {
    const { stdout } = await runChecked(this.command(["get", ...args, "-o", "json"]));
    return JSON.parse(stdout) as T;
  }

  /** `kind/name` of each object that `kubectl get` with these arguments lists, sorted. */
  async names(...args: readonly string[]): Promise<string[]> {
    const { stdout } = await runChecked(this.command(["get", ...args, "-o", "name", "--ignore-not-found"]));
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .sort();
  }

  /** Creates or changes an object. */
  async apply(manifest: Manifest): Promise<void> {
    await runChecked(this.command(["apply", "-f", "-"], JSON.stringify(manifest)));
  }

  /** Asks the API server whether it would take the object; nothing is stored. */
  async admits(manifest: Manifest): Promise<Admission> {
    const command = this.command(["apply", "--dry-run=server", "-f", "-"], JSON.stringify(manifest));
    const finished = await run(command);
    if (finished.code === 0) return { verdict: "admitted" };
    if (!JUDGED.test(finished.stderr)) throw commandFailed(command, finished);
    return { verdict: "refused", reason: finished.stderr.trim() };
  }

  /** May this user do that? For example `mayI("list", "pods", "--namespace", "acme")`. */
  async mayI(verb: string, resource: string, ...args: readonly string[]): Promise<"allowed" | "denied"> {
    const command = this.command(["auth", "can-i", verb, resource, ...args]);
    const finished = await run(command);
    const answer = finished.stdout.trim().split("\n").at(-1) ?? "";
    if (answer === "yes") return "allowed";
    if (answer === "no" || answer.startsWith("no - ")) return "denied";
    throw commandFailed(command, finished);
  }

  private command(args: readonly string[], input?: string): Command {
    const target = ["--kubeconfig", this.kubeconfig, "--context", this.context, "--request-timeout", "30s"];
    const command = { file: this.binary, args: [...target, ...args], env: this.env };
    return input === undefined ? command : { ...command, input };
  }
}
