import * as fc from "fast-check";
import { TenancyError } from "../../lib/errors/tenancy-error";
import { awsDescription, checkedDescription } from "../../lib/model/rule-description";

const AT = { kind: "TenantSecurityRule", path: "tenants/rule" };
/** Source: EC2 API reference, UserIdGroupPair, Description. */
const AWS = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{1,255}$/;

/** The error that a description leads to. */
function refused(description: unknown): TenancyError {
  try {
    checkedDescription(AT, description);
  } catch (error) {
    if (error instanceof TenancyError) return error;
    throw error;
  }
  throw new Error("It was taken, and should have been refused.");
}

test("quotation marks are taken, and left out of what AWS gets", () => {
  const text = 'QA\'s smoke tests call dev’s "API"';
  expect(checkedDescription(AT, text)).toBe(text);
  expect(awsDescription(text)).toBe("QAs smoke tests call devs API");
});

test("space around a description is nothing that it says", () => {
  expect(checkedDescription(AT, "  the API \n")).toBe("the API");
});

test("what is taken is either refused or what AWS takes, once the quotation marks are out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      try {
        const copy = awsDescription(checkedDescription(AT, text));
        expect(copy).toMatch(AWS);
      } catch (error) {
        expect(TenancyError.is(error) ? error.code : error).toBe("TNT1311");
      }
    }),
  );
});

test.each([
  ["accents", "Équipe de qualité", 'use "Equipe de qualite", for example.'],
  ["a dash", "tests – nightly", 'use "tests - nightly", for example.'],
  ["an ampersand", "dev & qa", 'use "dev - qa", for example.'],
  ["a line break", "one\ntwo", 'use "one-two", for example.'],
  ["256 characters", "a".repeat(256), `use "${"a".repeat(199)}… (257 characters), for example.`],
  ["nothing", "  ", 'say who needs it for what, for example "Smoke tests call the API".'],
  ["quotation marks alone", "''", 'say who needs it for what, for example "Smoke tests call the API".'],
  ["no text", undefined, 'say who needs it for what, for example "Smoke tests call the API".'],
  [
    "a reference",
    "for ${aws_vpc.x.id}",
    'say who needs it for what, for example "Smoke tests call the API".',
  ],
])("a description with %s is refused, with one that AWS takes", (_, description, fix) => {
  const error = refused(description);
  expect(error.code).toBe("TNT1311");
  expect(error.fix).toBe(fix);
});
