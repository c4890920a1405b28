import { join } from "node:path";
import { cleanEnvironment } from "../lab/environment";
import { temporaryFolder } from "../lab/guard";
import { freePorts, startServer } from "../lab/servers";

/** A run that starts something and never stops it: what becomes of that when the run is ended from outside? */
async function main(): Promise<void> {
  const folder = temporaryFolder("abandoned");
  const [port] = await freePorts(1);
  const server = startServer({
    name: "abandoned server",
    file: process.execPath,
    args: ["-e", `require("node:net").createServer().listen(${port}, "127.0.0.1")`],
    cwd: folder,
    env: cleanEnvironment(),
    log: join(folder, "server.log"),
  });
  process.stdout.write(`${JSON.stringify({ folder, port })}\n`);
  setInterval(() => server.assertAlive(), 1000);
}

void main();
