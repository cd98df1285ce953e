// When npm packages are installed, when the command line is built, and what is said when either fails.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  SetupFailure,
  buildIsFresh,
  ensureBuild,
  ensureDependencies,
  ensureNodeVersion,
  explainInstallFailure,
  lockStamp,
  lockfilesAgree,
} from "../../scripts/bootstrap.mjs";

let root = "";
let said = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nnc-bootstrap-"));
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe("the version of Node", () => {
  test.each(["20.19.0", "20.20.2", "22.0.0", "100.1.0"])("%s is enough", (version) => {
    expect(() => ensureNodeVersion(version)).not.toThrow();
  });

  test.each(["20.18.9", "18.20.0", "9.99.0"])("%s is too old", (version) => {
    expect(() => ensureNodeVersion(version)).toThrow(
      new SetupFailure(`Node 20.19 or newer is needed, this is Node ${version}; see https://nodejs.org`),
    );
  });
});

test("the stamp is the lockfile's sha256", () => {
  // The test vector "abc" of FIPS 180-2.
  expect(lockStamp("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

describe("two lockfiles agree", () => {
  const a = { version: "1.0.0", integrity: "sha512-a" };
  const b = { version: "2.0.0", integrity: "sha512-b" };

  test("when the same packages are in both, or an optional one is not installed", () => {
    expect(lockfilesAgree({ packages: { "": {}, a, b } }, { packages: { a, b } })).toBe(true);
    expect(lockfilesAgree({ packages: { "": {}, a, b: { ...b, optional: true } } }, { packages: { a } })).toBe(true);
  });

  test("not when one is missing, surplus, of another version or of other content", () => {
    const locked = { packages: { "": {}, a, b } };
    expect(lockfilesAgree(locked, { packages: { a } })).toBe(false);
    expect(lockfilesAgree(locked, { packages: { a, b, c: b } })).toBe(false);
    expect(lockfilesAgree(locked, { packages: { a, b: { ...b, version: "2.0.1" } } })).toBe(false);
    expect(lockfilesAgree(locked, { packages: { a, b: { ...b, integrity: "sha512-c" } } })).toBe(false);
    expect(lockfilesAgree(locked, {})).toBe(false);
  });
});

describe("ensureDependencies", () => {
  const lockfile = JSON.stringify({
    name: "empty",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: { "": { name: "empty", version: "1.0.0" } },
  });
  const stampFile = () => join(root, "node_modules", ".nnc-lock");

  test("installs when there is no node_modules, then leaves a stamp and does nothing any more", () => {
    put("package.json", '{ "name": "empty", "version": "1.0.0" }');
    put("package-lock.json", lockfile);
    ensureDependencies(root);
    expect(said).toMatch(/^nnc: installing the npm packages .*\nnnc: npm packages installed in \d+\.\d s\n$/);
    expect(readFileSync(stampFile(), "utf8")).toBe(`${lockStamp(lockfile)}\n`);

    said = "";
    ensureDependencies(root);
    expect(said).toBe("");
  });

  test("installs again when the lockfile has changed", () => {
    put("package.json", '{ "name": "empty", "version": "1.0.0" }');
    put("package-lock.json", lockfile);
    put("node_modules/.nnc-lock", "0000\n");
    put("node_modules/stranger/package.json", '{ "name": "stranger", "version": "1.0.0" }');
    ensureDependencies(root);
    expect(said).toMatch(/^nnc: installing the npm packages /);
    expect(existsSync(join(root, "node_modules/stranger"))).toBe(false);
    expect(readFileSync(stampFile(), "utf8")).toBe(`${lockStamp(lockfile)}\n`);
  });

  test("takes what npm ci has put there by hand", () => {
    put("package-lock.json", lockfile);
    put("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
    ensureDependencies(root);
    expect(said).toBe("");
    expect(readFileSync(stampFile(), "utf8")).toBe(`${lockStamp(lockfile)}\n`);
  });

  test("says in one line what to do when npm fails, and leaves no stamp", () => {
    put("package.json", '{ "name": "empty", "version": "1.0.0", "dependencies": { "left": "1.0.0" } }');
    put("package-lock.json", lockfile);
    expect(() => ensureDependencies(root)).toThrow(
      new SetupFailure(
        "package.json and package-lock.json disagree (EUSAGE); run npm install to renew the lockfile",
      ),
    );
    expect(said).toContain("npm error code EUSAGE");
    expect(existsSync(stampFile())).toBe(false);
  });

  test("says where to get npm when there is none", () => {
    put("package-lock.json", lockfile);
    vi.stubEnv("npm_execpath", undefined);
    vi.stubEnv("PATH", root);
    expect(() => ensureDependencies(root)).toThrow(
      new SetupFailure("npm was not found; install it (it comes with Node: https://nodejs.org)"),
    );
  });
});

describe("the reason npm failed", () => {
  test.each([
    [
      "npm error code ENOTFOUND\nnpm error network request failed",
      "npm could not reach its registry (ENOTFOUND); check the network or npm's proxy settings, then run this again",
    ],
    [
      "npm ERR! code ETIMEDOUT",
      "npm could not reach its registry (ETIMEDOUT); check the network or npm's proxy settings, then run this again",
    ],
    [
      "npm error code EACCES",
      "npm may not write here (EACCES); make node_modules and npm's cache your own, then run this again",
    ],
    ["npm error code ENOSPC", "the disk is full (ENOSPC); free some space, then run this again"],
    ["npm error code EINTEGRITY", "npm ci failed (EINTEGRITY); the lines above are npm's own, run npm ci to see more"],
    ["Segmentation fault", "npm ci failed (unknown); the lines above are npm's own, run npm ci to see more"],
  ])("%j", (output, sentence) => {
    expect(explainInstallFailure(output)).toBe(sentence);
  });
});

describe("the build", () => {
  const ingredients = ["src/cli/nnc.ts", "templates/c/file.hbs", "package-lock.json", "scripts/build.mjs", "scripts/templates.mjs"];
  const early = new Date(1_000_000_000_000);
  const late = new Date(1_000_000_060_000);

  function setTime(path: string, time: Date): void {
    utimesSync(join(root, path), time, time);
  }

  function putProject(): void {
    for (const path of ingredients) put(path, "");
    for (const path of [...ingredients, "src", "src/cli", "templates", "templates/c"]) setTime(path, early);
    put("dist/nnc.js", "");
    setTime("dist/nnc.js", late);
  }

  test("is fresh when nothing is newer, and not when it is missing", () => {
    putProject();
    expect(buildIsFresh(root)).toBe(true);
    rmSync(join(root, "dist/nnc.js"));
    expect(buildIsFresh(root)).toBe(false);
  });

  test.each([...ingredients, "src/cli"])("is not fresh when %s is newer", (path) => {
    putProject();
    setTime(path, new Date(late.getTime() + 1000));
    expect(buildIsFresh(root)).toBe(false);
  });

  test("is made when it is not fresh, left alone when it is", () => {
    putProject();
    put("scripts/build.mjs", 'import { writeFileSync } from "node:fs"; writeFileSync("dist/nnc.js", "built");');
    ensureBuild(root);
    expect(said).toBe("nnc: building dist/nnc.js\n");
    expect(readFileSync(join(root, "dist/nnc.js"), "utf8")).toBe("built");

    said = "";
    setTime("dist/nnc.js", new Date(Date.now() + 1000));
    ensureBuild(root);
    expect(said).toBe("");
  });

  test("that fails is reported with its output", () => {
    put("scripts/build.mjs", 'console.error("nnc.ts:1: no such thing"); process.exitCode = 1;');
    expect(() => ensureBuild(root)).toThrow(
      new SetupFailure("the build failed; this is a defect of the checked-out sources\nnnc.ts:1: no such thing\n"),
    );
  });
});
