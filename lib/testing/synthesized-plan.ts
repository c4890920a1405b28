import { readFileSync } from "node:fs";
import { stackUnknown } from "../errors/testing";
import type { TenancyIntent } from "../model/intent";
import { nearest } from "../model/nearest";
import type { Plan } from "../plan/plan";
import { readPlan } from "../plan/read-plan";
import type { Attributes } from "./synthesized-stack";
import { attributesOf, SynthesizedStack } from "./synthesized-stack";

/** A resource, and where in the app it stands. */
export interface SynthesizedResource {
  readonly stack: string;
  /** The Terraform address, for example `aws_kms_key.dev_Key_1A2B3C4D`. */
  readonly address: string;
  /** The path of the construct that wrote it; undefined for what an escape hatch added. */
  readonly path: string | undefined;
  readonly attributes: Attributes;
}

/** What one synthesis of an app wrote. */
export class SynthesizedPlan {
  /** @throws what `readPlan` throws for a folder that holds no synthesized app */
  static read(folder: string): SynthesizedPlan {
    const plan = readPlan(folder);
    const stacks = plan.stacks.map((stack) => new SynthesizedStack(stack, readFileSync(stack.path, "utf8")));
    return new SynthesizedPlan(plan, stacks);
  }

  private constructor(
    private readonly plan: Plan,
    /** By name. */
    readonly stacks: readonly SynthesizedStack[],
  ) {}

  /** What `tenancy.json` says: who exists, and what is meant to be open. */
  get intent(): TenancyIntent {
    return this.plan.intent;
  }

  /** One stack by its name. @throws TNT3101 */
  stack(name: string): SynthesizedStack {
    const found = this.stacks.find((stack) => stack.name === name);
    if (found !== undefined) return found;
    const known = this.stacks.map((stack) => stack.name);
    throw stackUnknown(name, known, nearest(name, known));
  }

  /**
   * The Terraform addresses of all resources of a stack, sorted. Commit them as a snapshot: a resource whose address
   * changes is destroyed and made again.
   *
   * @throws TNT3101
   */
  addresses(stack: string): string[] {
    return this.stack(stack).addresses();
  }

  /** All resources of a type, in all stacks. */
  resources(type: string): SynthesizedResource[] {
    return this.plan.stacks.flatMap((stack) =>
      stack.resources
        .filter((block) => block.type === type)
        .map((block) => ({
          stack: stack.name,
          address: block.address,
          path: block.constructPath,
          attributes: attributesOf(block),
        })),
    );
  }
}
