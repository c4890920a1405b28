import { handOver } from "../lab/lab-description";
import { startLab, type RunningLab } from "../lab/start-lab";

const running: RunningLab[] = [];

/** A lab for each worker: two clusters, one account, every region. */
export default async function setUp({ maxWorkers }: { readonly maxWorkers: number }): Promise<void> {
  try {
    // The first one alone: on a fresh machine it builds what the others then find.
    running.push(await oneLab());
    const others = await Promise.allSettled(Array.from({ length: maxWorkers - 1 }, oneLab));
    running.push(...others.flatMap((lab) => (lab.status === "fulfilled" ? [lab.value] : [])));
    for (const lab of others) if (lab.status === "rejected") throw lab.reason;
  } catch (error) {
    await stopRunning();
    throw error;
  }
  handOver(running.map(({ description }) => description));
}

function oneLab(): Promise<RunningLab> {
  return startLab({ account: "123456789012", region: "eu-west-1", contexts: ["nonprod", "prod"] });
}

export async function stopRunning(): Promise<void> {
  await Promise.all(running.splice(0).map((lab) => lab.stop()));
}
