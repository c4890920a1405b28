import type { TenantSecurityRuleProps } from "../../../lib/sharing/security-rule/rule-props";
import type { ITenant } from "../../../lib/tenant/tenant-attributes";

type Taken<Props> = Props extends TenantSecurityRuleProps ? true : false;

interface Base {
  to: ITenant;
  description: string;
}
interface Tcp {
  protocol: "tcp";
  port: number;
}

/** Checked by the compiler: an entry whose type is the other truth does not compile. */
const COMPILES: {
  "a tenant and a port": Taken<Base & Tcp & { from: ITenant }>;
  "a range of addresses and of ports": Taken<
    Base & { fromCidr: string; protocol: "udp"; ports: { from: number; to: number } }
  >;
  "a prefix list and everything": Taken<Base & { fromPrefixList: string; protocol: "all"; expose: "hosts" }>;
  "no source": Taken<Base & Tcp>;
  "two sources": Taken<Base & Tcp & { from: ITenant; fromCidr: string }>;
  "a size without a prefix list": Taken<Base & Tcp & { from: ITenant; prefixListSize: number }>;
  "TCP without a port": Taken<Base & { from: ITenant; protocol: "tcp" }>;
  "a port and ports": Taken<Base & Tcp & { from: ITenant; ports: { from: number; to: number } }>;
  "ICMP with a port": Taken<Base & { from: ITenant; protocol: "icmp"; port: number }>;
  "no description": Taken<{ to: ITenant; from: ITenant } & Tcp>;
  "another protocol": Taken<Base & { from: ITenant; protocol: "sctp"; port: number }>;
} = {
  "a tenant and a port": true,
  "a range of addresses and of ports": true,
  "a prefix list and everything": true,
  "no source": false,
  "two sources": false,
  "a size without a prefix list": false,
  "TCP without a port": false,
  "a port and ports": false,
  "ICMP with a port": false,
  "no description": false,
  "another protocol": false,
};

test("of the forms of a rule three compile: a tenant, addresses or a prefix list, with ports where there are any", () => {
  const compiling = Object.entries(COMPILES).flatMap(([form, compiles]) => (compiles ? [form] : []));
  expect(compiling).toEqual([
    "a tenant and a port",
    "a range of addresses and of ports",
    "a prefix list and everything",
  ]);
});
