/** What a proof of the planes of identity rests on; printed with every one. */
export const ASSUMPTIONS: readonly string[] = [
  "Principals, policies and grants that stand outside of what was read may add ways.",
  "Policies of an organization, of VPC endpoints and of sessions are left out: they could only take away.",
  "Policies that AWS manages are those of the bundled snapshot of 2026-08-26.",
  "Actions that show names and settings, and no data, are no way to what a tenant has.",
];
