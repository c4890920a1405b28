import type { PortRange } from "../../model/ports";
import type { ITenant } from "../../tenant/tenant-attributes";
import type { GivenProviders } from "../../terraform/stack-providers";

/**
 * What a rule opens: `hosts` are all network interfaces in the tenants' security groups, `pods` all pods in the
 * tenants' namespaces. Hosts reach hosts and pods reach pods: a host of the source reaches no pod of the target.
 *
 * `load-balancers` are those of the target that have its group for load balancers: who is let in reaches their ports,
 * and by them whatever hosts they lead to, but no host directly.
 */
export type RuleExposure = "hosts" | "pods" | "both" | "load-balancers";

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
  /**
   * What of the target is opened. Load balancers are never meant unless they are named: their ports are not those of
   * the hosts and pods behind them.
   *
   * @default "both"; hosts alone where the Infrastructure has no dataplane
   */
  readonly expose?: RuleExposure;
  /** Providers of your own for all parts of the rule. @default - the stack's, set up by the library */
  readonly providers?: GivenProviders;
}

/** Another tenant is let in: its hosts to hosts, its pods to pods. */
export interface FromTenant {
  /** The tenant that calls. Its way out is opened as well, to `to` alone. */
  readonly from: ITenant;
}

/**
 * Addresses outside of every Infrastructure are let in: an office, a partner, a peered network. Hosts and pods are let
 * to where packets arrive with these very addresses: without a load balancer in between, or with one that keeps them.
 */
export interface FromCidr {
  /** An IPv4 or IPv6 range with its mask, outside the ranges of all Infrastructures of the app. */
  readonly fromCidr: string;
}

/**
 * Addresses of a prefix list are let in, to hosts or load balancers alone. What the list holds is not known here: it is for you to
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
  /** The port that the host, container or load balancer listens on. A Service in between must have the same one. */
  readonly port: number;
}

/** A range of ports. */
export interface SeveralPorts {
  readonly protocol: "tcp" | "udp";
  readonly ports: PortRange;
}

/** A protocol without ports; `all` is every port of every protocol. */
export interface NoPorts {
  /** `icmp` and `icmpv6` open every type, and no pods: NetworkPolicy knows neither. */
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
