import { evaluated } from "./shown";

function documentOf(document: object, others: object = {}): unknown {
  const text = evaluated("${data.aws_iam_policy_document.d.json}", {
    data: { aws_iam_policy_document: { d: document, ...others } },
    resource: { aws_s3_bucket: { b: {} } },
    variable: { any: {}, list: {} },
  });
  return typeof text === "string" ? (JSON.parse(text) as unknown) : text;
}

test("statements, principals and conditions are written in IAM's words", () => {
  const read = documentOf({
    statement: [
      {
        sid: "One",
        actions: ["s3:GetObject"],
        resources: ["${aws_s3_bucket.b.arn}/&{aws:username}/*"],
        principals: [
          { type: "AWS", identifiers: ["arn:aws:iam::1:root"] },
          { type: "Service", identifiers: ["ec2.amazonaws.com"] },
        ],
        condition: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["2"] },
        ],
      },
      {
        effect: "Deny",
        not_actions: ["s3:*"],
        not_resources: ["*"],
        not_principals: { type: "*", identifiers: ["*"] },
      },
    ],
  });
  expect(read).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "One",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::1:root"], Service: ["ec2.amazonaws.com"] },
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::${main.tf.json/aws_s3_bucket.b#bucket}/${aws:username}/*"],
        Condition: { StringEquals: { "aws:SourceAccount": ["1", "2"] } },
      },
      { Effect: "Deny", NotPrincipal: "*", NotAction: ["s3:*"], NotResource: ["*"] },
    ],
  });
});

test("statements of sources come first, and a sid is replaced by the later one", () => {
  const statement = (sid: string, action: string) => ({ sid, actions: [action], resources: ["*"] });
  const read = documentOf(
    {
      source_policy_documents: ["${data.aws_iam_policy_document.source.json}"],
      statement: [statement("Own", "s3:Put"), statement("Both", "s3:Own")],
      override_policy_documents: ["${data.aws_iam_policy_document.over.json}"],
    },
    {
      source: { statement: [statement("First", "s3:First"), statement("Both", "s3:Source")] },
      over: { statement: [statement("Own", "s3:Over")] },
    },
  );
  expect(read).toMatchObject({
    Statement: [
      { Sid: "First", Action: ["s3:First"] },
      { Sid: "Both", Action: ["s3:Own"] },
      { Sid: "Own", Action: ["s3:Over"] },
    ],
  });
});

test("an element that is unknown is text of which nothing is known; the rest is read", () => {
  const read = documentOf({
    statement: { actions: ["s3:Get"], resources: ["${var.any}", "arn:aws:s3:::x"] },
  });
  expect(read).toMatchObject({
    Statement: [
      {
        Action: ["s3:Get"],
        Resource: [expect.stringMatching(/variable any has no default/), "arn:aws:s3:::x"],
      },
    ],
  });
});

test("an unknown source makes the whole document unknown", () => {
  expect(documentOf({ source_policy_documents: ["${var.any}"] })).toEqual({
    unknown: expect.stringMatching(/variable any has no default/),
  });
});
