import type { PortRange } from "../../model/ports";
import type { ITenant } from "../../tenant/tenant-attributes";
import type { GivenProviders } from "../../terraform/stack-providers";

/**
 * What a rule opens: `hosts` are all network interfaces in the tenants' security groups, `pods` all pods in the
 * tenants' namespaces. Hosts reach hosts and pods reach pods: a host of the source reaches no pod of the target.
 */
export type RuleExposure = "hosts" | "pods" | "both";

/** What every rule says. */
export interface SecurityRuleBase {
  /** The tenant that is opened. */
  readonly to: ITenant;
  /**
   * Who needs it for what, 255 characters at most. AWS takes ASCII letters, digits, spaces and
   * `._-:/()#,@[]+=;{}!$*`; quotation marks are taken as well, and left out of its copy.
   */
  readonly description: string;
  /**
   * Unique in the Infrastructure of `to`: lowercase letters, digits and single hyphens, 58 at most.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** @default "both"; hosts alone where the Infrastructure has no dataplane */
  readonly expose?: RuleExposure;
  /** Providers of your own for all parts of the rule. @default - the stack's, set up by the library */
  readonly providers?: GivenProviders;
}

/** Another tenant is let in: its hosts to hosts, its pods to pods. */
export interface FromTenant {
  /** The tenant that calls. Its way out is opened as well, to `to` alone. */
  readonly from: ITenant;
}

/** Addresses outside of every Infrastructure are let in: an office, a partner, a peered network. */
export interface FromCidr {
  /** An IPv4 or IPv6 range with its mask, outside the ranges of all Infrastructures of the app. */
  readonly fromCidr: string;
}

/**
 * Addresses of a prefix list are let in, to hosts alone. What the list holds is not known here: it is for you to
 * keep the addresses of Infrastructures out of it.
 */
export interface FromPrefixList {
  /** `pl-…`, or a reference. */
  readonly fromPrefixList: string;
  /** The most entries that the list may have; AWS counts the rule as so many. @default 1 */
  readonly prefixListSize?: number;
}

/** One port. */
export interface OnePort {
  readonly protocol: "tcp" | "udp";
  /** The port that the host or container listens on. A Service in between must have the same one. */
  readonly port: number;
}

/** A range of ports. */
export interface SeveralPorts {
  readonly protocol: "tcp" | "udp";
  readonly ports: PortRange;
}

/** A protocol without ports; `all` is every port of every protocol. */
export interface NoPorts {
  /** `icmp` and `icmpv6` open every type, and hosts alone: NetworkPolicy knows neither. */
  readonly protocol: "icmp" | "icmpv6" | "all";
}

/** With everything that belongs to another form of it refused. */
type Only<Form, All> = Form & { readonly [Key in Exclude<AllKeys<All>, keyof Form>]?: never };
type AllKeys<All> = All extends unknown ? keyof All : never;
type OneOf<All, Form = All> = Form extends unknown ? Only<Form, All> : never;

/** Exactly one source, and ports exactly where the protocol has them. */
export type TenantSecurityRuleProps = SecurityRuleBase &
  OneOf<FromTenant | FromCidr | FromPrefixList> &
  OneOf<OnePort | SeveralPorts | NoPorts>;
