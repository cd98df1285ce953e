// Emitted sources under each language's own tools, with every warning on: scalar and array forms, odd names, units.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import type { Language } from "../../src/codegen/language.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import type { EmitRequest, Package } from "../../src/codegen/package.ts";
import { emitSource, emitUnit, emitUnitWithHeader, emitWithHeader } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { and } from "../../src/network/ops/logic.ts";
import { less } from "../../src/network/ops/comparisons.ts";
import { add } from "../../src/network/ops/add.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { allOperators } from "../conformance/all-operators.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { segmentNetwork } from "../conformance/segment-networks.ts";
import { lookups } from "../conformance/lookups.ts";
import { denseNetwork, EXP_RECORD, ORIGIN, requestFor, requestOfProgram } from "../fixtures.ts";
import { EXAMPLE_UNITS, HEADING } from "../program/example-units.ts";

const WARNINGS =
  "-Wall -Wextra -Wpedantic -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wmissing-prototypes -Werror".split(" ");
const CPP_WARNINGS = WARNINGS.filter((flag) => flag !== "-Wmissing-prototypes");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-clean-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Inputs and outputs with names that mean something in a language, an input that is never used, a copied input. */
function awkward(): EmitRequest {
  const builder = new NetworkBuilder();
  const inputs = ["for", "range", "awkward", "9 lives/é", "unused"].map((name) => builder.input(name, [3], ORIGIN));
  const single = builder.input("float", [1], ORIGIN);
  const sum = inputs.slice(1, 4).reduce((total, input) => builder.operation(add, [total, input], {}, "sum", ORIGIN), inputs[0] ?? 0);
  const outputs = [
    builder.operation(relu, [sum], {}, "return", ORIGIN),
    builder.operation(identity, [single], {}, "y", ORIGIN),
    single,
  ];
  return requestFor(builder.finish(outputs), "awkward");
}

/** Numbers and a truth value in, a truth value out. */
function truths(): EmitRequest {
  const builder = new NetworkBuilder();
  const [a, b] = ["a", "b"].map((name) => builder.input(name, [], ORIGIN));
  const given = builder.input("given", [], ORIGIN, "bool");
  return requestFor(builder.finish([builder.operation(and, [builder.operation(less, [a, b], {}, "less", ORIGIN), given], {}, "y", ORIGIN)]), "truths");
}

/** Nothing in. */
function constantNetwork(): Network {
  const builder = new NetworkBuilder();
  return builder.finish([{ name: "y", value: builder.parameter("p", [1], Float32Array.of(0.5), ORIGIN) }]);
}

/** Inputs that bear the names of what the source has for itself. */
function taken(): Network {
  const builder = new NetworkBuilder();
  const inputs = ["run", "vectors", "first", "calls", "cell", "k", "exports", "buffer", "WebAssembly", "atob"].map((name) => builder.input(name, [2], ORIGIN));
  const weights = builder.parameter("bytes", [2], Float32Array.of(0.5, 2), ORIGIN);
  return builder.finish([{ name: "instance", value: inputs.reduce((sum, input) => builder.operation(add, [sum, input], {}, "sum", ORIGIN), weights) }]);
}

function selfTested(request: EmitRequest): EmitRequest {
  return { ...request, selfTest: chooseGolden(request.program, request.model.record?.domain) };
}

interface Emitted {
  readonly name: string;
  readonly sources: (language: Language) => Package;
  /** With a header, where there are headers. */
  readonly folder: (language: Language) => Package;
}

const emitted: readonly Emitted[] = [
  ...[
    selfTested(requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD)),
    selfTested(requestFor(denseNetwork([2, 5, 3], 2), "two_in_three_out")),
    requestFor(denseNetwork([1, 1], 3), "x"),
    selfTested(awkward()),
    requestOfProgram(allOperators().program, "all_operators"),
    requestOfProgram(lookups(), "lookups"),
    { ...selfTested(requestFor(tableNetwork(1), "many_lines", EXP_RECORD)), batch: "blocks" as const },
    { ...requestFor(segmentNetwork("search", 1), "many_searches", EXP_RECORD), batch: "blocks" as const },
    { ...requestFor(segmentNetwork("grid", 2), "many_segments"), batch: "blocks" as const },
    { ...requestFor(denseNetwork([2, 5, 3], 2), "many_layers"), batch: "blocks" as const },
    { ...requestFor(denseNetwork([3, 4, 1], 2), "many_to_one"), batch: "blocks" as const },
    { ...selfTested(truths()), name: "many_truths", batch: "blocks" as const },
    { ...selfTested(requestFor(constantNetwork(), "many_constants")), batch: "blocks" as const },
    { ...awkward(), name: "many_awkward", batch: "blocks" as const },
    ...[
      { ...requestFor(tableNetwork(1), "vectors_of_lines", EXP_RECORD), batch: "blocks" as const },
      { ...requestFor(denseNetwork([2, 5, 3], 2), "vectors_of_layers"), batch: "blocks" as const },
      { ...truths(), name: "vectors_of_truths", batch: "blocks" as const },
      { ...requestFor(constantNetwork(), "vectors_of_constants"), batch: "blocks" as const },
      { ...awkward(), name: "vectors_of_awkward", batch: "blocks" as const },
      { ...requestFor(taken(), "vectors_of_taken"), batch: "blocks" as const },
    ].map((request) => ({ ...request, batchModule: batchModule(request.program) })),
  ].map((request): Emitted => ({ name: request.name, sources: (language) => emitSource(language, request), folder: (language) => emitWithHeader(language, request).files })),
  ...EXAMPLE_UNITS.map((unit): Emitted => ({ name: unit.name, sources: (language) => emitUnit(language, unit, HEADING), folder: (language) => emitUnitWithHeader(language, unit, HEADING) })),
];

