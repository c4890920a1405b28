import { PASS_ROLE_SERVICES } from "../../../lib/proof/aws/reach/pass-role-services";
import { KINDS } from "../../../lib/proof/aws/kinds/kinds";
import { actionsOfService } from "../../../lib/proof/catalogue/catalogue";

const WAYS = PASS_ROLE_SERVICES.flatMap(({ service, ways }) =>
  ways.map(({ actions, on }) => [`${service}: ${actions.join(" ")}`, actions, on] as const),
);
const KNOWN = new Set(Object.values(KINDS).map(({ kind }) => kind));

describe("the services to which roles are passed", () => {
  it.each(WAYS)("%s: are actions of the catalogue", (_, actions) => {
    const unknown = actions.filter((action) => {
      const [service = "", name = ""] = action.split(":");
      return !actionsOfService(service).some((each) => each.name === name);
    });
    expect(unknown).toEqual([]);
  });

  it("are named once each, by the names that trust policies have", () => {
    const names = PASS_ROLE_SERVICES.map(({ service }) => service);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9.-]+\.amazonaws\.com$/.test(name))).toEqual([]);
  });

  it.each(WAYS.flatMap(([title, , on]) => (on === undefined ? [] : [[title, on]])))(
    "%s: is on something of a kind that the proof knows",
    (_, on) => {
      expect(KNOWN).toContain(on);
    },
  );
});
