// Spelling of programs: literals of every size, names that collide, shapes of calls; read back by the languages.

import { transform } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BACKENDS } from "../../src/codegen/languages.ts";
import { literal, PLAIN } from "../../src/codegen/literal.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { emitDriver } from "../../src/codegen/package.ts";
import { spellProgram } from "../../src/codegen/spell.ts";
import { tableRows } from "../../src/codegen/table-rows.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { NetworkBuilder } from "../../src/network/build.ts";
import type { ValueId } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { nextFloat32Down, SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { TableBuffer } from "../../src/program/program.ts";
import type { Scalar, Values } from "../../src/program/scalar.ts";
import { findToolchains } from "../../src/toolchain/find-toolchains.ts";
import { checkModel } from "../../src/verify/check.ts";
import { denseNetwork, emittedText, EXP_RECORD, ORIGIN, requestFor } from "../fixtures.ts";

const { c, go, ts } = BACKENDS;
const EMPTY = { buffers: [], locals: [], body: [] };

describe("literals", () => {
  test.each([
    [0, "0.0f", "0"],
    [1, "1.0f", "1"],
    [-1, "-1.0f", "-1"],
    [0.5, "0.5f", "0.5"],
    [Math.fround(0.1), "0.1f", "0.1"],
    [16777216, "16777216.0f", "16777216"],
    [Math.fround(1e10), "1e+10f", "1e+10"],
    [2 ** -149, "1e-45f", "1e-45"],
    [-(2 ** -149), "-1e-45f", "-1e-45"],
    [nextFloat32Down(2 ** -126), "1.1754942e-38f", "1.1754942e-38"],
    [2 ** -126, "1.1754944e-38f", "1.1754944e-38"],
    [nextFloat32Down(Infinity), "3.4028235e+38f", "3.4028235e+38"],
  ])("%d", (value, inC, elsewhere) => {
    expect([c, go, ts].map((backend) => backend.spelling(EMPTY).constant(value))).toEqual([inC, elsewhere, elsewhere]);
  });

  test("a number that has none is refused", () => {
    for (const backend of [c, go, ts]) {
      for (const value of [NaN, Infinity, -Infinity]) expect(() => backend.spelling(EMPTY).constant(value)).toThrow(RangeError);
    }
  });

  test("in Go a variable that starts as a literal has the type float32", () => {
    const spelling = go.spelling(EMPTY);
    expect(spelling.let("sum", { kind: "atom", text: "0" }, true)).toEqual(["sum := float32(0)"]);
    expect(spelling.let("sum", { kind: "atom", text: "b1[i]" }, true)).toEqual(["sum := b1[i]"]);
    expect(spelling.let("h", { kind: "select", condition: "x < 0", whenTrue: "x", whenFalse: "-1" }, false)).toEqual([
      "h := float32(-1)",
      "if x < 0 {",
      "\th = x",
      "}",
    ]);
    expect(spelling.set("sum", { kind: "binary", operator: "*", left: "sum", right: "x" })).toEqual(["sum = float32(sum * x)"]);
  });
});

describe("tables", () => {
  const table = (size: number, rowLength: number): TableBuffer => ({
    role: "table", name: "t", scalar: "f32", size, rowLength, comment: "", values: Float32Array.from({ length: size }, (_, i) => i),
  });

  test.each<[number, number, readonly string[]]>([
    [1, 1, ["0,"]],
    [8, 1, ["0, 1, 2, 3, 4, 5,", "6, 7,"]],
    [8, 8, ["0, 1, 2, 3, 4, 5,", "6, 7,"]],
    [6, 2, ["0, 1,", "2, 3,", "4, 5,"]],
    [14, 7, ["0, 1, 2, 3, 4, 5,", "6,", "7, 8, 9, 10, 11, 12,", "13,"]],
  ])("%d numbers in rows of %d", (size, rowLength, lines) => {
    expect(wholeText(tableRows(table(size, rowLength), PLAIN, "  ").text)).toBe(lines.map((line) => `  ${line}`).join("\n"));
  });

  test.each<[Scalar, Values, string]>([
    ["i32", Int32Array.of(-2147483648, 0, 7), "-2147483648, 0, 7,"],
    ["u8", Uint8Array.of(255, 1), "255, 1,"],
    ["f64", Float64Array.of(-1.7976931348623157e308, 0.1), "-1.7976931348623157e+308, 0.1,"],
  ])("of %s", (scalar, values, line) => {
    const { text } = tableRows({ role: "table", name: "t", scalar, size: values.length, rowLength: 1, comment: "", values }, PLAIN, "");
    expect(wholeText(text)).toBe(line);
  });

  test.each(["afterWhole", "afterOther"])("of many numbers come in pieces, with the literal of each one in its place: %s", (longer) => {
    const style = { afterWhole: ".0", afterOther: "", [longer]: "_long_suffix" };
    const values = Float32Array.from({ length: 20_011 }, (_, i) => (i - 9000) / (i % 3 === 0 ? 1 : 7) ** (i % 40));
    const { text } = tableRows({ role: "table", name: "t", scalar: "f32", size: values.length, rowLength: 17, comment: "", values }, style, "\t");
    expect([...text].length).toBeGreaterThan(3);
    expect(wholeText(text).replaceAll("\n\t", " ").slice(1)).toBe(Array.from(values, (value) => `${literal(value, style)},`).join(" "));
    expect(wholeText(text)).toBe(wholeText(text));
  });
});

/** A network whose inputs, constants and outputs are called what its tables, variables and functions might be called. */
function colliding(names: readonly string[], functionName: string, constants: readonly number[]): EmitRequest {
  const builder = new NetworkBuilder();
  const n = constants.length;
  const name = (position: number) => names[position % names.length];
  const inputs = names.map((one) => builder.input(one, [1, n], ORIGIN));
  const p = builder.parameter(name(1), [n], Float32Array.from(constants), ORIGIN);
  const diagonal = Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const layer = builder.operation(gemm, [inputs[0], builder.parameter(name(2), [n, n], diagonal, ORIGIN), p], {}, name(3), ORIGIN);
  const outputs = inputs.slice(1).map((input, position): ValueId => {
    const sum = builder.operation(add, [builder.parameter(name(position), [n], Float32Array.from(constants), ORIGIN), input], {}, name(position), ORIGIN);
    return builder.operation(add, [builder.operation(leakyRelu, [sum], {}, name(position + 2), ORIGIN), layer], {}, name(position), ORIGIN);
  });
  return requestFor(builder.finish([...outputs, layer]), functionName);
}

const COLLIDING = ["W1", "b1", "h1", "slope", "sum", "k", "i", "product", "scaled", "net_W1", "netW1", "net", "Net", "x", "y", "fround", "for"];

/** The function of an emitted TypeScript source. */
async function load(request: EmitRequest): Promise<(...args: (Float32Array | number)[]) => unknown> {
  const { code } = await transform(emittedText(ts, request), { loader: "ts" });
  const name = ts.functionName(request.name);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, (...args: unknown[]) => unknown>;
  return module[name];
}

describe("names that collide", () => {
  test("in TypeScript never mix up tables, arguments and variables, whatever their names", async () => {
    const name = fc.oneof(fc.constantFrom(...COLLIDING), fc.constantFrom(...COLLIDING.map((one) => `${one}_2`)));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 2, maxLength: 4 }), fc.constantFrom("net", "sum", "W1", "x"), async (names, functionName) => {
        const request = colliding(names, functionName, [0.5, -2]);
        const inputs = names.map((_, position) => Float32Array.of(position + 1, -0.25));
        const expected = interpret(request.program, inputs, 1);
        const outputs = expected.map(({ length }) => new Float32Array(length));
        const evaluate = await load(request);
        evaluate(...inputs, ...outputs);
        expect(outputs).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test("and every size of constant: the same bits by every toolchain", async () => {
    const constants = SPECIAL_FLOAT32.filter((value) => Number.isFinite(value) && value !== 0);
    const request = colliding(COLLIDING, "net", constants);
    const toolchains = await findToolchains(["c", "go", "ts"]);
    expect(toolchains.map(({ name }) => name)).toEqual(["gcc", "clang", "tcc", "go", "node"]);
    const results = await checkModel(request, undefined, toolchains, { samples: 100 });
    expect(results.map(({ toolchain, differing }) => [toolchain, differing])).toEqual(toolchains.map(({ name }) => [name, 0]));
  });
});

describe("drivers", () => {
  test.each(["input", "output", "bytes", "count", "os", "network", "driver", "record"])(
    "a function called %s is not hidden by its driver",
    async (functionName) => {
      const request = requestFor(denseNetwork([1, 1], 1), functionName);
      const toolchains = await findToolchains(["c", "go", "ts"]);
      // One quick compiler for C; Go's and TypeScript's drivers reach the function through a package of a fixed name.
      const [result] = await checkModel(request, undefined, toolchains.filter(({ name }) => name === "tcc"), { samples: 100 });
      expect(result.differing).toBe(0);
      const driver = (backend: typeof go) => [...emitDriver(backend, request).values()].map(wholeText).join("");
      expect(driver(go)).toContain(`network.${go.functionName(functionName)}(`);
      expect(driver(ts)).toContain(`network.${functionName}(`);
    },
  );
});

describe("signatures", () => {
  const signatures = (request: EmitRequest) =>
    [c, go, ts].map((backend) => spellProgram(request.program, backend, backend.functionName(request.name)).signature);

  test("a number of a number", () => {
    expect(signatures(requestFor(denseNetwork([1, 2, 1], 1), "pseudo_exp", EXP_RECORD))).toEqual([
      "float pseudo_exp(float x)",
      "func PseudoExp(x float32) float32",
      "export function pseudoExp(x: number): number",
    ]);
  });

  test("arrays of arrays", () => {
    expect(signatures(requestFor(denseNetwork([3, 2], 1), "f"))).toEqual([
      "void f(const float x[3], float y[2])",
      "func F(x *[3]float32, y *[2]float32)",
      "export function f(x: Float32Array, y: Float32Array): void",
    ]);
  });

  test("a number among arrays, and one of several results", () => {
    const builder = new NetworkBuilder();
    const [a, b] = [builder.input("a", [2], ORIGIN), builder.input("b", [], ORIGIN)];
    const request = requestFor(builder.finish([builder.operation(add, [a, b], {}, "sum", ORIGIN), b]), "f");
    expect(signatures(request)).toEqual([
      "void f(const float a[2], float b, float sum[2], float b_2[1])",
      "func F(a *[2]float32, b float32, sum *[2]float32, b_2 *[1]float32)",
      "export function f(a: Float32Array, b: number, sum: Float32Array, b_2: Float32Array): void",
    ]);
  });
});
