/** The nodes of the graph that are of Kubernetes, as every engine calls them. */
export const NODE_IDS = {
  cluster: (cluster: string) => `k8s:cluster:${cluster}`,
  namespace: (cluster: string, name: string) => `k8s:ns:${cluster}/${name}`,
  serviceAccount: (cluster: string, namespace: string, name: string) =>
    `k8s:sa:${cluster}/${namespace}/${name}`,
  /** Something that makes pods: `Deployment web`. */
  workload: (cluster: string, namespace: string, called: string) =>
    `k8s:workload:${cluster}/${namespace}/${called}`,
  group: (cluster: string, name: string) => `k8s:group:${cluster}/${name}`,
  user: (cluster: string, name: string) => `k8s:user:${cluster}/${name}`,
  /** The machines of a cluster: whoever has them has what runs on them. */
  nodes: (cluster: string) => `k8s:nodes:${cluster}`,
  /** A namespace whose labels somebody chose. */
  chosenLabels: (cluster: string) => `k8s:chosen-labels:${cluster}`,
  /** An address of the VPC that is no pod's. */
  vpcAddress: (cluster: string) => `k8s:vpc-address:${cluster}`,
  /** A pod whose connections no policy is sure to stop. */
  unfiltered: (cluster: string) => `k8s:unfiltered:${cluster}`,
  /** The cluster's DNS service. */
  dns: (cluster: string) => `k8s:dns:${cluster}`,
} as const;