function write({ name, sources }: Emitted, language: Language): string {
  const directory = join(folder, `${name}-${language.name}`);
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of sources(language)) writeFileSync(join(directory, path), wholeText(text));
  return join(directory, `${name}.${language.extension}`);
}

function run(command: string, ...parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { encoding: "utf8" });
  return error === undefined ? `${stdout}${stderr}exit ${status ?? -1}` : error.message;
}

describe.each(emitted.map((one) => [one.name, one] as const))("%s", (_, one) => {
  let source = "";
  beforeAll(() => {
    source = write(one, c);
  });

  test.each(["gcc", "clang"])("%s takes it as C99 without a warning", (compiler) => {
    for (const level of ["-O0", "-O2", "-O3"]) {
      expect(run(compiler, "-std=c99", level, ...WARNINGS, "-c", source, "-o", `${source}.o`)).toBe("exit 0");
    }
  });

  test.each(["g++", "clang++"])("%s takes it as C++11 without a warning", (compiler) => {
    expect(run(compiler, "-x", "c++", "-std=c++11", "-O2", ...CPP_WARNINGS, "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });

  test("all take it with its header, which stands alone", () => {
    const directory = join(folder, `${one.name}-header`);
    mkdirSync(directory, { recursive: true });
    for (const [path, text] of one.folder(c)) writeFileSync(join(directory, path), wholeText(text));
    writeFileSync(join(directory, "user.c"), `#include "${one.name}.h"\n#include "${one.name}.h"\nextern int nothing_else;\n`);
    const sources = [`${one.name}.c`, "user.c"].map((name) => join(directory, name));
    for (const compiler of ["gcc", "clang", "g++", "clang++"]) {
      const language = compiler.endsWith("++") ? ["-x", "c++", "-std=c++11", ...CPP_WARNINGS] : ["-std=c99", ...WARNINGS];
      // What is warned of when code is generated is that of the functions, which are those of the source without a header.
      expect([compiler, run(compiler, ...language, "-fsyntax-only", ...sources)]).toEqual([compiler, "exit 0"]);
    }
  });

  test("tcc takes it", () => {
    expect(run("tcc", "-Wall", "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });
});

test("gofmt changes nothing in all of them, go vet finds nothing", () => {
  writeFileSync(join(folder, "go.mod"), "module example\n\ngo 1.18\n");
  const sources = emitted.map((one) => write(one, go));
  expect(run("gofmt", "-d", ...sources)).toBe("exit 0");
  const environment = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off" };
  const packages = sources.map((source) => `./${relative(folder, dirname(source))}`);
  expect(execFileSync("go", ["vet", ...packages], { cwd: folder, env: environment, encoding: "utf8" })).toBe("");
});

test.each([[[1, 16, 32, 1]], [[2, 5, 3]], [[300, 40, 10]]])("Go checks no bound in a network of %j", (widths) => {
  const directory = join(folder, `unchecked-${widths.join("-")}`);
  mkdirSync(directory);
  for (const [path, text] of emitSource(go, requestFor(denseNetwork(widths, 1), "unchecked"))) writeFileSync(join(directory, path), wholeText(text));
  writeFileSync(join(directory, "go.mod"), "module example\n\ngo 1.18\n");
  const environment = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off" };
  const report = (source: string): string => {
    const { status, stdout, stderr } = spawnSync("go", ["build", "-gcflags=-d=ssa/check_bce", source], { cwd: directory, env: environment, encoding: "utf8" });
    return `${stdout}${stderr}exit ${status ?? -1}`;
  };
  expect(report("unchecked.go")).toBe("exit 0");
  // What the report says where there is something to say.
  writeFileSync(join(directory, "checked.go"), "package checked\n\nvar t [4]int\n\nfunc f(i int) int { return t[i] }\n");
  expect(report("checked.go")).toContain("Found IsInBounds");
});

test.each([
  ["of the language alone", ["--lib", "es2022"]],
  ["of browsers as well", ["--lib", "es2022,dom"]],
])("tsc takes all of them with every strict option and the types %s", (_, types) => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const sources = emitted.map((one) => write(one, typescript));
  const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  const options = (
    "--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --noImplicitReturns --noUnusedLocals " +
    "--noUnusedParameters --erasableSyntaxOnly --isolatedModules --verbatimModuleSyntax --target es2022 " +
    "--module nodenext --noEmit --ignoreConfig"
  ).split(" ");
  expect(run(process.execPath, compiler, ...options, ...types, ...sources)).toBe("exit 0");
});
