import * as fc from "fast-check";
import { TenancyError } from "../../lib/errors/tenancy-error";
import {
  checkedInfrastructureName,
  checkedName,
  checkedTenantName,
  physicalName,
  proposedName,
  shortened,
} from "../../lib/model/names";

const at = { kind: "Tenant", path: "tenants/x" };
const name = fc.stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){0,10}$/).filter((text) => text.length <= 16);

test("what the grammar takes comes back as it was", () => {
  fc.assert(fc.property(name, (text) => expect(checkedName(at, "name", text, 24)).toBe(text)));
});

test("whatever is refused as malformed or too long comes with a proposal that is taken, or with none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const proposal = proposedName(text, 24);
      if (proposal !== undefined) expect(checkedName(at, "name", proposal, 24)).toBe(proposal);
    }),
  );
});

test("every text is either taken or refused with a code", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
      try {
        expect(checkedTenantName(at, value)).toBe(value);
      } catch (error) {
        expect(TenancyError.is(error) && error.code).toMatch(/^TNT100[1-4]$/);
      }
    }),
  );
});

test("physical names of different parts differ, however they are cut", () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 3 }),
      fc.array(name, { minLength: 1, maxLength: 3 }),
      (a, b) => {
        fc.pre(a.join("|") !== b.join("|"));
        expect(physicalName(a, 30) === physicalName(b, 30)).toBe(false);
      },
    ),
  );
});

test("a name is cut to the length asked for, with a digest of the whole", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 31, maxLength: 99, unit: "grapheme-ascii" }), (text) => {
      const cut = shortened(text, 30);
      expect(cut.length).toBeLessThanOrEqual(30);
      expect(cut).toMatch(/-[0-9a-f]{8}$/);
    }),
  );
});

test.each(["aws", "aws-main", "amazon", "sg", "sg-1"])(
  "AWS keeps the infrastructure name %s for itself",
  (text) => {
    expect(() => checkedInfrastructureName(at, text)).toThrow(/^TNT1004 /);
  },
);
