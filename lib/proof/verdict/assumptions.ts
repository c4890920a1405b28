/** What a proof rests on; printed with every one. */
export const ASSUMPTIONS: readonly string[] = [
  "Principals, policies and grants that stand outside of what was read may add ways.",
  "Policies of an organization, of VPC endpoints and of sessions are left out: they could only take away.",
  "Policies that AWS manages are those of the bundled snapshot of 2026-08-26.",
  "Actions that show names and settings, and no data, are no way to what a tenant has.",
  "The platform is trusted: what it can do, and connections to what it offers, are no findings.",
  "A namespace stands for every pod that its Pod Security level admits; the images that run are not looked at.",
  "Controllers and webhooks of a cluster do for nobody what they may not do themselves.",
  "What of a cluster is not in the plan is as the intent says: how its network enforces policies, which ranges it has.",
  "A context of a kubeconfig that is called as a cluster of the plan leads to that cluster.",
  "Addresses outside that services of a cluster name as their own (externalIPs) are taken to be refused by it.",
  "Network ACLs, and routes within a VPC, are left out: they could only take away.",
  "Programs pass nothing on: who may connect to a program may not, by that alone, do what the program may do.",
];
