import type { LookAlike } from "../../case";
import { stackFile } from "../../bases/infrastructure";
import { resource } from "../../parts";

/** Ways of which one step is missing. */
export const CHAIN_LOOK_ALIKES: readonly LookAlike[] = [
  {
    id: "chain-metadata-unasked",
    title: "nodes whose metadata service answers pods, whose policies do not let them ask it",
    base: "infrastructure",
    edit: {},
    elsewhere: {
      [stackFile("nonprod")]: resource(
        "aws_launch_template",
        "nonprod/nonprod/Dataplane/Shared/LaunchTemplate",
        {
          metadata_options: { http_put_response_hop_limit: 2 },
        },
      ),
    },
  },
];
