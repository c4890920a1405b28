import { filledIn, policyBytes } from "../../lib/model/policy-size";

test("a literal policy has the bytes that it has", () => {
  expect(policyBytes('{"Version":"2012-10-17"}')).toBe(24);
  expect(policyBytes("ä")).toBe(2);
});

test("a reference counts as more than the longest ARN of a key has", () => {
  const longest = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
  const policy = (key: string) => `{"Resource":"${key}"}`;
  for (const reference of ["${aws_kms_key.dev_Key.arn}", "${TfToken[TOKEN.12]}"]) {
    expect(policyBytes(policy(reference))).toBeGreaterThanOrEqual(policyBytes(policy(longest)));
  }
});

test("a policy variable stays, without the sign that escapes it", () => {
  expect(filledIn("home/$${aws:username}/*")).toBe("home/${aws:username}/*");
});
