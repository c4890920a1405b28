import type { TrustedPart } from "../../../lib/proof/facts/declared";
import { ASSUMPTIONS } from "../../../lib/proof/verdict/assumptions";
import { opaqueCells } from "../../../lib/proof/verdict/opaque-cells";
import type { OpaqueReport } from "../../../lib/proof/verdict/report";
import { trustOf } from "../../../lib/proof/verdict/trust";
import { owner } from "./parts";

const TRUST = { reason: "seen by hand", owner: "ops", expires: "2026-12-31" };

function part(
  of: string,
  scope: OpaqueReport["scope"],
  trusted: OpaqueReport["trusted"] = null,
): OpaqueReport {
  return { stack: "main", address: "helm_release.x", owner: owner(of), scope, reason: "a chart", trusted };
}

/** `acme > anyone: identity`. */
function cells(...parts: readonly OpaqueReport[]): string[] {
  const name = (of: ReturnType<typeof owner>) => (of.kind === "tenant" ? of.tenant : of.kind);
  return opaqueCells(parts).map(
    ({ from, to, planes, verdict, declaredBy }) =>
      `${name(from)} > ${name(to)} ${verdict}: ${planes.join(" ")}${declaredBy.length > 0 ? " declared" : ""}`,
  );
}

describe("a part that cannot be read and that nobody answers for", () => {
  it("makes all to and from its tenant unknown, if it stays within a resource or a namespace", () => {
    expect(cells(part("acme", "resource"))).toEqual([
      ...["anyone > acme unknown: identity", "acme > anyone unknown: identity"],
    ]);
    expect(cells(part("acme", "namespace"))).toEqual([
      ...["anyone > acme unknown: kubernetes network", "acme > anyone unknown: kubernetes network"],
    ]);
  });

  it("makes everything unknown, if it does not, or if it is no tenant's", () => {
    expect(cells(part("acme", "cluster"))).toEqual(["anyone > anyone unknown: kubernetes network"]);
    expect(cells(part("acme", "account"))).toEqual(["anyone > anyone unknown: identity network"]);
    expect(cells(part("acme", "everything"))).toEqual([
      "anyone > anyone unknown: identity kubernetes network",
    ]);
    expect(cells(part("platform", "resource"))).toEqual(["anyone > anyone unknown: identity"]);
    expect(cells(part("unknown", "namespace"))).toEqual(["anyone > anyone unknown: kubernetes network"]);
  });

  it("makes nothing unknown once somebody answers for it", () => {
    expect(cells(part("acme", "everything", TRUST), part("acme", "resource", TRUST))).toEqual([]);
  });
});

describe("who answers for a part", () => {
  const PART = { stack: "tenants", address: "module.acme.helm_release.x[0]" };
  const answers = (address: string, ...parts: readonly Partial<TrustedPart>[]) =>
    trustOf(
      PART,
      (parts.length === 0 ? [{}] : parts).map((each) => ({ ...TRUST, address, ...each })),
      new Date("2026-11-21T12:00:00Z"),
    );

  it("is whoever is listed for its address, where a star stands for any text", () => {
    expect(answers("module.acme.helm_release.x[0]")).toEqual(TRUST);
    expect(answers("module.acme.*")).toEqual(TRUST);
    expect(answers("*.helm_release.*[0]")).toEqual(TRUST);
    expect(answers("*")).toEqual(TRUST);
  });

  it("is nobody for another address, however alike: of all characters only the star is special", () => {
    const others = [
      "module.acme.helm_release.x",
      "helm_release.x[0]",
      "module_acme.helm_release.x[0]",
      "",
      "x*",
    ];
    expect(others.map((address) => answers(address))).toEqual(Array(others.length).fill(null));
    expect(answers("module.acme.helm_release.x.0.")).toBeNull();
    expect(answers("module.acme.helm_release.[x][0]")).toBeNull();
  });

  it("is nobody where it is the part of another stack that is answered for", () => {
    expect(answers("*", { stack: "tenants" })).toEqual(TRUST);
    expect(answers("*", { stack: "shared" })).toBeNull();
  });

  it("does so until the end of the day that is said", () => {
    expect(answers("*", { expires: "2026-11-21" })?.expires).toBe("2026-11-21");
    expect(answers("*", { expires: "2026-11-20" })).toBeNull();
    expect(answers("*", { expires: "2026-11-20" }, { owner: "someone else" })?.owner).toBe("someone else");
  });

  it("is by today's date, if no other is said", () => {
    const parts = [{ ...TRUST, address: "*", expires: "2000-01-01" }];
    expect(trustOf(PART, parts)).toBeNull();
    expect(trustOf(PART, [{ ...TRUST, address: "*", expires: "9999-12-31" }])?.owner).toBe("ops");
  });
});

test("what a proof rests on is said in sentences", () => {
  expect(ASSUMPTIONS.length).toBeGreaterThan(5);
  expect(ASSUMPTIONS.filter((line) => !/^[A-Z].{30,}\.$/.test(line))).toEqual([]);
});
