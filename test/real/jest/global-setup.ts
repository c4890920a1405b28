import { handOver } from "../lab/lab-description";
import { startLab, type RunningLab } from "../lab/start-lab";

let running: RunningLab | undefined;

/** One lab for all the files of a run: two clusters, one account, every region. */
export default async function setUp(): Promise<void> {
  running = await startLab({ account: "123456789012", region: "eu-west-1", contexts: ["nonprod", "prod"] });
  handOver(running.description);
}

export async function stopRunning(): Promise<void> {
  await running?.stop();
  running = undefined;
}
