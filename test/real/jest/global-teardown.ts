import { stopRunning } from "./global-setup";

export default async function tearDown(): Promise<void> {
  await stopRunning();
}
