import { isSameOwner, type OwnerRef, ownerKey } from "../../../lib/proof/graph/crossing";

const owners: readonly OwnerRef[] = [
  { kind: "tenant", tenant: "prod/a" },
  { kind: "tenant", tenant: "prod/b" },
  { kind: "platform" },
  { kind: "world" },
  { kind: "anyone" },
];
const nobody: OwnerRef = { kind: "unknown" };

describe("two owners", () => {
  it("are one where both are the same tenant, or the same of those that are no tenants", () => {
    const same = owners.map((one) => owners.filter((other) => isSameOwner(one, { ...other })));
    expect(same).toEqual(owners.map((one) => [one]));
  });

  it("are never one for sure where nobody knows who one of them is", () => {
    expect(
      [...owners, nobody].flatMap((one) => [isSameOwner(one, nobody), isSameOwner(nobody, one)]),
    ).toEqual(Array.from({ length: 12 }, () => false));
  });

  it("have a text each that no other has", () => {
    expect(new Set([...owners, nobody].map(ownerKey)).size).toBe(6);
  });
});
