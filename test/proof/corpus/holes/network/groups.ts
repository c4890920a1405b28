import type { Hole } from "../../case";
import { resource } from "../../parts";

/** Security groups that let others in. */
export const GROUP_HOLES: readonly Hole[] = [
  {
    id: "group-of-other-named",
    title: "a database's group that names the group of another tenant's hosts",
    base: "estate",
    edit: resource("aws_vpc_security_group_ingress_rule", "globex_db_hosts", {
      referenced_security_group_id: "${aws_security_group.acme_hosts.id}",
      ...{ from_port: 443, to_port: 5432 },
    }),
    cells: ["acme > globex network open"],
    shows: { cell: "acme > globex network open", what: "tcp 443", on: "globex", at: "globex_db_hosts" },
  },
];
