import type { Hole } from "../../case";
import { resource } from "../../parts";
import { ENTRY_HOLES } from "./entries";
import { EVERYWHERE_HOLES } from "./everywhere";
import { LOGIN_HOLES } from "./logins";
import { NAMESPACED_HOLES } from "./namespaced";
import { POD_HOLES } from "./pods";

/** What opens the cluster: rights in namespaces and beyond them, and who is who in it. */
export const CLUSTER_HOLES: readonly Hole[] = [
  {
    id: "cluster-binding-of-other",
    title: "another tenant's developers may edit a namespace",
    base: "estate",
    edit: resource("kubernetes_role_binding_v1", "globex_dev", {
      subject: [{ api_group: "rbac.authorization.k8s.io", kind: "Group", name: "acme-dev" }],
    }),
    cells: ["acme > globex identity open", "acme > globex kubernetes open"],
    shows: {
      cell: "acme > globex kubernetes open",
      ...{ what: "create pods", on: "namespace globex", at: "globex_dev" },
      closes: "kubernetes_role_binding_v1.globex_dev",
    },
  },
  ...NAMESPACED_HOLES,
  ...EVERYWHERE_HOLES,
  ...LOGIN_HOLES,
  ...ENTRY_HOLES,
  ...POD_HOLES,
];
