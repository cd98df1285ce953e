// What counts as missing, and the one line told to someone who has to install it.

import { describe, expect, test } from "vitest";
import {
  aptPackages,
  installInstructions,
  missingRequirements,
  requirements,
} from "../../scripts/setup-toolchains.mjs";

const missingWhen = (absent: (word: string) => boolean) => missingRequirements((command) => !command.some(absent));

describe("what is missing", () => {
  test("nothing when every probe succeeds", () => {
    expect(missingRequirements(() => true)).toEqual([]);
  });

  test("everything when every probe fails", () => {
    expect(missingRequirements(() => false)).toEqual(requirements);
  });

  test("not gcc when there is another cc", () => {
    expect(missingWhen((word) => word === "gcc")).toEqual([]);
    expect(missingWhen((word) => word === "gcc" || word === "cc").map(({ name }) => name)).toEqual(["gcc"]);
  });

  test("a Python module by itself", () => {
    expect(missingWhen((word) => word === "import onnx").map(({ name }) => name)).toEqual(["onnx for Python"]);
  });
});

test("every package is asked for once", () => {
  expect(aptPackages(requirements)).toEqual([
    "gcc",
    "g++",
    "make",
    "clang",
    "tcc",
    "golang-go",
    "git",
    "python3-onnx",
    "chromium",
    "python3-numpy",
  ]);
});

describe("what someone who is not root is told", () => {
  const missing = missingWhen((word) => word === "go" || word === "gofmt" || word === "tcc");

  test("on Linux", () => {
    expect(installInstructions(missing, "linux")).toBe(
      "the tests also need tcc, go, gofmt; install with: sudo apt-get install tcc golang-go",
    );
  });

  test("on macOS", () => {
    expect(installInstructions(missing, "darwin")).toBe(
      "the tests also need tcc, go, gofmt; install with: brew install --HEAD tcc && brew install go",
    );
  });

  test("elsewhere", () => {
    expect(installInstructions(missing, "win32")).toBe(
      "the tests also need tcc, go, gofmt; install with: sudo apt-get install tcc golang-go" +
        " (on Debian or Ubuntu, for example in WSL)",
    );
  });

  test("in one line, whatever is missing", () => {
    for (const platform of ["linux", "darwin", "win32"] as const) {
      expect(installInstructions(requirements, platform)).not.toContain("\n");
    }
  });
});
