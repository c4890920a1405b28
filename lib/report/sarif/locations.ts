import type { Location } from "sarif";
import type { ShownEvidence } from "../../proof/verdict/report";
import type { Region } from "./regions";
import { regionsOf } from "./regions";

/** A file that a proof was made from. */
export interface SourceFile {
  /** Relative, with forward slashes, escaped as a URI. */
  readonly uri: string;
  read(): string;
}

/** The files behind the stacks of a report. */
export interface SourceFiles {
  /** Undefined for a stack that is in no file. */
  of(stack: string): SourceFile | undefined;
  /** Where something stands of which no file says so: what declares the tenants. */
  readonly otherwise: string;
}

/** A place in a stack. */
export type Spot = Pick<ShownEvidence, "stack" | "address" | "pointer" | "constructPath">;

const START: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

/** Turns places in stacks into places in files. Each file is read once, for everything that is asked of it. */
export class Locations {
  private readonly regions = new Map<string, ReadonlyMap<string, Region>>();

  constructor(
    private readonly files: SourceFiles,
    spots: readonly Spot[],
  ) {
    const pointers = new Map<string, Set<string>>();
    for (const { stack, pointer } of spots)
      pointers.set(stack, (pointers.get(stack) ?? new Set()).add(pointer));
    for (const [stack, wanted] of pointers) {
      const file = files.of(stack);
      if (file !== undefined) this.regions.set(stack, regionsOf(file.read(), wanted));
    }
  }

  /** The place, with the construct and the address that people know it by. */
  of({ stack, address, pointer, constructPath }: Spot): Location {
    const names = constructPath === null ? [] : [{ fullyQualifiedName: constructPath, kind: "namespace" }];
    return {
      physicalLocation: {
        artifactLocation: { uri: this.files.of(stack)?.uri ?? this.files.otherwise },
        region: this.regions.get(stack)?.get(pointer) ?? START,
      },
      logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }, ...names],
    };
  }

  /** For a finding that nothing in the plan decides. */
  get otherwise(): Location {
    return {
      physicalLocation: { artifactLocation: { uri: this.files.otherwise }, region: START },
    };
  }
}
