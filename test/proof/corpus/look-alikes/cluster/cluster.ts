import type { LookAlike } from "../../case";
import { resource } from "../../parts";

/** What looks like rights in a cluster, and is none. */
export const CLUSTER_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "cluster-binding-of-nobody",
    title: "a group that nobody is in may edit a namespace",
    base: "estate",
    edit: resource("kubernetes_role_binding_v1", "globex_dev", {
      subject: [{ api_group: "rbac.authorization.k8s.io", kind: "Group", name: "auditors" }],
    }),
  },
];
