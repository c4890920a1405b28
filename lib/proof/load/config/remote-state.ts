import type { Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { identityOf } from "../evaluate/identity";
import type { Scope } from "../evaluate/scope";
import { InstanceFields } from "../evaluate/scope";
import { failure, fields, toLiteral, unknown } from "../evaluate/values";
import type { Json } from "./blocks";
import { isJson } from "./blocks";
import { jsonValue } from "./body";

/** A stack whose outputs others may read. */
export interface Producer {
  readonly label: string;
  /** @default - nobody said where its state is kept */
  readonly backend: Json | undefined;
  output(name: string): Value | undefined;
}

/** How cdktf calls the data source that reads another stack of the app. */
const CDKTF_NAME = /^data\.terraform_remote_state\.cross-stack-reference-input-(.+)$/;

/** The stacks of one synthesis, as those of it see them that read the others' outputs. */
export class RemoteStates {
  private readonly producers: Producer[] = [];
  private byBackend: Map<string, Producer | "several"> | undefined;

  add(producer: Producer): void {
    this.producers.push(producer);
    this.byBackend = undefined;
  }

  /** `outputs` of a `terraform_remote_state`: of the stack that keeps its state there; unknown if it is none of these. */
  outputsOf(at: Provenance, body: Json, scope: Scope): Value {
    const producer = this.producerOf(at, body, scope);
    if (producer === undefined) return unknown(`${at.address} reads a state of another synthesis`);
    return new Outputs(producer);
  }

  private producerOf({ address }: Provenance, body: Json, scope: Scope): Producer | undefined {
    const type = toLiteral(jsonValue(body["backend"], scope));
    const key = type === undefined ? undefined : backendKey(type, jsonValue(body["config"] ?? {}, scope));
    const found = key === undefined ? undefined : this.backends().get(key);
    if (found !== undefined && found !== "several") return found;
    const name = CDKTF_NAME.exec(address)?.[1];
    return this.producers.find((producer) => producer.label === name);
  }

  private backends(): Map<string, Producer | "several"> {
    if (this.byBackend !== undefined) return this.byBackend;
    this.byBackend = new Map();
    for (const producer of this.producers)
      for (const [type, config] of Object.entries(producer.backend ?? {})) {
        const key = backendKey(type, jsonOf(config));
        if (key !== undefined) this.byBackend.set(key, this.byBackend.has(key) ? "several" : producer);
      }
    return this.byBackend;
  }
}

/** Where a state is kept, whoever says it. How one gets there does not matter. */
function backendKey(type: string, config: Value): string | undefined {
  if (config.kind !== "fields") return undefined;
  const place = [
    "path",
    "bucket",
    "key",
    "prefix",
    "container_name",
    "organization",
    "workspaces",
    "address",
  ];
  const kept = [...config.fields].filter(([name]) => place.includes(name));
  return kept.length === 0 ? undefined : `${type}:${identityOf(fields(kept)) ?? ""}`;
}

const NO_NAMES: Scope = {
  label: "backend",
  fresh: () => {
    throw new Error("a backend holds no expressions");
  },
  resolve: (name) => ({ value: failure(`a backend cannot refer to ${name}`), used: 0 }),
};

/** Terraform allows no expressions in a backend. */
function jsonOf(config: unknown): Value {
  const [only] = Array.isArray(config) ? config : [config];
  return isJson(only) ? jsonValue(only, NO_NAMES) : fields([]);
}

/** The outputs of a stack; evaluated there, one by one, when they are asked for. */
class Outputs extends InstanceFields {
  constructor(private readonly producer: Producer) {
    super();
  }

  get fields(): ReadonlyMap<string, Value> {
    return new Map();
  }

  override attribute(name: string): Value {
    return this.producer.output(name) ?? failure(`the stack ${this.producer.label} has no output ${name}`);
  }
}
