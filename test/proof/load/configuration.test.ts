import { attributeAt, evaluated, factsOf, resourceAt, shown } from "./shown";

describe("references become what AWS will make of them", () => {
  const resource = {
    aws_s3_bucket: { named: { bucket: "data" }, prefixed: { bucket_prefix: "data-" }, any: {} },
    aws_iam_role: { app: { name: "app", path: "/team/" } },
    aws_kms_key: { k: {} },
    aws_dynamodb_table: { t: { name: "orders" } },
    aws_sqs_queue: { q: { name: "jobs" } },
    aws_secretsmanager_secret: { s: { name: "db" } },
    aws_ssm_parameter: { p: { name: "/a/b" }, flat: { name: "c" } },
    aws_cloudwatch_log_group: { l: { name: "/logs" } },
    aws_iam_openid_connect_provider: { o: { url: "https://issuer.example/id" } },
    aws_security_group: { sg: {} },
    aws_eks_cluster: { c: { name: "main", vpc_config: { subnet_ids: ["subnet-1"] } } },
    kubernetes_namespace_v1: {
      n: { metadata: { name: "team" } },
      made: { metadata: { generate_name: "x-" } },
    },
    kubernetes_service_account_v1: { sa: { metadata: { name: "app", namespace: "team" } } },
  };
  test.each<[string, unknown]>([
    ["aws_s3_bucket.named.arn", "arn:aws:s3:::data"],
    ["aws_s3_bucket.named.id", "data"],
    ["aws_s3_bucket.prefixed.bucket", "data-${main.tf.json/aws_s3_bucket.prefixed#bucket_suffix}"],
    ["aws_s3_bucket.any.arn", "arn:aws:s3:::${main.tf.json/aws_s3_bucket.any#bucket}"],
    ["aws_iam_role.app.arn", "arn:aws:iam::123456789012:role/team/app"],
    ["aws_iam_role.app.id", "app"],
    ["aws_kms_key.k.arn", "arn:aws:kms:eu-west-1:123456789012:key/${main.tf.json/aws_kms_key.k#key_id}"],
    ["aws_dynamodb_table.t.arn", "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"],
    ["aws_sqs_queue.q.url", "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"],
    [
      "aws_secretsmanager_secret.s.arn",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-${main.tf.json/aws_secretsmanager_secret.s#arn_suffix}",
    ],
    ["aws_ssm_parameter.p.arn", "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b"],
    ["aws_ssm_parameter.flat.arn", "arn:aws:ssm:eu-west-1:123456789012:parameter/c"],
    ["aws_cloudwatch_log_group.l.arn", "arn:aws:logs:eu-west-1:123456789012:log-group:/logs"],
    ["aws_iam_openid_connect_provider.o.arn", "arn:aws:iam::123456789012:oidc-provider/issuer.example/id"],
    ["aws_security_group.sg.id", "${main.tf.json/aws_security_group.sg#id}"],
    ["aws_eks_cluster.c.vpc_config[0].subnet_ids[0]", "subnet-1"],
    [
      "aws_eks_cluster.c.vpc_config[0].cluster_security_group_id",
      "${main.tf.json/aws_eks_cluster.c#vpc_config[0].cluster_security_group_id}",
    ],
    [
      "aws_eks_cluster.c.identity[0].oidc[0].issuer",
      "${main.tf.json/aws_eks_cluster.c#identity[0].oidc[0].issuer}",
    ],
    ["kubernetes_namespace_v1.n.metadata[0].name", "team"],
    [
      "kubernetes_namespace_v1.made.metadata[0].name",
      "${main.tf.json/kubernetes_namespace_v1.made#metadata[0].name}",
    ],
    ["kubernetes_service_account_v1.sa.id", "team/app"],
  ])("%s", (reference, expected) => {
    expect(evaluated(`\${${reference}}`, { resource })).toEqual(expected);
  });

  test("a resource has what references to it have", () => {
    const facts = factsOf({ resource });
    expect(attributeAt(facts, "aws_kms_key.k", "arn")).toBe(evaluated("${aws_kms_key.k.arn}", { resource }));
    expect(attributeAt(facts, "aws_s3_bucket.any", "bucket")).toBe(
      evaluated("${aws_s3_bucket.any.id}", { resource }),
    );
  });

  test("names of one kind that only the apply knows differ from each other", () => {
    const facts = factsOf({ resource: { aws_kms_key: { a: {}, b: {} } } });
    const symbols = ["a", "b"].map((name) => {
      const value = resourceAt(facts, `aws_kms_key.${name}`).values.get("key_id");
      return value?.kind === "text" ? value.pattern : [];
    });
    expect(symbols).toEqual([
      [{ kind: "symbol", id: "main.tf.json/aws_kms_key.a#key_id", unique: "kms:key/", holds: "name" }],
      [{ kind: "symbol", id: "main.tf.json/aws_kms_key.b#key_id", unique: "kms:key/", holds: "name" }],
    ]);
  });

  test("an attribute that others may change is not what is written", () => {
    const changing = {
      aws_s3_bucket: { b: { bucket: "x", tags: { a: "1" }, lifecycle: { ignore_changes: ["tags"] } } },
    };
    expect(evaluated("${aws_s3_bucket.b.tags}", { resource: changing })).toBe(
      "${main.tf.json/aws_s3_bucket.b#tags}",
    );
    expect(resourceAt(factsOf({ resource: changing }), "aws_s3_bucket.b").ignored).toEqual(["tags"]);
  });
});

describe("instances", () => {
  test("a literal count and a literal for_each are expanded", () => {
    const facts = factsOf({
      locals: { teams: { acme: 1, globex: 2 } },
      resource: {
        aws_iam_user: {
          counted: { count: 2, name: "u${count.index}" },
          each: { for_each: "${local.teams}", name: "${each.key}-${each.value}" },
          set: { for_each: '${toset(["a"])}', name: "${each.value}" },
        },
        aws_iam_policy: {
          all: { policy: '${join(",", aws_iam_user.counted[*].name)},${aws_iam_user.each["acme"].name}' },
        },
      },
    });
    expect(
      facts.resources.map((one) => [one.provenance.address, shown(one.values.get("name")), one.many]),
    ).toEqual([
      ["aws_iam_user.counted[0]", "u0", false],
      ["aws_iam_user.counted[1]", "u1", false],
      ['aws_iam_user.each["acme"]', "acme-1", false],
      ['aws_iam_user.each["globex"]', "globex-2", false],
      ['aws_iam_user.set["a"]', "a", false],
      ["aws_iam_policy.all", "${main.tf.json/aws_iam_policy.all#name}", false],
    ]);
    expect(attributeAt(facts, "aws_iam_policy.all", "policy")).toBe("u0,u1,acme-1");
  });

  test("an unknown for_each is one resource that stands for many, of which no part is unique", () => {
    const facts = factsOf({
      variable: { teams: {} },
      resource: { aws_kms_key: { k: { for_each: "${var.teams}", description: "${each.key}" } } },
    });
    const key = resourceAt(facts, "aws_kms_key.k[*]");
    expect(key.many).toBe(true);
    expect(key.values.get("key_id")).toMatchObject({ pattern: [{ unique: undefined }] });
    expect(shown(key.values.get("description"))).toMatch(/aws_kms_key\.k\[\*\]#each\.key/);
  });

  test("no instance of a count of zero is a fact", () => {
    expect(factsOf({ resource: { aws_kms_key: { k: { count: "${false ? 1 : 0}" } } } }).resources).toEqual(
      [],
    );
  });
});

describe("blocks", () => {
  test("a block is a list of its occurrences, a map is not", () => {
    const facts = factsOf({
      resource: {
        aws_eks_cluster: {
          c: { name: "c", tags: { a: "b" }, encryption_config: { provider: { key_arn: "k" } } },
        },
        kubernetes_service_v1: {
          s: { metadata: { name: "s" }, spec: { selector: { app: "x" }, port: { port: 80 } } },
        },
      },
    });
    expect(attributeAt(facts, "aws_eks_cluster.c", "tags")).toEqual({ a: "b" });
    expect(attributeAt(facts, "aws_eks_cluster.c", "encryption_config")).toEqual([
      { provider: [{ key_arn: "k" }] },
    ]);
    expect(attributeAt(facts, "kubernetes_service_v1.s", "spec")).toEqual([
      { selector: { app: "x" }, port: [{ port: 80 }] },
    ]);
  });

  test("a dynamic block is expanded; over what is not known it may occur any number of times", () => {
    const block = (of: string) => ({
      ingress: { for_each: of, iterator: "it", content: { from_port: "${it.value}" } },
    });
    const facts = factsOf({
      variable: { any: {} },
      resource: {
        aws_security_group: {
          known: { ingress: [{ from_port: 1 }], dynamic: block("${[2, 3]}") },
          unknown: { dynamic: block("${var.any}") },
        },
      },
    });
    expect(attributeAt(facts, "aws_security_group.known", "ingress")).toEqual([
      { from_port: 1 },
      { from_port: 2 },
      { from_port: 3 },
    ]);
    expect(attributeAt(facts, "aws_security_group.unknown", "ingress")).toEqual([
      { from_port: { unknown: expect.stringMatching(/the variable any/) } },
      "and others",
    ]);
  });
});

describe("the place of a resource", () => {
  const place = (provider: object, body: object = {}) => {
    const facts = factsOf({ provider, resource: { aws_sns_topic: { t: { name: "t", ...body } } } });
    return attributeAt(facts, "aws_sns_topic.t", "arn");
  };
  test.each<[string, object, object, string]>([
    [
      "an allowed account",
      { aws: { region: "us-gov-west-1", allowed_account_ids: ["1"] } },
      {},
      "arn:aws-us-gov:sns:us-gov-west-1:1:t",
    ],
    [
      "the account of the assumed role",
      { aws: [{ region: "eu-west-1", assume_role: [{ role_arn: "arn:aws:iam::2:role/x" }] }] },
      {},
      "arn:aws:sns:eu-west-1:2:t",
    ],
    [
      "an alias",
      { aws: [{ region: "eu-west-1" }, { alias: "west", region: "us-west-2", allowed_account_ids: ["3"] }] },
      { provider: "aws.west" },
      "arn:aws:sns:us-west-2:3:t",
    ],
    [
      "no account: one symbol for all providers with the same credentials",
      { aws: [{ region: "eu-west-1" }, { alias: "west", region: "us-west-2" }] },
      { provider: "aws.west" },
      "arn:aws:sns:us-west-2:${FOLDER/provider.aws#account}:t",
    ],
  ])("%s", (_, provider, body, expected) => {
    expect(String(place(provider, body)).replace(/\$\{[^}]*\/provider/, "${FOLDER/provider")).toBe(expected);
  });

  test("tags of the provider are tags of every resource", () => {
    const facts = factsOf({
      provider: { aws: { region: "eu-west-1", default_tags: { tags: { team: "a", env: "x" } } } },
      resource: { aws_kms_key: { k: { tags: { env: "y" } } } },
    });
    expect(attributeAt(facts, "aws_kms_key.k", "tags_all")).toEqual({ team: "a", env: "y" });
  });
});

test("IAM variables and everything else that is escaped is taken as it was meant", () => {
  expect(evaluated("arn:aws:s3:::home/$${aws:username}/*")).toBe("arn:aws:s3:::home/${aws:username}/*");
});

test("what leads back to itself is unknown", () => {
  expect(evaluated("${local.a}", { locals: { a: "${local.b}", b: "${local.a}" } })).toEqual({
    unknown: expect.stringMatching(/leads back to itself/),
  });
});

test("an attribute that leads back to itself is unknown, and says which one it is", () => {
  const facts = factsOf({
    resource: { aws_s3_bucket: { b: { bucket: "${aws_s3_bucket.b.bucket}" } } },
  });
  const cause = "aws_s3_bucket.b.bucket leads back to itself";
  expect(attributeAt(facts, "aws_s3_bucket.b", "bucket")).toEqual({ unknown: cause });
});

test("of a map only what leads back to itself is unknown", () => {
  const tags = { x: "${aws_s3_bucket.b.tags.y}", y: "${aws_s3_bucket.b.tags.x}", z: "1" };
  const facts = factsOf({ resource: { aws_s3_bucket: { b: { bucket: "x", tags } } } });
  const lost = { unknown: expect.stringMatching(/leads back to itself/) };
  expect(attributeAt(facts, "aws_s3_bucket.b", "tags")).toEqual({ x: lost, y: lost, z: "1" });
});

test("what a data source looks up is unknown, but the same wherever it is used", () => {
  const data = {
    aws_vpc: { main: { default: true } },
    aws_subnets: { all: {} },
    aws_s3_bucket: { b: { bucket: "x" } },
  };
  expect(evaluated("${data.aws_vpc.main.id}", { data })).toBe("${main.tf.json/data.aws_vpc.main#id}");
  expect(evaluated("${data.aws_subnets.all.ids}", { data })).toEqual({
    unknown: expect.stringMatching(/looked up/),
  });
  expect(evaluated("${data.aws_s3_bucket.b.arn}", { data })).toBe("arn:aws:s3:::x");
});

test("the provider's own data is known", () => {
  const data = { aws_caller_identity: { me: {} }, aws_region: { here: {} }, aws_partition: { p: {} } };
  const all =
    "${data.aws_partition.p.partition}/${data.aws_region.here.name}/${data.aws_caller_identity.me.account_id}";
  expect(evaluated(all, { data })).toBe("aws/eu-west-1/123456789012");
});
