import { allowsAttempt, readRule, shownRule } from "../../../lib/proof/kubernetes/rbac/rule";
import { UNREAD, value, type Written } from "../support/facts";
import { can, unread } from "../support/rbac-scene";

describe("a rule of a role, read", () => {
  const read = (written: Written) => readRule(value(written));

  it("has its four lists, each of which may be missing", () => {
    const lists = { verbs: ["get"], api_groups: ["apps"], resources: ["pods"], resource_names: ["web"] };
    expect(read(lists)).toEqual({ verbs: ["get"], groups: ["apps"], resources: ["pods"], names: ["web"] });
    expect(read({})).toEqual({ verbs: [], groups: [], resources: [], names: [] });
  });

  it.each(["verbs", "api_groups", "resources", "resource_names"])("says why its %s are not known", (name) => {
    const lists = { verbs: ["get"], api_groups: [""], resources: ["pods"], resource_names: ["web"] };
    expect(read({ ...lists, [name]: UNREAD }).cause).toBe("it is only known after the apply");
  });

  it("may be anything where it is not known at all", () => {
    expect(read(UNREAD)).toEqual(unread("it is only known after the apply"));
  });
});

describe("what a rule allows", () => {
  const attempt = (verb: string, resource: string, name?: string) => ({ verb, group: "", resource, name });

  it.each<[string, ReturnType<typeof can>, ReturnType<typeof attempt>, "yes" | "no"]>([
    ["what it names", can("get", "pods"), attempt("get", "pods"), "yes"],
    ["no other verb", can("get", "pods"), attempt("list", "pods"), "no"],
    ["no other resource", can("get", "pods"), attempt("get", "secrets"), "no"],
    ["a subresource of everything", can("get", "*/exec"), attempt("get", "pods/exec"), "yes"],
    ["not the resource of that name", can("get", "*/pods"), attempt("get", "pods"), "no"],
    ["not another subresource", can("get", "*/exec"), attempt("get", "pods/attach"), "no"],
    ["what has the name", can("get", "pods", ["web"]), attempt("get", "pods", "web"), "yes"],
    ["nothing of another name", can("get", "pods", ["web"]), attempt("get", "pods", "db"), "no"],
    ["what has some name", can("get", "pods", ["web"]), attempt("get", "pods"), "yes"],
    ["a list of what has the name", can("list", "pods", ["web"]), attempt("list", "pods", "web"), "yes"],
    ["no list of what has another", can("list", "pods", ["web"]), attempt("list", "pods", "db"), "no"],
    ["nothing to be created by name", can("create", "pods", ["web"]), attempt("create", "pods", "web"), "no"],
    [
      "no collection by name",
      can("deletecollection", "pods", ["web"]),
      attempt("deletecollection", "pods"),
      "no",
    ],
    [
      "a subresource to be created of what has the name",
      can("create", "pods/exec", ["web"]),
      attempt("create", "pods/exec", "web"),
      "yes",
    ],
  ])("is %s", (_, rule, asked, expected) => {
    expect(allowsAttempt(rule, asked)).toBe(expected);
  });

  it("may be anything where a part of it is not known, beyond what is", () => {
    const rule = { ...can("get", "pods"), cause: "nobody knows" };
    expect(allowsAttempt(rule, attempt("get", "pods"))).toBe("yes");
    expect(allowsAttempt(rule, attempt("list", "pods"))).toBe("unknown");
  });
});

describe("a rule as people write it", () => {
  it("has its lists sorted, and its names where it has any", () => {
    expect(shownRule(can("watch,get", "secrets,pods"))).toBe("get,watch pods,secrets");
    expect(shownRule(can("get", "pods", ["web", "db"]))).toBe("get pods (db,web)");
  });

  it("is nothing without verbs or without resources, or what is not known", () => {
    const { verbs, resources, ...rest } = can("get", "pods");
    expect(shownRule({ ...rest, verbs: [], resources })).toBe("nothing");
    expect(shownRule({ ...rest, verbs, resources: [] })).toBe("nothing");
    expect(shownRule({ ...rest, verbs, resources: [], cause: "x" })).toBe("what is not known");
  });
});
