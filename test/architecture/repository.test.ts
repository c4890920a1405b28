import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/source";

const TEXT_MOST = 2_000_000;
const PUBLIC_HOSTS = /(^|\.)(npmjs\.org|pypi\.org|golang\.org|terraform\.io|github\.com)$/;

/** Everything under version control, so that nothing generated or private is read. */
const files = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" })
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)))
  .filter((path) => statSync(join(ROOT, path)).isFile() && statSync(join(ROOT, path)).size < TEXT_MOST);

function containing(pattern: RegExp): string[] {
  return files.filter((path) => pattern.test(readFileSync(join(ROOT, path), "utf8")));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Hosts of registries and mirrors that this machine is told to use, unless everybody uses them. */
function ownHosts(): string[] {
  const values = Object.entries(process.env).flatMap(([name, value]) =>
    /registry|index_url|proxy|mirror/i.test(name) && value !== undefined ? [value] : [],
  );
  const hosts = values.flatMap((value) => [...value.matchAll(/https?:\/\/(?:[^@/\s]*@)?([^/:\s,|]+)/g)]);
  return hosts
    .map(([, host = ""]) => host)
    .filter(
      (host) => host.length > 3 && host !== "localhost" && !/^[\d.]+$/.test(host) && !PUBLIC_HOSTS.test(host),
    );
}

test("no file names a place of one machine: a home, or the folder that somebody works in", () => {
  const homes = ["home", "Users"].map((folder) => `/${folder}/[a-z]`);
  // Written in pieces, so that this file does not name what it looks for.
  const places = [...homes, ["", "work", "[a-z]"].join("/"), ["C:", "Users"].join("\\\\")];
  expect(containing(new RegExp(`(^|[\\s"'\`(=:,])(${places.join("|")})`, "m"))).toEqual([]);
});

test("no file names the folder of this clone", () => {
  const folder = new RegExp(`(^|[\\s"'\`(=:,])${literally(ROOT)}(/|\\b)`, "m");
  expect(containing(folder)).toEqual([]);
});

test("no file names this machine, its user's home, or its registries", () => {
  const names = [...ownHosts(), userInfo().homedir.length > 6 ? userInfo().homedir : ""];
  const host = hostname();
  const told = [...names, host.length > 6 && host !== "localhost" ? host : ""].filter((name) => name !== "");
  for (const name of new Set(told))
    expect({ name, files: containing(new RegExp(literally(name))) }).toEqual({ name, files: [] });
  expect(files.length).toBeGreaterThan(100);
});

test("the lock file takes packages from the public registry or says nothing of where they are", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { resolved?: string }>;
  };
  const hosts = Object.values(lock.packages).flatMap(({ resolved }) =>
    resolved === undefined ? [] : [new URL(resolved).host],
  );
  expect([...new Set(hosts)].filter((host) => host !== "registry.npmjs.org")).toEqual([]);
});
