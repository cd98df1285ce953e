// The same bits whatever a project's build says: optimisation levels, FMA, wide vectors, link-time optimisation, unsafe
// mathematics. What would change them is refused.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BACKENDS } from "../../src/codegen/languages.ts";
import { emitDriver, emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { NetworkBuilder } from "../../src/network/build.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { sweep, unusualPoints, type Points } from "../../src/verify/points.ts";
import { denseNetwork, EXP_RECORD, ORIGIN, requestFor } from "../fixtures.ts";

const UNSAFE = "-fassociative-math -fno-signed-zeros -fno-trapping-math";
/** Of both compilers. */
const USUAL: readonly string[] = [
  "-std=c99 -O0",
  "-O1",
  "-O2",
  "-Os",
  "-O3",
  "-O2 -march=native",
  "-O3 -march=native",
  `-O3 -march=native ${UNSAFE}`,
  "-O2 -march=native -freciprocal-math",
  "-O3 -march=native -funroll-loops",
];
const FLAGS: readonly (readonly [compiler: string, flags: string])[] = [
  ...["gcc", "clang"].flatMap((compiler) => USUAL.map((flags) => [compiler, flags] as const)),
  // LLVM's linker plugin is a package of its own.
  ["gcc", "-O3 -march=native -flto"],
  ["gcc", "-O3 -march=native -ffp-contract=fast"],
  ["gcc", "-O2 -march=native -fno-vect-cost-model"],
  ["gcc", "-x c++ -std=c++11 -O2 -march=native"],
  ["clang", `-O3 -march=native ${UNSAFE} -freciprocal-math`],
];

interface Subject {
  readonly request: EmitRequest;
  readonly points: Points;
}

/**
 * Layers with leaky rectifiers between them, whose neighbouring biases differ in sign: gcc 12 makes fused additions and
 * subtractions in turn of `bias + product`, whatever its options say.
 */
function alternating(name: string, widths: readonly number[], scale = 1): EmitRequest {
  const random = new RandomGenerator(7);
  const builder = new NetworkBuilder();
  let value = builder.input("x", [1, widths[0]], ORIGIN);
  for (let layer = 1; layer < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer - 1], widths[layer]];
    const weights = Float32Array.from({ length: inputs * outputs }, () => scale * random.normal());
    const biases = Float32Array.from({ length: outputs }, (_, output) => (output % 2 === 0 ? 1 : -1) * scale * scale * (0.1 + random.uniform()));
    const parameters = [builder.parameter("W", [inputs, outputs], weights, ORIGIN), builder.parameter("b", [outputs], biases, ORIGIN)];
    value = builder.operation(gemm, [value, ...parameters], {}, "l", ORIGIN);
    if (layer < widths.length - 1) value = builder.operation(leakyRelu, [value], { slope: 0.2 }, "h", ORIGIN);
  }
  return requestFor(builder.finish([value]), name);
}

/** Inputs whose products with parameters as small as they are no normal numbers. */
function small(width: number): Points {
  const random = new RandomGenerator(8);
  return { width, count: 2000, values: Float32Array.from({ length: 2000 * width }, () => 1e-20 * random.normal()) };
}

