import { descriptionUnusable } from "../errors/rules";
import type { ErrorPlace } from "../errors/tenancy-error";
import { isTokenLike } from "./names";

const DESCRIPTION_MOST = 255;
/** What AWS takes where a rule names a group. Source: EC2 API reference, UserIdGroupPair. */
const TAKEN = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]$/;
/** AWS takes none of them, and people write them. */
const QUOTATION = /['"`\u2018\u2019\u201c\u201d]/g;

/**
 * Who needs a rule for what, as text that every reader can show.
 *
 * @throws TNT1311
 */
export function checkedDescription(at: ErrorPlace, description: unknown): string {
  if (typeof description !== "string" || awsDescription(description).trim() === "") {
    throw descriptionUnusable(
      at,
      description,
      "every report lists who needs the opening for what.",
      undefined,
    );
  }
  if (isTokenLike(description)) {
    const why = "it is compared and listed at synthesis, so a value that only Terraform knows will not do.";
    throw descriptionUnusable(at, description, why, undefined);
  }
  const text = description.trim();
  const refused = [
    ...new Set([...text.replace(QUOTATION, "")].filter((character) => !TAKEN.test(character))),
  ];
  if (refused.length > 0) {
    const why = `AWS takes letters of ASCII, digits, spaces and ._-:/()#,@[]+=;{}!$* in it, and not ${refused.join(" ")}`;
    throw descriptionUnusable(at, description, why, acceptable(text));
  }
  if (text.length > DESCRIPTION_MOST) {
    const why = `AWS takes ${DESCRIPTION_MOST} characters, and it has ${text.length}.`;
    throw descriptionUnusable(at, description, why, text.slice(0, DESCRIPTION_MOST).trimEnd());
  }
  return text;
}

/** The copy that AWS takes: without quotation marks. */
export function awsDescription(description: string): string {
  return description.replace(QUOTATION, "");
}

/** Letters without their accents, and a hyphen for everything else. */
function acceptable(text: string): string {
  return [...text.normalize("NFKD").replace(/\p{Mark}/gu, "")]
    .map((character) => (TAKEN.test(character) || character.match(QUOTATION) ? character : "-"))
    .join("")
    .slice(0, DESCRIPTION_MOST);
}
