import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1330: a network that is joined with itself. */
export const peeredWithItself = (at: ErrorPlace, infrastructure: string): TenancyError =>
  new TenancyError({
    code: "TNT1330",
    at,
    what: `both sides of the peering are ${shown(infrastructure)}.`,
    got: `from: ${infrastructure}, to: ${infrastructure}`,
    why: "a VPC cannot be peered with itself, and its tenants need none to share.",
    fix: "name the other Infrastructure, or remove the peering.",
  });

/** TNT1331: two accounts. */
export const peeredAcrossAccounts = (at: ErrorPlace, from: string, to: string): TenancyError =>
  new TenancyError({
    code: "TNT1331",
    at,
    what: "the Infrastructures are in different accounts.",
    got: `from account ${from}, to account ${to}`,
    why: "the other account would have to accept, and would open its routes to this one.",
    fix: "peer Infrastructures of one account; across accounts, share through an endpoint service.",
  });

/** TNT1332: a region without a provider. */
export const peeringProviderMissing = (at: ErrorPlace, region: string): TenancyError =>
  new TenancyError({
    code: "TNT1332",
    at,
    what: `the side in ${region} has no provider.`,
    got: "no `providers.to`",
    why: "each region accepts and routes for itself, and a stack has one provider of its own.",
    fix: `pass \`providers: { to: new AwsProvider(stack, "To", { region: "${region}", alias: "to" }) }\`.`,
  });

/** TNT1333: two peerings between the same networks. */
export const peeredTwice = (at: ErrorPlace, otherPath: string): TenancyError =>
  new TenancyError({
    code: "TNT1333",
    at,
    what: `${otherPath} joins the two already.`,
    got: at.path,
    why: "a peering works in both directions, and AWS takes one between two VPCs.",
    fix: "remove one of the two.",
  });

/** TNT1334: a network whose routes cannot be written. */
export const routeTablesUnknown = (at: ErrorPlace, infrastructure: string): TenancyError =>
  new TenancyError({
    code: "TNT1334",
    at,
    what: `the private route tables of ${shown(infrastructure)} are not known.`,
    got: "no `network.privateRouteTableIds`",
    why: "without a route in each of them no packet finds the other network.",
    fix: "say them where the Infrastructure is imported: `network: { privateRouteTableIds: [...] }`, or to fromLookup how many it publishes, `privateRouteTables: 3`.",
  });
