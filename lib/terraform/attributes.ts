import type { IResolvable, TerraformMetaArguments } from "cdktf";

/** `kmsKeyId` becomes `kms_key_id`, in types alone. */
type SnakeCase<Name extends string, Done extends string = ""> = Name extends `${infer Head}${infer Tail}`
  ? SnakeCase<
      Tail,
      `${Done}${Head extends Lowercase<Head> ? Head : Done extends "" ? Lowercase<Head> : `_${Lowercase<Head>}`}`
    >
  : Done;

type Value<T> = T extends IResolvable
  ? never
  : T extends string | number | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Value<Item>[]
      : string extends keyof T
        ? T
        : T extends object
          ? Snake<T>
          : T;

type Snake<T> = { readonly [Key in keyof T as Key extends string ? SnakeCase<Key> : never]: Value<T[Key]> };

/**
 * The attributes of a Terraform resource as they stand in the plan: the generated configuration type of the
 * provider's bindings with the names that Terraform uses. The types are the bindings'; nothing of them is loaded.
 */
export type AttributesOf<Config> = Snake<Omit<Config, keyof TerraformMetaArguments>>;
