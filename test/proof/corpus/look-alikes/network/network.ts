import type { LookAlike } from "../../case";
import { resource } from "../../parts";

/** What looks like an opening of the network, and is none. */
export const NETWORK_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "group-own-named",
    title: "a database's group that names another group of its own tenant",
    base: "estate",
    edit: resource("aws_vpc_security_group_ingress_rule", "globex_db_hosts", {
      referenced_security_group_id: "${aws_security_group.globex_lb.id}",
    }),
  },
];
