// What counts as missing, the one line told to someone who has to install it, and what is said while apt installs it.

import { afterEach, describe, expect, test, vi } from "vitest";
import {
  aptPackages,
  installInstructions,
  installing,
  missingRequirements,
  onceUnlocked,
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

test("what is installed is told with what there is to fetch", () => {
  const listed =
    "'http://deb.debian.org/pool/g/gcc-avr_5.4.0%2bAtmel3.6.2-3_amd64.deb' gcc-avr_1%3a5.4.0+Atmel3.6.2-3_amd64.deb 15399376 MD5Sum:2be90b08afe2\n" +
    "'http://deb.debian.org/pool/s/simavr_1.6%2bdfsg-3_amd64.deb' simavr_1.6+dfsg-3_amd64.deb 10608 MD5Sum:3cf7335cecc\n";
  expect(installing(["gcc-avr", "simavr"], listed)).toBe("installing gcc-avr simavr: with what they need 2 packages, 15.4 MB to fetch (apt-get install)");
  expect(installing(["tcc"], "")).toBe("installing tcc (apt-get install)");
});

describe("where another program holds apt's lock", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** What is said, and for how many seconds is waited, of attempts that print these. */
  function attempted(outputs: readonly string[]): { readonly said: string; readonly waited: number; readonly last: string } {
    let said = "";
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      said += String(text);
      return true;
    });
    let [attempts, waited] = [0, 0];
    const { output } = onceUnlocked(() => ({ failed: outputs[attempts] !== "done", output: outputs[attempts++] }), (seconds) => (waited += seconds));
    expect(attempts).toBe(outputs.length);
    return { said, waited, last: output };
  }

  const list = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4093 (apt-get)\nE: Unable to lock directory /var/lib/apt/lists/\n";
  const dpkg = "E: Could not get lock /var/lib/dpkg/lock-frontend - open (11: Resource temporarily unavailable)\n";

  test("it is waited for, and each minute said so", () => {
    const line = "nnc: waiting for process 4093 (apt-get), which installs packages too, to let go of /var/lib/apt/lists/lock\n";
    expect(attempted([list, list, "done"])).toEqual({ said: line, waited: 6, last: "done" });
    expect(attempted([...Array.from({ length: 21 }, () => list), "done"])).toEqual({ said: line + line, waited: 63, last: "done" });
  });

  test("also where apt does not say which", () => {
    const line = "nnc: waiting for another program, which installs packages too, to let go of /var/lib/dpkg/lock-frontend\n";
    expect(attempted([dpkg, "done"])).toEqual({ said: line, waited: 3, last: "done" });
  });

  test("another failure is one at once", () => {
    expect(attempted(["E: Unable to locate package tcc\n"])).toEqual({ said: "", waited: 0, last: "E: Unable to locate package tcc\n" });
  });
});
