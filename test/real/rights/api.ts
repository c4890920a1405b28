import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { Lab } from "../lab/lab";
import { accessOf, type Kubeconfig } from "../lab/kubeconfig";

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** So many requests at once: the server answers each in a few milliseconds. */
const AT_ONCE = 16;

/** The API server of one cluster, asked directly: thousands of questions would take kubectl minutes. */
export class Api {
  private readonly server: string;
  private readonly agent: Agent;
  private readonly token: string | undefined;

  constructor(lab: Lab, context: string) {
    const config = JSON.parse(readFileSync(lab.kubernetes.kubeconfig, "utf8")) as Kubeconfig;
    const access = accessOf(config, context);
    if (access === undefined) throw new Error(`there is no cluster ${context} in this lab`);
    const { cluster, user } = access;
    this.server = access.server;
    this.token = typeof user["token"] === "string" ? user["token"] : undefined;
    this.agent = new Agent({
      keepAlive: true,
      maxSockets: AT_ONCE,
      ...decoded("ca", cluster["certificate-authority-data"]),
      ...decoded("cert", user["client-certificate-data"]),
      ...decoded("key", user["client-key-data"]),
    });
  }

  /** @throws if the server does not answer with success */
  async post<T>(path: string, body: unknown): Promise<T> {
    const { status, body: text } = await this.send("POST", path, body);
    if (status >= 300) throw new Error(`POST ${path} was answered with ${status}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Not being there is as good as being gone. */
  async remove(path: string): Promise<void> {
    const { status, body } = await this.send("DELETE", path);
    if (status >= 300 && status !== 404)
      throw new Error(`DELETE ${path} was answered with ${status}: ${body}`);
  }

  /** The answers in the order of the questions. */
  async postAll<T>(path: string, bodies: readonly unknown[]): Promise<readonly T[]> {
    return Promise.all(bodies.map((body) => this.post<T>(path, body)));
  }

  close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      "content-type": "application/json",
      ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.server}${path}`, { method, headers, agent: this.agent }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function decoded(name: "ca" | "cert" | "key", data: unknown): Partial<Record<typeof name, Buffer>> {
  return typeof data === "string" ? { [name]: Buffer.from(data, "base64") } : {};
}
