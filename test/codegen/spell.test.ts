// Spelling of programs: literals of every size, names that collide, shapes of calls; read back by the languages.

import { transform } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal, PLAIN } from "../../src/codegen/literal.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { emitDriver } from "../../src/codegen/driver.ts";
import { roundedConstant } from "../../src/codegen/rounding.ts";
import type { SpelledAtom, SpelledOperation } from "../../src/codegen/spelled-value.ts";
import { arrayRows, tableRows } from "../../src/codegen/table-rows.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { LANGUAGES, SPOKEN } from "../../src/languages/index.ts";
import { typescript as ts } from "../../src/languages/typescript/language.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { ValueId } from "../../src/network/op.ts";
import { elementCount } from "../../src/network/shape.ts";
import { add } from "../../src/network/ops/add.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { nextFloat32Down, SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { everything } from "../../src/program/domains/interval.ts";
import { interpret } from "../../src/program/interpret.ts";
import { OPERATORS, type OperatorName } from "../../src/program/operators.ts";
import type { TableBuffer } from "../../src/program/program.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { ALL_COMPILERS, ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, emittedText, EXP_RECORD, fewInputs, ORIGIN, requestFor, spelledRequest } from "../fixtures.ts";

const EMPTY = [{ buffers: [], locals: [], body: [] }];

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
  ])("%d", (value, inC, inGo) => {
    // The decimal of a float32 names another float64 where it is not exact.
    const inTypeScript = Number.parseFloat(inGo) === value ? inGo : `fround(${inGo})`;
    const spelled = [c, go, ts].map((language) => roundedConstant(value, language.spelling(EMPTY).constant(value, "f32"), language.rounding));
    expect(spelled).toEqual([inC, inGo, inTypeScript]);
  });

  test("a number that has none is refused", () => {
    for (const language of LANGUAGES) {
      for (const value of [NaN, Infinity, -Infinity]) expect(() => language.spelling(EMPTY).constant(value, "f32")).toThrow(RangeError);
    }
  });

  test.each<[Scalar, number, string, string, string]>([
    ["f64", 1, "1.0", "1", "1"],
    ["f64", 0.1, "0.1", "0.1", "0.1"],
    ["f64", 5e-324, "5e-324", "5e-324", "5e-324"],
    ["f64", 2 ** 70, "1.1805916207174113e+21", "1.1805916207174113e+21", "1.1805916207174113e+21"],
    ["i8", -128, "-128", "-128", "-128"],
    ["i32", 2147483647, "2147483647", "2147483647", "2147483647"],
    ["i32", -2147483648, "INT32_MIN", "-2147483648", "-2147483648"],
    ["u32", 65535, "65535u", "65535", "65535"],
    ["u32", 4294967295, "0xffffffffu", "0xffffffff", "0xffffffff"],
    ["bool", 1, "true", "true", "true"],
    ["bool", 0, "false", "false", "false"],
  ])("%s %d", (scalar, value, ...expected) => {
    expect([c, go, ts].map((language) => language.spelling(EMPTY).constant(value, scalar))).toEqual(expected);
  });

  test("in Go a variable that starts as a literal has its type", () => {
    const spelling = go.spelling(EMPTY);
    const atom = (text: string, scalar: Scalar = "f32"): SpelledAtom => {
      return { kind: "atom", text, scalar, isLiteral: /^-?[0-9]/.test(text), interval: everything(scalar) };
    };
    const applied = (operator: OperatorName, left: SpelledAtom, right: SpelledAtom): SpelledOperation => {
      return { kind: "apply", operator, sign: OPERATORS[operator].sign, operands: [left, right], scalar: left.scalar, interval: left.interval };
    };
    expect(spelling.let("sum", atom("0"), true)).toEqual(["sum := float32(0)"]);
    expect(spelling.let("n", atom("0", "u8"), true)).toEqual(["n := uint8(0)"]);
    expect(spelling.let("sum", atom("b1[i]"), true)).toEqual(["sum := b1[i]"]);
    const condition = applied("less", atom("x"), atom("0"));
    const selection = { kind: "select", condition, whenTrue: atom("x"), whenFalse: atom("-1"), scalar: "f32", interval: everything("f32") } as const;
    expect(spelling.let("h", selection, false)).toEqual(["h := float32(-1)", "if x < 0 {", "\th = x", "}"]);
    expect(spelling.set("sum", applied("multiply", atom("sum"), atom("x")))).toEqual(["sum = float32(sum * x)"]);
    expect(spelling.let("n", applied("shiftLeft", atom("1", "i32"), atom("k", "i32")), false)).toEqual(["n := int32(1) << (k & 31)"]);
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
    expect(wholeText(tableRows(table(size, rowLength), PLAIN, String, "  ").text)).toBe(lines.map((line) => `  ${line}`).join("\n"));
  });

  test.each(["afterWhole", "afterOther"])("of many numbers come in pieces, with the literal of each one in its place: %s", (longer) => {
    const style = { afterWhole: ".0", afterOther: "", [longer]: "_long_suffix" };
    const values = Float32Array.from({ length: 20_011 }, (_, i) => (i - 9000) / (i % 3 === 0 ? 1 : 7) ** (i % 40));
    const { text } = tableRows({ role: "table", name: "t", scalar: "f32", size: values.length, rowLength: 17, comment: "", values }, style, String, "\t");
    expect([...text].length).toBeGreaterThan(3);
    expect(wholeText(text).replaceAll("\n\t", " ").slice(1)).toBe(Array.from(values, (value) => `${literal(value, style)},`).join(" "));
    expect(wholeText(text)).toBe(wholeText(text));
  });

  test.each([[2, "  {0, 1},\n  {2, 3},"], [7, "  {\n    0, 1, 2, 3, 4, 5,\n    6,\n  },\n  {\n    7, 8, 9, 10, 11, 12,\n    13,\n  },"]])("in braces are the same when they are read again, %d in a row", (rowLength, lines) => {
    const { text } = arrayRows(table(2 * rowLength, rowLength), [2, rowLength], PLAIN, String, "  ");
    expect([wholeText(text), wholeText(text)]).toEqual([lines, lines]);
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
  const name = ts.naming.function(request.name);
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
    expect(ALL_TOOLCHAINS.map(({ name }) => name)).toEqual(ALL_COMPILERS.map(({ name }) => name));
    const { toolchains: results } = await checkModel(request, undefined, ALL_TOOLCHAINS, { effort: fewInputs(100) });
    expect(results.map(({ toolchain, differing }) => [toolchain, differing])).toEqual(ALL_TOOLCHAINS.map(({ name }) => [name, 0]));
  });
});

