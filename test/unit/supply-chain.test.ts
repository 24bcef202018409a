import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const lock = read("package-lock.json") as { readonly packages: Record<string, Locked> };
const runTime = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional,
);

describe("The runtime dependencies", () => {
  it("are few packages, each with a permissive license", () => {
    assert(runTime.length > 3 && runTime.length < 20, `${runTime.length} packages`);
    for (const [path, { license = "" }] of runTime)
      assert.match(license, /^(MIT|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0)$/, path);
  });

  it("have no install scripts", () => {
    for (const [path, { hasInstallScript }] of runTime) {
      assert.equal(hasInstallScript ?? false, false, path);
      const { scripts = {} } = read(`${path}/package.json`) as { scripts?: Record<string, string> };
      for (const name of ["preinstall", "install", "postinstall"]) assert.equal(scripts[name], undefined, path);
    }
  });

  it("match the lock file's hashes", () => {
    for (const [path, { version, integrity = "" }] of runTime) {
      assert.match(integrity, /^sha512-/, path);
      assert.equal((read(`${path}/package.json`) as { version: string }).version, version, path);
    }
  });

  it("have exact versions", () => {
    const { dependencies, devDependencies } = read("package.json") as Record<string, Record<string, string>>;
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      assert.match(version, /^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/); // `npm:` is a second version of a package
  });
});
