import type { Hole } from "../../case";
import { resource } from "../../parts";

const OF = "acme > globex identity open";

/** Ways that no plane has alone. */
export const CHAIN_HOLES: readonly Hole[] = [
  {
    id: "chain-pods-in-namespace",
    title:
      "pods that may be made in another's namespace, whose service account has a role, and this a bucket",
    base: "estate",
    edit: resource("kubernetes_role_binding_v1", "globex_dev", {
      subject: [{ kind: "ServiceAccount", name: "app", namespace: "acme" }],
    }),
    cells: [OF, "acme > globex kubernetes open"],
    shows: {
      ...{
        cell: OF,
        what: "s3:PutObject",
        on: "bucket globex-data",
        at: "globex_dev",
        closes: "globex_pods",
      },
      planes: ["kubernetes", "kubernetes", "identity", "identity"],
      over: ["namespace globex", "service account globex/app", "role globex-pods", "bucket globex-data"],
    },
  },
];
