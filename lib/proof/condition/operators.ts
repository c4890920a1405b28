import { ARN_OPERATORS } from "./arn";
import { BINARY_OPERATORS } from "./binary";
import { BOOL_OPERATORS } from "./bool";
import { DATE_OPERATORS } from "./date";
import { IP_OPERATORS } from "./ip-address";
import { NUMERIC_OPERATORS } from "./numeric";
import type { OperatorDefinition } from "./operator";
import { PRESENCE_OPERATORS } from "./presence";
import { STRING_OPERATORS } from "./string";

/** Every condition operator of the policy language, by its name in lower case. */
export const OPERATORS: ReadonlyMap<string, OperatorDefinition> = new Map(
  [
    ...STRING_OPERATORS,
    ...NUMERIC_OPERATORS,
    ...DATE_OPERATORS,
    ...BOOL_OPERATORS,
    ...BINARY_OPERATORS,
    ...IP_OPERATORS,
    ...ARN_OPERATORS,
    ...PRESENCE_OPERATORS,
  ].map((operator) => [operator.name.toLowerCase(), operator]),
);
