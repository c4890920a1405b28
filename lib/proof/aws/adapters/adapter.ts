import type { Pattern } from "../../pattern/token";
import type { PolicyDocument } from "../../policy/document";
import type { PolicyKind } from "../../policy/document";
import type { AwsModel, Found } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";

/** Puts what a resource says into the model, once all resources have their nodes. */
export type Adapter = (attributes: Attributes, model: AwsModel) => void;

/** Where a document counts. */
export type Slot = "policies" | "identity" | "boundary";

/**
 * Attaches a document. Where it is not certain to what, it may say anything of each that it may be attached
 * to.
 */
export function attach(
  model: AwsModel,
  attributes: Attributes,
  found: Found,
  slot: Slot,
  document: PolicyDocument,
): void {
  for (const node of found.nodes) {
    const reason = `it is not known whether it is attached to ${node.node.title}`;
    const uncertain = () =>
      model.documents.unknown(attributes, "attachment", document.kind, reason, onlyAllows(document));
    node[slot].push(found.certain ? document : uncertain());
  }
}

/** A boundary takes away by what it does not allow; of anything else, what denies nothing takes nothing away. */
function onlyAllows({ kind, statements, unreadable }: PolicyDocument): "Allow" | undefined {
  const allows = statements.every(({ effect }) => effect === "Allow") && unreadable.length === 0;
  return allows && kind !== "boundary" ? "Allow" : undefined;
}

/** The same for the document in an attribute. */
export function attachAttribute(
  model: AwsModel,
  attributes: Attributes,
  found: Found,
  slot: Slot,
  attribute: string,
  kind: PolicyKind,
): void {
  const document = model.documents.read(attributes, attribute, kind);
  if (document !== undefined) attach(model, attributes, found, slot, document);
}

/** A resource as what is found for certain. */
export function certainly(node: AwsNode | undefined): Found {
  return { nodes: node === undefined ? [] : [node], certain: true };
}

/** What a resource may say to any of these attributes, the first one that is there. */
export function firstText(attributes: Attributes, ...names: readonly string[]): Pattern | undefined {
  for (const name of names) {
    const text = attributes.text(name);
    if (text !== undefined) return text;
  }
  return undefined;
}
