import { push } from "../../../model/lists";
import type { FactResource } from "../../facts/resource";
import type { GraphNode, Reached, Step } from "../../facts/step";
import { resourceSymbol } from "../../facts/symbols";
import { piecesOf } from "../../facts/text";
import type { Value } from "../../facts/value";
import { isSameOwner, ownerRef } from "../../graph/crossing";
import { type Reach, reach } from "../../iam/reach";
import { actionsOfService, type CatalogueAction } from "../../catalogue/catalogue";
import { concat, literal, type Pattern, textOf } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode, Part } from "../model/node";
import type { Asker } from "./asker";
import type { Edges } from "./edges";
import { evidenceOf, reasonOf, requestOf } from "./words";

/** A type in which people put what signs in as a user, and what shows it. */
interface Keeping {
  /** Any one of these shows it. */
  readonly shownBy: readonly string[];
  /** The attribute and the kind of what holds it. @default - the resource itself */
  readonly in?: readonly [attribute: string, kind: string] | undefined;
}

const KEEPINGS: Readonly<Record<string, Keeping>> = {
  aws_ssm_parameter: {
    shownBy: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory"],
  },
  aws_secretsmanager_secret_version: {
    shownBy: ["secretsmanager:GetSecretValue"],
    in: ["secret_id", "secret"],
  },
  aws_s3_object: { shownBy: ["s3:GetObject"], in: ["bucket", "bucket"] },
  aws_s3_bucket_object: { shownBy: ["s3:GetObject"], in: ["bucket", "bucket"] },
  aws_dynamodb_table_item: {
    shownBy: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan", "dynamodb:Query"],
    in: ["table_name", "table"],
  },
  aws_lambda_function: { shownBy: ["lambda:GetFunction", "lambda:GetFunctionConfiguration"] },
  aws_instance: { shownBy: ["ec2:DescribeInstanceAttribute"] },
  aws_launch_template: { shownBy: ["ec2:DescribeLaunchTemplateVersions"] },
  aws_ecs_task_definition: { shownBy: ["ecs:DescribeTaskDefinition"] },
  aws_batch_job_definition: { shownBy: ["batch:DescribeJobDefinitions"] },
  aws_codebuild_project: { shownBy: ["codebuild:BatchGetProjects"] },
  aws_glue_job: { shownBy: ["glue:GetJob"] },
  aws_sfn_state_machine: { shownBy: ["states:DescribeStateMachine"] },
  aws_cloudformation_stack: { shownBy: ["cloudformation:GetTemplate", "cloudformation:DescribeStacks"] },
  aws_elastic_beanstalk_environment: { shownBy: ["elasticbeanstalk:DescribeConfigurationSettings"] },
  aws_apprunner_service: { shownBy: ["apprunner:DescribeService"] },
  aws_amplify_app: { shownBy: ["amplify:GetApp"] },
  aws_ssm_document: { shownBy: ["ssm:GetDocument"] },
};

/** Attributes of credentials that only their holder is to know. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_access_key: ["secret", "ses_smtp_password_v4"],
  aws_iam_user_login_profile: ["password"],
};
/** A shorter text may stand somewhere by chance. */
const SHORTEST = 12;

/** Credentials of users that stand in something else, where others may read them. */
interface Kept {
  readonly node: GraphNode;
  readonly holder: AwsNode;
  readonly user: AwsNode;
  readonly certain: boolean;
  readonly shownBy: readonly CatalogueAction[];
  /** The part that holds it. @default - any part of the holder on which the action is */
  readonly language?: readonly Pattern[] | undefined;
}

/** What a credential is known by: a symbol, or its text where a state has it. */
interface Secret {
  readonly text: string;
  readonly users: readonly AwsNode[];
  readonly certain: boolean;
}

/** Whoever reads the credentials of a user that somebody wrote into something has the user. */
export class KeptCredentials {
  private readonly byHolder = new Map<AwsNode, Kept[]>();
  private readonly kept: readonly Kept[];
  /** Shown by actions that policies cannot limit to it. */
  private readonly unlimited: readonly Kept[];

  constructor(
    private readonly model: AwsModel,
    private readonly edges: Edges,
  ) {
    const secrets = secretsOf(model);
    this.kept =
      secrets.length === 0 ? [] : model.facts.resources.flatMap((each) => keptIn(model, each, secrets));
    this.unlimited = this.kept.filter(({ shownBy }) =>
      shownBy.some(({ resources }) => resources.length === 0),
    );
    for (const each of this.kept) push(this.byHolder, each.holder, each);
  }

  /** From what holds credentials to whose they are: who has the holder has them. */
  all(): Reached {
    const steps = this.kept.map(({ node, user, certain }): Step => ({
      from: node.id,
      to: user.node.id,
      kind: "control",
      plane: "identity",
      what: ["signs in as"],
      certainty: certain ? "must" : "may",
      causes: certain ? [] : [`it is not known whose credentials ${node.title} are`],
      because: `${node.provenance?.address ?? node.title} holds credentials of ${user.node.title}`,
      evidence: node.provenance === undefined ? [] : [node.provenance],
    }));
    return { nodes: this.kept.map(({ node }) => node), steps };
  }

