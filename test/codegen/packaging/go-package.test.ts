// Packages of Go as the go command, gofmt and go vet take them: of networks with every kind of argument and result, of names that mean something to
// Go, of several models. All of them lie in one module, so that each tool runs once.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmitRequest } from "../../../src/codegen/package.ts";
import { emitPackage } from "../../../src/codegen/packaging/emit-package.ts";
import { makeMember } from "../../../src/codegen/packaging/member.ts";
import { chooseGolden } from "../../../src/codegen/self-test/choose-golden.ts";
import { wholeText } from "../../../src/codegen/text.ts";
import { float32Bits, float32FromBits } from "../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { go } from "../../../src/languages/go/language.ts";
import { packageStyle } from "../../../src/languages/go/package.ts";
import { printed } from "../../../src/languages/go/packaging/printed.ts";
import { classResult } from "../../../src/network/class-result.ts";
import type { Network } from "../../../src/network/network.ts";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import { add } from "../../../src/network/ops/add.ts";
import { less } from "../../../src/network/ops/comparisons.ts";
import { identity } from "../../../src/network/ops/identity.ts";
import { and } from "../../../src/network/ops/logic.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { tanh } from "../../../src/network/ops/tanh.ts";
import { tableNetwork } from "../../conformance/flag-networks.ts";
import { denseNetwork, EXP_RECORD, ORIGIN, requestFor } from "../../fixtures.ts";
import { SAMPLE_REQUESTS } from "./sample-package.ts";

const ROOT = "example.com/all";

/** Inputs with the names of what tests have for themselves; an input that is a result. */
function awkward(): Network {
  const builder = new NetworkBuilder();
  const inputs = ["c", "t", "got", "i", "want", "fmt"].map((name) => builder.input(name, [3], ORIGIN));
  const single = builder.input("awkward", [1], ORIGIN);
  const sum = inputs.slice(1).reduce((total, input) => builder.operation(add, [total, input], {}, "sum", ORIGIN), inputs[0] ?? 0);
  return builder.finish([builder.operation(relu, [sum], {}, "v", ORIGIN), builder.operation(identity, [single], {}, "y", ORIGIN), single]);
}

/** Numbers and a truth value in, a truth value out. */
function truths(): Network {
  const builder = new NetworkBuilder();
  const [a, b] = ["a", "b"].map((name) => builder.input(name, [], ORIGIN));
  const given = builder.input("given", [], ORIGIN, "bool");
  return builder.finish([builder.operation(and, [builder.operation(less, [a, b], {}, "less", ORIGIN), given], {}, "y", ORIGIN)]);
}

/** Nothing in. */
function constants(size: number): Network {
  const builder = new NetworkBuilder();
  return builder.finish([{ name: "y", value: builder.parameter("p", [size], new Float32Array(size).fill(0.5), ORIGIN) }]);
}

/** Of which the platform's function is taken. */
function tanhNetwork(): Network {
  const builder = new NetworkBuilder();
  return builder.finish([builder.operation(tanh, [builder.input("x", [1], ORIGIN)], {}, "y", ORIGIN)]);
}

/** As packages are emitted: with a self-test, and a function for many. */
function whole(request: EmitRequest, packageName: string): EmitRequest {
  if (request.math === "libm") return { ...request, packageName, batch: "blocks" };
  return { ...request, packageName, batch: "blocks", selfTest: chooseGolden(request.program, request.model.record?.domain) };
}

/** By the package's name, which is that of its folder. */
const PACKAGES: Readonly<Record<string, readonly EmitRequest[]>> = {
  pseudoexp: [requestFor(denseNetwork([1, 8, 1], 1), "pseudo_exp", EXP_RECORD)],
  kinds: [
    ...SAMPLE_REQUESTS,
    requestFor(awkward(), "awkward"),
    requestFor(truths(), "truths"),
    requestFor(constants(1), "one"),
    requestFor(constants(3), "three"),
    requestFor(denseNetwork([40, 2], 3), "wide"),
    requestFor(classResult(denseNetwork([2, 3, 3], 3)), "classes"),
    requestFor(tableNetwork(1), "lines", EXP_RECORD),
    // Taken as they are, the go command would leave their files out.
    ...["on_arm64", "a_test", "doc", "x_linux_amd64"].map((name) => requestFor(denseNetwork([1, 1], 4), name)),
  ],
  // A variable or a package of Go's own would hide these.
  x: [requestFor(denseNetwork([1, 2], 5), "x")],
  fmt: [requestFor(denseNetwork([1, 1], 6), "printed")],
  testing: [{ ...requestFor(tanhNetwork(), "curve"), math: "libm" }],
};

