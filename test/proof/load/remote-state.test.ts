import { load } from "../../../lib/proof/load/load";
import { intent, someFolder, writeJson, writePlan } from "../../support/plan-folder";
import { join } from "node:path";
import { attributeAt } from "./shown";

/** Two stacks, of which `reader` reads what `writer` puts out. */
function read(config: object, backend: object, name = "other"): unknown {
  const folder = writePlan(
    someFolder(),
    ["writer", "reader"].map((stack) => ({ name: stack, resources: {} })),
    intent(),
  );
  writeJson(join(folder, "stacks", "writer", "cdk.tf.json"), {
    terraform: { backend },
    resource: { aws_kms_key: { k: {} } },
    output: { key: { value: "${aws_kms_key.k.key_id}" } },
  });
  writeJson(join(folder, "stacks", "reader", "cdk.tf.json"), {
    data: { terraform_remote_state: { [name]: config } },
    resource: {
      aws_kms_alias: {
        a: { name: "alias/a", target_key_id: `\${data.terraform_remote_state.${name}.outputs.key}` },
      },
    },
  });
  return attributeAt(load({ folder }), "aws_kms_alias.a", "target_key_id");
}

const S3 = { bucket: "states", key: "writer", region: "eu-west-1" };

test("the stack that keeps its state in the place that is read is the one that is meant", () => {
  expect(read({ backend: "s3", config: { bucket: "states", key: "writer" } }, { s3: S3 })).toBe(
    "${writer/aws_kms_key.k#key_id}",
  );
});

test("without a place to compare, cdktf's name of the data source says which stack is meant", () => {
  expect(read({ backend: "local", config: {} }, { local: {} }, "cross-stack-reference-input-writer")).toBe(
    "${writer/aws_kms_key.k#key_id}",
  );
});

test("a state of another synthesis is unknown", () => {
  expect(read({ backend: "s3", config: { bucket: "states", key: "elsewhere" } }, { s3: S3 })).toEqual({
    unknown: expect.stringMatching(/reads a state of another synthesis/),
  });
});