  /** What an asker reads of what others, or the platform, keep: among the candidates, and of what is shown to all. */
  readBy(asker: Asker, candidates: readonly AwsNode[]): readonly Step[] {
    if (this.kept.length === 0) return [];
    const among = candidates.flatMap((node) => this.byHolder.get(node) ?? []);
    return [...new Set([...among, ...this.unlimited])]
      .filter(({ holder: { node } }) => isPlatform(node) || !isSameOwner(asker.node.owner, node.owner))
      .flatMap((kept) => this.step(asker, kept) ?? []);
  }

  private step(asker: Asker, kept: Kept): Step | undefined {
    const answers = kept.shownBy.map((action) => ({ action, answer: this.ask(asker, kept, action) }));
    const best = answers.find(({ answer }) => answer.under) ?? answers.find(({ answer }) => answer.over);
    if (best === undefined) return undefined;
    const { action, answer } = best;
    const text = textOf(action.text) ?? action.name;
    return {
      from: asker.node.id,
      to: kept.node.id,
      kind: "control",
      plane: "identity",
      what: [text],
      certainty: answer.under ? "must" : "may",
      causes: answer.causes,
      because: reasonOf(this.model, answer),
      evidence: evidenceOf(this.model, answer, kept.node.provenance),
      request: requestOf(asker, text, answer),
    };
  }

  private ask(asker: Asker, { holder, language }: Kept, action: CatalogueAction): Reach {
    const part = holder.parts.find(({ actions }) => actions.includes(action));
    if (part === undefined) return askOfAll(asker, action);
    const asked: Part = language === undefined ? part : { ...part, language };
    return this.edges.ask(asker, holder, asked, action);
  }
}

/** An action that is on no resource in particular. */
function askOfAll(asker: Asker, action: CatalogueAction): Reach {
  return reach({
    principal: asker.principal,
    action: action.text,
    resource: { language: [literal("*")], account: asker.principal.account, target: "other" },
    policies: { ...asker.rights, resource: [], restrictions: [] },
    keys: asker.keys,
    kindOf: asker.kindOf,
  });
}

function isPlatform(node: GraphNode): boolean {
  return ownerRef(node).kind === "platform";
}

function secretsOf(model: AwsModel): readonly Secret[] {
  return model.facts.resources.flatMap((resource) =>
    (SECRETS[resource.type] ?? []).flatMap((attribute): readonly Secret[] => {
      const attributes = model.attributesOf(resource);
      const { nodes: users, certain } = model.find(attributes, attributes.text("user"), "user");
      const written = attributes.literal(attribute);
      const text = written ?? resourceSymbol(resource.provenance, attribute, { holds: "text" }).id;
      return text.length < SHORTEST ? [] : [{ text, users, certain }];
    }),
  );
}

function keptIn(model: AwsModel, resource: FactResource, secrets: readonly Secret[]): readonly Kept[] {
  const keeping = KEEPINGS[resource.type];
  if (keeping === undefined) return [];
  const texts = [...resource.values.values()].flatMap((value) => [...textsIn(value)]);
  const found = secrets.filter(({ text }) => texts.some((each) => each.includes(text)));
  if (found.length === 0) return [];
  const attributes = model.attributesOf(resource);
  const own = model.nodeOf(attributes);
  const holders =
    keeping.in === undefined
      ? { nodes: own === undefined ? [] : [own], certain: true }
      : model.find(attributes, attributes.text(keeping.in[0]), keeping.in[1]);
  const key = keeping.in?.[1] === "bucket" ? attributes.text("key") : undefined;
  const { stack, address } = resource.provenance;
  const node: GraphNode = {
    id: `credentials:${stack}/${address}`,
    kind: "credentials",
    title: `credentials in ${address}`,
    owner: resource.owner,
    provenance: resource.provenance,
  };
  return found.flatMap(({ users, certain }) =>
    users.flatMap((user) =>
      holders.nodes.map((holder): Kept => ({
        ...{ node, holder, user, certain: certain && holders.certain },
        shownBy: keeping.shownBy.flatMap(actionNamed),
        language: key === undefined ? undefined : [concat(holder.arn, literal("/"), key)],
      })),
    ),
  );
}

function actionNamed(text: string): readonly CatalogueAction[] {
  const [service = "", name = ""] = text.split(":");
  return actionsOfService(service).filter((each) => each.name === name);
}

/** What stands in a value, each symbol by its id. */
function* textsIn(value: Value): Generator<string> {
  if (value.kind === "text") {
    for (const piece of piecesOf(value)) yield typeof piece === "string" ? piece : piece.id;
  } else if (value.kind === "list") {
    for (const item of value.items) yield* textsIn(item);
  } else if (value.kind === "fields") {
    for (const item of value.fields.values()) yield* textsIn(item);
  }
}