const COMMAND = ["nnc", "emit", "a b.onnx", "--lang", "go", "-o", "./"];

function filesOf(packageName: string, requests: readonly EmitRequest[], module: string | undefined, words = COMMAND): ReadonlyMap<string, string> {
  const made = requests.map((request) => makeMember(go, whole(request, packageName), undefined));
  const about = { name: packageName, module, version: "1.0.0", url: undefined, license: undefined, generator: "nnc 0.0.0", summary: "Functions.", command: words.join(" "), words };
  return new Map([...emitPackage(packageStyle, made, about)].map(([path, text]) => [path, wholeText(text)]));
}

/** A test of what fmt.Sprint prints of float32 of every binade, and of whole and decimal numbers. */
function printingTest(): string {
  const random = new RandomGenerator(1);
  const binades = Array.from({ length: 254 }, (_, field) => [0, 1, 0x7fffff, Math.floor(random.uniformIn(0, 0x800000))].map((part) => float32FromBits((field << 23) | part)));
  const others = Array.from({ length: 500 }, (_, place) => [Math.fround(-place * 0.1), Math.fround(place * 12_345), 16_777_216 + 26 * place]);
  const lines = [...binades, ...others].flat().concat([-0, NaN, Infinity, -Infinity]).flatMap((value) => {
    const text = printed(value, "f32");
    return text === undefined ? [] : [`\t\t{${float32Bits(value)}, "${text}"},`];
  });
  return [
    "package printing", "", 'import (\n\t"fmt"\n\t"math"\n\t"testing"\n)', "", "func TestPrinting(t *testing.T) {",
    "\tfor _, c := range []struct {\n\t\tbits uint32\n\t\twant string\n\t}{", ...lines, "\t} {",
    "\t\tif got := fmt.Sprint(math.Float32frombits(c.bits)); got != c.want {\n\t\t\tt.Errorf(\"%v, not %v\", got, c.want)\n\t\t}", "\t}", "}", "",
  ].join("\n");
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-go-packages-"));
  writeFileSync(join(folder, "go.mod"), `module ${ROOT}\n\ngo 1.18\n`);
  mkdirSync(join(folder, "printing"));
  writeFileSync(join(folder, "printing", "printing_test.go"), printingTest());
  for (const [name, requests] of Object.entries(PACKAGES)) {
    for (const [path, text] of filesOf(name, requests, `${ROOT}/${name}`)) {
      // Those are modules of their own, and here one is enough.
      if (path === "go.mod") continue;
      const file = join(folder, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const env = { ...process.env, GOENV: "off", GOWORK: "off", GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off", ...environment };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, env, encoding: "utf8" });
  return `${stdout}${stderr}exit ${status ?? -1}`;
}

describe("packages of every kind", () => {
  test("gofmt changes nothing in them", () => {
    expect(run("gofmt", ["-s", "-d", "."])).toBe("exit 0");
  });

  test("go vet finds nothing, and 32 bits are enough", () => {
    expect(run("go", ["vet", "./..."])).toBe("exit 0");
    expect(run("go", ["build", "./..."], { GOARCH: "386" })).toBe("exit 0");
  });

  test("their own tests pass, and no benchmark allocates", () => {
    const said = run("go", ["test", "-vet=off", "-bench", ".", "-benchtime", "100x", "./..."]);
    const names = [...Object.keys(PACKAGES), "printing"].toSorted();
    expect([...said.matchAll(/^ok\s+\S+\/(\w+)/gm)].map(([, name]) => name)).toEqual(names);
    const benchmarks = said.split("\n").filter((line) => line.startsWith("Benchmark"));
    expect(benchmarks).toHaveLength(2 * Object.values(PACKAGES).flat().length);
    expect(benchmarks.filter((line) => !/\s0 allocs\/op$/.test(line))).toEqual([]);
  });

  test("a result with another last bit fails them", () => {
    const file = "pseudoexp/pseudo_exp_test.go";
    const text = filesOf("pseudoexp", PACKAGES.pseudoexp, `${ROOT}/pseudoexp`).get("pseudo_exp_test.go") ?? "";
    const wrong = text.replace(/\{0\.5, "(-?[\d.]+)"\}/, (_, digits: string) => `{0.5, "${digits.slice(0, -1)}${(Number(digits.at(-1)) + 5) % 10}"}`);
    expect(wrong).not.toBe(text);
    writeFileSync(join(folder, file), wrong);
    const said = run("go", ["test", "./pseudoexp"]);
    writeFileSync(join(folder, file), text);
    expect(said).toMatch(/--- FAIL: TestPseudoExp \(/);
    expect(said).toMatch(/PseudoExpFloat64Slice of 0\.5 gives \S+, not \S+\n/);
  });

  test("go doc tells of every function, what it takes and how near it is", () => {
    const said = run("go", ["doc", "-all", "./pseudoexp"]);
    for (const name of ["PseudoExp", "PseudoExpSlice", "PseudoExpFloat64", "PseudoExpFloat64Slice", "PseudoExpSelfTest"]) expect(said).toContain(`func ${name}(`);
    expect(said).toContain("measured      4.124e-3 at x = 0.25, root mean square 1.000e-3;");
    expect(said).not.toContain("go:generate");
  });
});

test("a word of the command is one for go generate, whatever is in it", () => {
  const given = ["plain-1.onnx", "a b", 'quote"', "it's", "back\\slash", "$HOME", "${HOME}x", "тест", "two\nlines", "*/ // `", "😀", "tab\t", ""];
  const words = [process.execPath, "-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...given];
  const doc = filesOf("generated", PACKAGES.pseudoexp, `${ROOT}/generated`, words).get("doc.go") ?? "";
  mkdirSync(join(folder, "generated"));
  writeFileSync(join(folder, "generated", "doc.go"), doc);
  const said = run("go", ["generate", "./generated"]);
  const formatted = run("gofmt", ["-l", "generated"]);
  rmSync(join(folder, "generated"), { recursive: true });
  expect(said).toBe(`${JSON.stringify(given)}\nexit 0`);
  expect(formatted).toBe("exit 0");
  expect(filesOf("pseudoexp", PACKAGES.pseudoexp, undefined).get("doc.go")).toContain('\n//go:generate nnc emit "a b.onnx" --lang go -o ./\n');
});

test("the package is its own module where no path is said", () => {
  const files = filesOf("pseudoexp", PACKAGES.pseudoexp, undefined);
  expect(files.get("go.mod")).toBe("module pseudoexp\n\ngo 1.18\n");
  expect(files.get("README.md")).toContain("go mod edit -require=pseudoexp@v0.0.0 -replace=pseudoexp=./pseudoexp\n");
  const second = filesOf("exp", PACKAGES.pseudoexp, "example.com/exp/v2").get("README.md");
  expect(second).toContain("go get example.com/exp/v2\n");
  expect(second).toContain("go mod edit -require=example.com/exp/v2@v2.0.0 -replace=example.com/exp/v2=./exp\n");
  expect(files.get("pseudo_exp_test.go")).toContain('\n\t"pseudoexp"\n');
});

test("no name of a file ends the code of a README", () => {
  const readme = filesOf("pseudoexp", PACKAGES.pseudoexp, undefined, ["nnc", "emit", "a\n```\n# b.onnx"]).get("README.md");
  expect(readme).toContain("\n````sh\nnnc emit a\n```\n# b.onnx\n````\n");
});

describe("members that share what they may not share are refused", () => {
  const twoOf = (one: string, other: string): (() => unknown) => {
    return () => filesOf("both", [one, other].map((name) => requestFor(denseNetwork([1, 1], 1), name)), undefined);
  };
  const clash = (one: string, other: string, what: string): object => ({
    diagnostic: {
      id: "package-names-clash",
      category: "usage",
      message: `"${one}" and "${other}" would both ${what}`,
      place: { setting: "name" },
      note: "the files of a Go package share their names",
      hint: "give them names that differ in more than this, or put them into packages of their own",
    },
  });

  test.each([
    ["a_b", "aB", "declare AB"],
    ["sine", "sine_slice", "declare SineSlice"],
    ["sine", "sine_float64", "declare SineFloat64"],
    ["on_linux", "onlinux", "have a file onlinux.go"],
    ["sine", "SINE", "have a file sine.go"],
  ])("%s beside %s", (one, other, what) => {
    expect(twoOf(one, other)).toThrow(expect.objectContaining(clash(one, other, what)));
  });
});
