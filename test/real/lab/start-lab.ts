import { startAws } from "./aws";
import { temporaryFolder } from "./guard";
import { startKubernetes } from "./kubernetes";
import type { LabDescription } from "./lab-description";
import { step } from "./progress";
import { writeCliConfiguration } from "./providers";
import type { Server } from "./servers";
import { requireTools } from "./tools";

export interface LabOptions {
  readonly account: string;
  /** The region where none is asked for; every region is served. */
  readonly region: string;
  /** One Kubernetes cluster each. */
  readonly contexts: readonly string[];
}

export interface RunningLab {
  readonly description: LabDescription;
  stop(): Promise<void>;
}

/** Starts all of it: AWS, the clusters, and what Terraform needs to reach them. */
export async function startLab(options: LabOptions): Promise<RunningLab> {
  const { terraform, kubectl, python3 } = await requireTools(["terraform", "kubectl", "python3"]);
  const folder = temporaryFolder("lab");
  const servers: Server[] = [];
  const stop = async () => {
    await step("stopping the servers", async () => {
      for (const server of servers.splice(0)) await server.stop();
    });
  };
  try {
    const cliConfiguration = await writeCliConfiguration(folder);
    const aws = await startAws(python3, options);
    servers.push(aws.server);
    const kubernetes = await startKubernetes(kubectl, options.contexts);
    servers.push(...kubernetes.servers);
    const logs = servers.map(({ name, log }) => ({ name, log }));
    const tools = { terraform, kubectl };
    const targets = { aws: aws.target, kubernetes: kubernetes.target };
    return { description: { folder, ...targets, cliConfiguration, tools, logs }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