const SUBJECTS: readonly Subject[] = [
  { request: requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD), points: sweep(EXP_RECORD.domain, 20_001) },
  { request: alternating("one_layer", [1, 4]), points: unusualPoints(1, 2000) },
  { request: alternating("widths", [3, 17, 1, 4]), points: unusualPoints(3, 2000) },
  { request: alternating("deep", [300, 9, 6]), points: unusualPoints(300, 300) },
  { request: alternating("subnormal", [2, 8, 2], 1e-20), points: small(2) },
];
const [EXPONENTIAL] = SUBJECTS;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "nnc-flags-"));
  for (const { request } of SUBJECTS) {
    mkdirSync(join(root, request.name));
    const files = [...emitSource(BACKENDS.c, request), ...emitDriver(BACKENDS.c, request)];
    for (const [path, text] of files) writeFileSync(join(root, request.name, path), wholeText(text));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function compile({ request: { name } }: Subject, compiler: string, flags: string): { readonly status: number | null; readonly stderr: string } {
  const cwd = join(root, name);
  const parameters = [...flags.split(" "), `${name}.c`, "-o", "program"];
  if (flags.includes("c++")) {
    // The driver stays C: that tests the linkage as well.
    spawnSync("gcc", ["-c", "main.c", "-o", "main.o"], { cwd });
    parameters.splice(-2, 0, "-x", "none", "main.o");
  } else parameters.push("main.c");
  return spawnSync(compiler, parameters, { cwd, encoding: "utf8" });
}

describe.each(SUBJECTS.map((subject) => [subject.request.name, subject] as const))("the bits of the interpreter: %s", (_, subject) => {
  const { request, points } = subject;
  const expected = evaluate(request.program, points);

  test("some are subnormal where that is what is tried", () => {
    const isSubnormal = (value: number) => value !== 0 && Math.abs(value) < 2 ** -126;
    expect(expected.some(isSubnormal)).toBe(request.name === "subnormal" || expected.some(isSubnormal));
    if (request.name === "subnormal") expect(expected.every((value) => isSubnormal(value) || value === 0)).toBe(true);
  });

  test.each(FLAGS)("%s %s", (compiler, flags) => {
    expect(compile(subject, compiler, flags)).toMatchObject({ status: 0 });
    const { stdout } = spawnSync(join(root, request.name, "program"), { input: new Uint8Array(points.values.buffer), maxBuffer: 2 ** 24 });
    const computed = new Float32Array(new Uint8Array(stdout).buffer);
    expect(computed.length).toBe(expected.length);
    expect(computed.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
  });
});

// To link with the option is what makes subnormal numbers zero: the header says so.
test.each(SUBJECTS.map((subject) => [subject.request.name, subject] as const))("clang may compile %s, not link it, with -funsafe-math-optimizations", (name, subject) => {
  const { request: { program }, points } = subject;
  const cwd = join(root, name);
  const objects = ["-O2", "-march=native", "-funsafe-math-optimizations", "-c", `${name}.c`, "-o", "unsafe.o"];
  expect(spawnSync("clang", objects, { cwd }).status).toBe(0);
  expect(spawnSync("clang", ["-O2", "unsafe.o", "main.c", "-o", "program"], { cwd }).status).toBe(0);
  const { stdout } = spawnSync(join(cwd, "program"), { input: new Uint8Array(points.values.buffer), maxBuffer: 2 ** 24 });
  expect(new Float32Array(new Uint8Array(stdout).buffer)).toEqual(evaluate(program, points));
});

/** Of processors that need not be this one; what is compiled for them is read, not run. */
const WIDER = process.arch === "x64" ? ["-O2 -mfma", "-O3 -march=haswell", "-O3 -march=x86-64-v4 -mprefer-vector-width=512", "-O2 -mfma4"] : [];

describe.each(WIDER)("%s", (flags) => {
  test.each(["gcc", "clang"])("of %s keeps products and sums apart, in vectors", (compiler) => {
    for (const { request: { name } } of SUBJECTS) {
      const { status, stderr } = spawnSync(compiler, [...flags.split(" "), "-S", `${name}.c`, "-o", "program.s"], { cwd: join(root, name), encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const { stdout } = spawnSync("cat", ["program.s"], { cwd: join(root, name), encoding: "utf8" });
      expect(stdout.match(/\bvf(?:n?m(?:add|sub)|maddsub|msubadd)\w*/g)).toBeNull();
      expect([name, /\bv(?:mul|add)ps\b/.test(stdout)]).toEqual([name, true]);
    }
  });
});

describe("flags that would change results are refused", () => {
  const FAST = 'error: #error "pseudo_exp must be compiled without -ffast-math, -Ofast and -ffinite-math-only: they change its results"';
  const FLUSHING = 'error: #error "pseudo_exp must be compiled without -funsafe-math-optimizations: linking with it makes subnormal numbers zero"';
  const WIDE = 'error: "pseudo_exp needs float arithmetic, and clang computes in wider registers here: add -msse2 -mfpmath=sse"';
  test.each<readonly [compiler: string, flags: string, message: string]>([
    ["gcc", "-Ofast", FAST],
    ["gcc", "-O2 -ffast-math", FAST],
    ["clang", "-O2 -ffast-math", FAST.replace("#error ", "")],
    ["gcc", "-O2 -ffinite-math-only", FAST],
    ["gcc", "-O2 -funsafe-math-optimizations", FLUSHING],
    ...(process.arch === "x64" ? [["clang", "-m32 -mno-sse -fsyntax-only", WIDE] as const] : []),
  ])("%s %s", (compiler, flags, message) => {
    const { status, stderr } = compile(EXPONENTIAL, compiler, flags);
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
  });
});
