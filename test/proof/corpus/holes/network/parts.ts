import type { Hole, Patch, Shown } from "../../case";
import { resource } from "../../parts";

export const OF_ACME = "acme > globex network open";
export const OF_WORLD = "world > globex network open";
/** Both tenants besides globex, whose hosts may go out by HTTPS. */
export const OF_HOSTS = ["acme > globex network open", "acme-eu > globex network open"] as const;
export const OF_EVERYBODY = [...OF_HOSTS, OF_WORLD] as const;

export const group = (name: string) => `\${aws_security_group.${name}.id}`;
export const VPC = "${aws_vpc.main.id}";
export const [PRIVATE_A, PUBLIC_A] = ["${aws_subnet.private_a.id}", "${aws_subnet.public_a.id}"] as const;
export const PRIVATE = [PRIVATE_A, "${aws_subnet.private_b.id}"];
export const PUBLIC = [PUBLIC_A, "${aws_subnet.public_b.id}"];

type Body = { readonly [key: string]: Patch[string] };

/** HTTPS as rules of the newest form write it. */
export const HTTPS = { ip_protocol: "tcp", from_port: 443, to_port: 443 } as const;

function httpsUnless(rule: Body): Body {
  return "ip_protocol" in rule ? {} : HTTPS;
}

/** A rule into a group, globex's hosts' where none is named. */
export function into(source: Body, of = "globex_hosts", name = "globex_added"): Patch {
  const rule = { security_group_id: group(of), ...httpsUnless(source), ...source };
  return resource("aws_vpc_security_group_ingress_rule", name, rule);
}

/** A rule out of acme's hosts. */
export function outOf(target: Body, name = "acme_added"): Patch {
  const rule = { security_group_id: group("acme_hosts"), ...httpsUnless(target), ...target };
  return resource("aws_vpc_security_group_egress_rule", name, rule);
}

export const INTO = "aws_vpc_security_group_ingress_rule.globex_added";

/** What a finding of acme's about globex shows. */
export function shown(at: string, on = "globex", what = "tcp 443", cell: string = OF_ACME): Shown {
  return { cell, what, on, at };
}

/** A hole of the estate that opens globex to these, by HTTPS. */
export function hole(
  id: string,
  title: string,
  edit: Patch,
  cells: readonly string[] = [OF_ACME],
  shows: Shown = shown(INTO),
): Hole {
  return { id, title, base: "estate", edit, cells, shows };
}
