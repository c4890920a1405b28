import { spawnSync } from "node:child_process";
import { type Cluster, OUTSIDE, PORTS, PROTOCOLS } from "./clusters";

/** By pair, as `one > two`: what is open, as `TCP 80, UDP 81`, or `all`. */
export type Openings = Readonly<Record<string, string>>;

const VALUES = [undefined, "a", "b", "c"];
const LABELS = VALUES.flatMap((app) =>
  VALUES.map((tier) => ({ ...(app && { app }), ...(tier && { tier }) })),
);

/** What tells pods apart beyond their labels, where policies speak of it: addresses, and what their ports are called. */
const PLACES = [
  { ip: "10.0.0.127", names: { 80: "http", 81: "web" } },
  { ip: "10.0.0.128", names: { 8080: "http" } },
  { ip: "10.0.1.0", names: {} },
];

function question({ namespaces, policies }: Cluster, uncertain: boolean): string {
  const places = uncertain ? PLACES : PLACES.slice(2);
  const pods = Object.keys(namespaces).flatMap((namespace) =>
    LABELS.flatMap((labels) => places.map((place) => ({ namespace, labels, ...place }))),
  );
  const ends = [...pods, ...OUTSIDE.map((ip) => ({ namespace: "", labels: {}, ip, names: {} }))];
  return JSON.stringify({ namespaces, policies, ends, protocols: PROTOCOLS, ports: PORTS });
}

/**
 * What the matcher of cyclonus (MIT) says of each cluster: every pod to every pod and address, one by one. It is built
 * from the Go module proxy, which takes minutes for the first time; needs Go.
 */
export function judged(clusters: readonly Cluster[], uncertain: boolean): readonly Openings[] {
  const input = clusters.map((each) => `${question(each, uncertain)}\n`).join("");
  const options = { cwd: __dirname, input, encoding: "utf8", maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr, error } = spawnSync("go", ["run", "."], options);
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`the judge ended with ${status}:\n${stderr}`);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Openings);
}
