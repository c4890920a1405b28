/** Names of actions, by service; a `*` at the end stands for all that begin so. */
export class ActionNames {
  private readonly names = new Set<string>();
  private readonly beginnings: readonly string[];

  constructor(byService: Readonly<Record<string, string>>) {
    const all = Object.entries(byService).flatMap(([service, names]) =>
      names.split(/\s+/).map((name) => `${service}:${name}`),
    );
    this.beginnings = all.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
    all.filter((name) => !name.endsWith("*")).forEach((name) => this.names.add(name));
  }

  has(action: string): boolean {
    return this.names.has(action) || this.beginnings.some((beginning) => action.startsWith(beginning));
  }
}
