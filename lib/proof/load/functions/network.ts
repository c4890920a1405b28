import type { Value } from "../../facts/value";
import type { Cidr } from "../../../model/cidr";
import { addressAt, formatCidr, parseCidr, partOf, sizeOf } from "../../../model/cidr";
import { TenancyError } from "../../../errors/tenancy-error";
import { failure, list, NULL, text, toLiteral, toNumber } from "../evaluate/values";
import { notEvaluated, strict, type TerraformFunction } from "./function";

const BITS = { 4: 32, 6: 128 } as const;

function range(value: Value): Cidr | undefined {
  try {
    return parseCidr({ kind: "function", path: "cidrsubnet" }, "range", toLiteral(value));
  } catch (error) {
    if (TenancyError.is(error)) return undefined;
    throw error;
  }
}

function subnet(of: Cidr, extraBits: number, index: number): Value {
  const fits =
    extraBits >= 0 && of.prefix + extraBits <= BITS[of.family] && index < 2 ** extraBits && index >= 0;
  return fits
    ? text(formatCidr(partOf(of, extraBits, index)))
    : failure("the network does not fit into the range");
}

const cidrsubnet: TerraformFunction = strict(([of = NULL, bits = NULL, number = NULL]) => {
  const [from, extra, index] = [range(of), toNumber(bits), toNumber(number)];
  if (from === undefined || extra === undefined || index === undefined) return notEvaluated("cidrsubnet");
  return subnet(from, extra, index);
});

/** One after the other, each starting where its size lets it. Source: Terraform, "cidrsubnets function". */
const cidrsubnets: TerraformFunction = strict(([of = NULL, ...sizes]) => {
  const from = range(of);
  const extras = sizes.map(toNumber);
  if (from === undefined || !extras.every((extra) => extra !== undefined)) return notEvaluated("cidrsubnets");
  const total = BITS[from.family] - from.prefix;
  let next = 0n;
  return list(
    extras.map((extra) => {
      if (extra < 0 || extra > total) return failure("the network does not fit into the range");
      const size = 1n << BigInt(total - extra);
      const index = (next + size - 1n) / size;
      next = (index + 1n) * size;
      return subnet(from, extra, Number(index));
    }),
  );
});

const cidrhost: TerraformFunction = strict(([of = NULL, number = NULL]) => {
  const [from, index] = [range(of), toNumber(number)];
  if (from === undefined || index === undefined) return notEvaluated("cidrhost");
  const size = sizeOf(from);
  const offset = index < 0 ? size + BigInt(index) : BigInt(index);
  return offset < 0n || offset >= size
    ? failure("the address is outside of the range")
    : text(addressAt(from, Number(offset)));
});

export const NETWORK_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["cidrsubnet", cidrsubnet],
  ["cidrsubnets", cidrsubnets],
  ["cidrhost", cidrhost],
];
