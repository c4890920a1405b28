import type { Value } from "../../facts/value";
import { literalOf } from "../../facts/text";
import { evaluatePolicyDocument } from "../document/policy-document";
import { text, unknown } from "../evaluate/values";
import { anyAttribute, computedAttribute } from "../reference/computed";
import { KNOWN_BY_NAME } from "../reference/named";
import type { PlaceTexts } from "../reference/described";
import type { InstanceSource } from "./instance";
import { ConfiguredInstance } from "./instance";
import type { RemoteStates } from "./remote-state";
import type { BlockSource } from "./resource-block";
import { ResourceBlock } from "./resource-block";

/** Attributes that hold several values, by the usual names: a text in place of them would be one value. */
const SEVERAL = /(ids|arns|names|blocks|groups|addresses|zones|accounts|roles|users|members|list|set|map)$/;

const PREFIX_LISTS: ReadonlySet<string> = new Set(["aws_ec2_managed_prefix_list", "aws_prefix_list"]);

/** A `data` block: what it says is computed where that needs no account, followed where it is of this synthesis. */
export class DataSource extends ResourceBlock {
  constructor(
    source: BlockSource,
    private readonly remoteStates: RemoteStates,
  ) {
    super(source, "data.");
  }

  protected override made(source: InstanceSource): ConfiguredInstance {
    return new ReadInstance(source, this.remoteStates);
  }
}

class ReadInstance extends ConfiguredInstance {
  private document: Value | undefined;
  private outputs: Value | undefined;

  constructor(
    source: InstanceSource,
    private readonly remoteStates: RemoteStates,
  ) {
    super(source);
  }

  override attribute(name: string): Value {
    if (this.type === "terraform_remote_state" && name === "outputs") {
      const { block, scope } = this.source;
      this.outputs ??= this.remoteStates.outputsOf(this.provenance, block.body, scope);
      return this.outputs;
    }
    if (this.type === "aws_iam_policy_document" && (name === "json" || name === "minified_json")) {
      this.document ??= evaluatePolicyDocument(this, this.source.scope);
      return this.document;
    }
    return ofPlace(this.type, name, this.place) ?? this.lookedUp(name);
  }

  /** What is found at the apply. Its ARN follows from the name for some types; it may be a managed resource. */
  private lookedUp(name: string): Value {
    if (name === "id" && PREFIX_LISTS.has(this.type)) return this.prefixList();
    const given = this.given(name);
    if (given !== undefined) return given;
    if (KNOWN_BY_NAME.has(this.type)) return computedAttribute(this, name) ?? this.external(name);
    return this.external(name);
  }

  /** The ids of AWS's own lists differ from region to region: such a list goes by its name. */
  private prefixList(): Value {
    const name = this.given("name");
    const isOfAws = name?.kind === "text" && literalOf(name)?.startsWith("com.amazonaws.") === true;
    return isOfAws ? name : this.external("id");
  }

  private external(name: string): Value {
    if (SEVERAL.test(name))
      return unknown(`${this.provenance.address}.${name} is only looked up at the apply`);
    return anyAttribute(this, name);
  }
}

/** What the provider itself knows. */
function ofPlace(type: string, name: string, place: PlaceTexts): Value | undefined {
  if (type === "aws_caller_identity")
    return name === "account_id" || name === "id" ? place.account : undefined;
  if (type === "aws_region") return ["name", "id", "region"].includes(name) ? place.region : undefined;
  if (type !== "aws_partition") return undefined;
  if (name === "partition" || name === "id") return place.partition;
  return name === "dns_suffix" ? dnsSuffix(place) : undefined;
}

function dnsSuffix({ partition }: PlaceTexts): Value {
  const name = literalOf(partition);
  if (name === undefined) return unknown("the partition is only known after the apply");
  return text(name === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com");
}