describe("drivers", () => {
  test.each(["input", "output", "bytes", "count", "os", "network", "driver", "record"])(
    "a function called %s is not hidden by its driver",
    async (functionName) => {
      const request = requestFor(denseNetwork([1, 1], 1), functionName);
      // One quick compiler for C; Go's and TypeScript's drivers reach the function through a package of a fixed name.
      const { toolchains: [result] } = await checkModel(request, undefined, ALL_TOOLCHAINS.filter(({ name }) => name === "tcc"), { effort: fewInputs(100) });
      expect(result.differing).toBe(0);
      const driver = (name: "go" | "ts") => [...emitDriver(SPOKEN[name], request).values()].map(wholeText).join("");
      expect(driver("go")).toContain(`network.${go.naming.function(functionName)}(`);
      expect(driver("ts")).toContain(`network.${functionName}(`);
    },
  );
});

describe("signatures", () => {
  const signatures = (request: EmitRequest) =>
    [c, go, ts].map((language) => spelledRequest(request, language).signature);

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
      "export function f(x: ArrayLike<number>, y: Float32Array | number[]): void",
    ]);
  });

  /** A layer with a bias whose input and output have these names. */
  const named = (input: string, output: string, width: number): EmitRequest => {
    const builder = new NetworkBuilder();
    const parameters = [[width, width], [width]].map((shape) => builder.parameter("p", shape, new Float32Array(elementCount(shape)).fill(1), ORIGIN));
    const x = builder.input(input, [1, width], ORIGIN);
    return requestFor(builder.finish([builder.operation(gemm, [x, ...parameters], {}, output, ORIGIN)]), "network");
  };

  test("the names of the model, in every language", () => {
    expect(signatures(named("sensor", "price", 64))).toEqual([
      "void network(const float sensor[64], float price[64])",
      "func Network(sensor *[64]float32, price *[64]float32)",
      "export function network(sensor: ArrayLike<number>, price: Float32Array | number[]): void",
    ]);
    expect(signatures(named("temperature", "power", 1))).toEqual([
      "float network(float temperature)",
      "func Network(temperature float32) float32",
      "export function network(temperature: number): number",
    ]);
  });

  test("names that are no identifiers become some; keywords get a number", () => {
    expect(signatures(named("input.1", "dense/BiasAdd:0", 2))).toEqual([
      "void network(const float input_1[2], float dense_BiasAdd_0[2])",
      "func Network(input1 *[2]float32, denseBiasAdd0 *[2]float32)",
      "export function network(input1: ArrayLike<number>, denseBiasAdd0: Float32Array | number[]): void",
    ]);
    expect(signatures(named("double", "range", 2))).toEqual([
      "void network(const float double_2[2], float range[2])",
      "func Network(double *[2]float32, range2 *[2]float32)",
      "export function network(double: ArrayLike<number>, range: Float32Array | number[]): void",
    ]);
  });

  test("tables and variables give way to the names of the model", () => {
    const request = named("W1", "sum", 2);
    const [inC, inGo, inTypeScript] = [c, go, ts].map((language) => spelledRequest(request, language));
    expect(signatures(request)).toEqual([
      "void network(const float W1[2], float sum[2])",
      "func Network(W1 *[2]float32, sum *[2]float32)",
      "export function network(W1: ArrayLike<number>, sum: Float32Array | number[]): void",
    ]);
    expect([inC, inGo, inTypeScript].map(({ tables: [{ lines: [first] }] }) => first)).toEqual([
      "static const NNC_FLASH float network_W1[2][2] = {",
      "var networkW1 = [2][2]float32{",
      "const W1_2 = new Float32Array([",
    ]);
    expect(inTypeScript.body.join("\n")).toMatch(/W1_2\[[^\]]*\]! \* fround\(W1\[/);
    const taken = named("network_W1", "networkW1", 2);
    const tables = [c, go].map((language) => spelledRequest(taken, language).tables[0].lines[0]);
    expect(tables).toEqual(["static const NNC_FLASH float network_W1_2[2][2] = {", "var networkW1_3 = [2][2]float32{"]);
  });

  test("a number among arrays, and one of several results", () => {
    const builder = new NetworkBuilder();
    const [a, b] = [builder.input("a", [2], ORIGIN), builder.input("b", [], ORIGIN)];
    const request = requestFor(builder.finish([builder.operation(add, [a, b], {}, "sum", ORIGIN), b]), "f");
    expect(signatures(request)).toEqual([
      "void f(const float a[2], float b, float sum[2], float b_2[1])",
      "func F(a *[2]float32, b float32, sum *[2]float32, b2 *[1]float32)",
      "export function f(a: ArrayLike<number>, b: number, sum: Float32Array | number[], b2: Float32Array | number[]): void",
    ]);
  });
});
