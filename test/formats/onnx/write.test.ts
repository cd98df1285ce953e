// The files nnc writes: they come back bit for bit, are the same every time, and ONNX's own checker accepts them.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readModel, writeModel } from "../../../src/formats/index.ts";
import { networkDigest } from "../../../src/network/digest.ts";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import type { Network, Value } from "../../../src/network/network.ts";
import { inferScalar } from "../../../src/network/infer-scalar.ts";
import { spellingsOf } from "../../../src/network/onnx-spellings.ts";
import type { Op } from "../../../src/network/op.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { add } from "../../../src/network/ops/add.ts";
import { flatten } from "../../../src/network/ops/flatten.ts";
import { gemm } from "../../../src/network/ops/gemm.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { reshapeTo } from "../../../src/network/ops/reshape-to.ts";
import { where } from "../../../src/network/ops/where.ts";
import { printNetwork } from "../../../src/network/print-network.ts";
import { float32FromBits } from "../../../src/numeric/float32.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { SCALARS } from "../../../src/program/scalar.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import { quantisedModel } from "../../conformance/quantised-models.ts";
import { argumentValues, specialValues } from "../../network/argument-values.ts";
import { denseNetwork, EXP_RECORD, ORIGIN } from "../../fixtures.ts";
import { ModelSchema } from "./onnx_pb.ts";
import { FILE } from "./models.ts";

const VERSION = "1.2.3";

/** What makes two networks the same: all but where their values came from and in which order parameters stand. */
function meaning({ values, inputs, outputs }: Network): unknown {
  const nameOf = (id: number): string => values[id].name;
  const describeValue = (value: Value): unknown => {
    const { kind, name, shape } = value;
    if (value.kind === "parameter") return { kind, name, shape, bits: [...new Uint32Array(value.data.slice().buffer)] };
    return value.kind === "operation" ? { kind, name, shape, op: value.op.name, attributes: value.attributes, arguments: value.arguments.map(nameOf) } : { kind, name, shape };
  };
  return { values: new Map(values.map((value) => [value.name, describeValue(value)])), inputs, outputs };
}

const finiteFloat32 = fc
  .integer({ min: 0, max: 0xffffffff })
  .map(float32FromBits)
  .filter((value) => Number.isFinite(value) && !Object.is(value, -0));

/** Whether an op of one argument gives a matrix of the same shape where nothing is said of its attributes. */
function keepsMatrices(op: Op): boolean {
  const isSpelled = spellingsOf(op).some(({ until, part }) => until === undefined && part === undefined);
  const isOfFloats = inferScalar(op, ["f32"], op.attributes) === "f32";
  return isSpelled && isOfFloats && op.required === 1 && op.parameters.length === 1 && JSON.stringify(op.inferShape([[1, 3]], op.attributes)) === "[1,3]";
}

const denseNetworks = fc
  .record({
    widths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 }),
    parameters: fc.array(finiteFloat32, { minLength: 1, maxLength: 40 }),
    attributes: fc.array(fc.record({ alpha: finiteFloat32, beta: finiteFloat32, transposeB: fc.constant(1) }), { minLength: 1, maxLength: 3 }),
    activations: fc.array(fc.constantFrom(...OPS.filter(keepsMatrices)), { minLength: 1, maxLength: 4 }),
    slope: finiteFloat32,
  })
  .map(({ widths, parameters, attributes, activations, slope }) => {
    const builder = new NetworkBuilder();
    let next = 0;
    const take = (count: number): Float32Array => Float32Array.from({ length: count }, () => parameters[next++ % parameters.length]);
    let value = builder.input("x", [1, widths[0]], ORIGIN);
    widths.slice(1).forEach((width, layer) => {
      const weights = builder.parameter(`W${layer}`, [width, widths[layer]], take(width * widths[layer]), ORIGIN);
      const bias = builder.parameter(`b${layer}`, [width], take(width), ORIGIN);
      value = builder.operation(gemm, [value, weights, bias], attributes[layer % attributes.length], `s${layer}`, ORIGIN);
      const op = activations[layer % activations.length];
      const given = "slope" in op.attributes ? { slope } : {};
      value = builder.operation(op, [value], given, `h${layer}`, ORIGIN);
    });
    return builder.finish([value]);
  });

/** A network of each example of each op. */
const EXAMPLES = OPS.flatMap((op) =>
  op.examples.map(({ shapes, scalars, attributes = {} }, example) => {
    const builder = new NetworkBuilder();
    const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN, scalars?.[position]));
    return { title: `${op.name}, example ${example}`, network: builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]) };
  }),
);

/** Examples, or ops, that are not written: the op that ONNX has no operator for, of those they are written as. */
const WITHOUT_OPERATOR: readonly (readonly [string, string])[] = [
  ["attention_scores, example 4", "hiding"],
  ["attention_scores, example 5", "hiding"],
  ["attention_scores", "contract"],
  ["batch_normalization_of_elements", "add_constant"],
  ["cast_to_sixteen_bits", "cast_to_sixteen_bits"],
  ["between_block_borders", "between_block_borders"],
  ["between_borders", "between_borders"],
  ["between_halves", "between_halves"],
  ["cell_block", "cell_block"],
  ["cell_border", "cell_border"],
  ["cell_entry", "cell_entry"],
  ["cell_of", "cell_of"],
  ["cell_place", "cell_place"],
  ["clip_to", "clip_to"],
  ["conv_integer, example 2", "convolve_groups"],
  ["conv_integer, example 3", "convolve"],
  ["conv_integer", "frame"],
  ["contract", "contract"],
  ["convolve_each", "convolve_each"],
  ["convolve_groups", "convolve_groups"],
  ["convolve", "convolve"],
  ["divided_to_nearest", "divided_to_nearest"],
  ["dynamic_scale", "divide_by"],
  ["dynamic_zero_point", "divide_by"],
  ["element_after", "element_after"],
  ["from_zero", "from_zero"],
  ["greatest", "greatest"],
  ["group_normalization, example 1", "add_constant"],
  ["integer_products", "integer_products"],
  ["integer_sum", "integer_sum"],
  ["interleave", "interleave"],
  ["layer_inverse_deviation", "add_constant"],
  ["linear_attention_state", "linear_attention_scan"],
  ["matmul_integer", "integer_products"],
  ["max_pool_positions", "frame"],
  ["nan_outside", "nan_outside"],
  ["narrowed", "narrowed"],
  ["piecewise_linear", "cell_of"],
  ["places_of_sum", "places_of_sum"],
  ["quantized_away", "quantized_away"],
  ["reciprocal_of_sum", "reciprocal_of_sum"],
  ["q_linear_conv, example 0", "frame"],
  ["q_linear_conv", "convolve_each"],
  ["q_linear_global_average_pool", "integer_sum"],
  ["q_linear_matmul", "integer_products"],
  ["requantized", "requantized"],
  ["scaled_by_fixed_point", "scaled_by_fixed_point"],
  ["segment_by_grid", "cell_of"],
  ["segment_by_search", "element_after"],
  ["segment_line", "element_after"],
  ["share_of_sum", "share_of_sum"],
  ["step_past", "step_past"],
  ["top_k_positions", "rank_along"],
  ["window_maximum_of_integers", "window_maximum_of_integers"],
  ["window_maximum", "window_maximum"],
  ["window_position", "window_position"],
  ["window_sum_of_integers", "window_sum_of_integers"],
  ["window_sum", "window_sum"],
  ["with_sign", "with_sign"],
  ["within", "within"],
];

function missingOperator(title: string): string | undefined {
  return WITHOUT_OPERATOR.find(([beginning]) => title.startsWith(beginning))?.[1];
}

describe("writing and reading again", () => {
  test("gives the same network, bit for bit, and the same bytes", () => {
    fc.assert(
      fc.property(denseNetworks, (network) => {
        const bytes = writeModel({ network, record: undefined }, VERSION);
        const again = readModel(bytes, FILE);
        expect(meaning(again.network)).toEqual(meaning(network));
        expect(again.record).toBeUndefined();
        expect(writeModel({ network, record: undefined }, VERSION)).toEqual(bytes);
        expect(writeModel({ network: again.network, record: undefined }, VERSION)).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  test.each(["int8", "uint8"] as const)("keeps the types of integers that stand for floats: %s", (activations) => {
    const { network } = readModel(quantisedModel(activations, true).bytes, FILE);
    const again = readModel(writeModel({ network, record: undefined }, VERSION), FILE).network;
    expect(networkDigest(again)).toBe(networkDigest(network));
  });

  test("writes every integer with the bytes of its type", () => {
    const builder = new NetworkBuilder();
    const outputs = (["i8", "u8", "i16", "u16", "u32", "i32"] as const).map((scalar) => {
      const { least, greatest } = SCALARS[scalar];
      const data = SCALARS[scalar].newValues(3);
      data.set([least, 1, greatest]);
      const known = builder.constant(`${scalar}_known`, [3], scalar, data, ORIGIN);
      return builder.operation(where, [builder.input(`${scalar}_which`, [3], ORIGIN, "bool"), known, known], {}, scalar, ORIGIN);
    });
    const network = builder.finish(outputs);
    expect(networkDigest(readModel(writeModel({ network, record: undefined }, VERSION), FILE).network)).toBe(networkDigest(network));
  });

  test.each(EXAMPLES)("$title", ({ title, network }) => {
    const missing = missingOperator(title);
    if (missing !== undefined) {
      expect(() => writeModel({ network, record: undefined }, VERSION)).toThrow(`ONNX has no operator for ${missing}`);
      return;
    }
    const again = readModel(writeModel({ network, record: undefined }, VERSION), FILE).network;
    const random = new RandomGenerator(5);
    for (const draw of [argumentValues, specialValues]) {
      const inputs = network.inputs.map(({ value }) => draw(network.values[value].scalar, elementCount(network.values[value].shape), random));
      const [expected, computed] = [network, again].map((one) => interpretValues(lower(runPasses(one)), inputs, 1)[0]);
      expect([...computed]).toEqual([...expected]);
    }
  });

  test("names that repeat are told apart", () => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [1, 2], ORIGIN);
    const other = builder.input("x", [1, 2], ORIGIN);
    const sum = builder.operation(add, [x, other], {}, "x_2", ORIGIN);
    const network = builder.finish([builder.operation(relu, [sum], {}, "", ORIGIN)]);
    const { values } = readModel(writeModel({ network, record: undefined }, VERSION), FILE).network;
    expect(values.map(({ name }) => name)).toEqual(["x", "x_2", "x_2_2", "value"]);
  });

  test("outputs keep their names: of an input and of a value that is two outputs by a node Identity", () => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [1, 2], ORIGIN);
    const h = builder.operation(relu, [x], {}, "h", ORIGIN);
    const outputs = [{ name: "x", value: x }, { name: "same", value: x }, { name: "y", value: h }, { name: "h", value: h }, { name: "y", value: h }];
    const read = readModel(writeModel({ network: builder.finish(outputs), record: undefined }, VERSION), FILE).network;
    expect(printNetwork(read)).toBe(
      "%0 x[1, 2] = input\n%1 y[1, 2] = relu(%0)\n%2 same[1, 2] = identity(%0)\n%3 h[1, 2] = identity(%1)\n%4 y_2[1, 2] = identity(%1)\n" +
        "return %0 x, %2 same, %1 y, %3 h, %4 y_2\n",
    );
  });

  test("an op that ONNX does not have is refused", () => {
    const builder = new NetworkBuilder();
    const network = builder.finish([builder.operation(reshapeTo([2]), [builder.input("x", [1, 2], ORIGIN)], {}, "y", ORIGIN)]);
    expect(() => writeModel({ network, record: undefined }, VERSION)).toThrow("ONNX has no operator for reshape_to[2]");
  });
});

describe("in the eyes of other tools", () => {
  const found = z.array(
    z.object({
      producer: z.tuple([z.string(), z.string()]),
      ir: z.number(),
      opsets: z.array(z.tuple([z.string(), z.number()])),
      metadata: z.record(z.string(), z.string()),
      nodes: z.array(z.tuple([z.string(), z.string(), z.record(z.string(), z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]))])),
      parameters: z.record(z.string(), z.tuple([z.array(z.number()), z.array(z.union([z.number(), z.boolean()]))])),
      inputs: z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
      outputs: z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
    }),
  );

  /** What ONNX's own checker, which fails where a model is not valid, finds in the files of these networks. */
  function checked(...models: readonly Uint8Array[]): z.infer<typeof found> {
    const folder = mkdtempSync(join(tmpdir(), "nnc-onnx-"));
    try {
      const paths = models.map((bytes, position) => {
        const path = join(folder, `${position}.onnx`);
        writeFileSync(path, bytes);
        return path;
      });
      const output = execFileSync("/usr/bin/python3", [fileURLToPath(new URL("check_models.py", import.meta.url)), ...paths], { encoding: "utf8" });
      return found.parse(JSON.parse(output));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test("the article's network", () => {
    const network = denseNetwork([1, 16, 32, 1], 7);
    const bytes = writeModel({ network, record: EXP_RECORD }, VERSION);
    expect(bytes.length).toBeLessThan(3300);
    const [model] = checked(bytes);
    expect(model).toMatchObject({
      producer: ["nnc", VERSION],
      ir: 8,
      opsets: [["", 17]],
      inputs: { x: ["N", 1] },
      outputs: { y: ["N", 1] },
    });
    expect(model.metadata["nnc.target"]).toBe("exp(x)");
    expect(model.nodes.slice(0, 2)).toEqual([
      ["l1", "Gemm", { transB: 1 }],
      ["l1.h", "LeakyRelu", { alpha: Math.fround(0.2) }],
    ]);
    const parameters = network.values.flatMap((value) => (value.kind === "parameter" ? [[value.name, [value.shape, [...value.data]]]] : []));
    expect(model.parameters).toEqual(Object.fromEntries(parameters));
  });

  test("the file begins as nnc recognises its own", () => {
    const bytes = writeModel({ network: denseNetwork([1, 1], 1), record: undefined }, VERSION);
    expect([...bytes.subarray(0, 7)]).toEqual([0x08, 8, 0x12, 3, ...Buffer.from("nnc")]);
  });

  test("every op, with each of its examples", () => {
    // Integers are written as int64 whatever the operators take, and types that came later than the operator do not raise its set.
    const isOfFloats = ({ network }: (typeof EXAMPLES)[number]): boolean => network.values.every(({ scalar }) => scalar === "f32");
    // Of STFT onnx infers other shapes than its text has, as if onesided were 0 where it is left out: onnxruntime reads it.
    const written = EXAMPLES.filter((example) => missingOperator(example.title) === undefined && isOfFloats(example) && !example.title.startsWith("stft"));
    const models = written.map(({ network }) => writeModel({ network, record: undefined }, VERSION));
    // Debian's onnx 1.12 knows operator sets up to 17; onnxruntime reads the others.
    const known = models.filter((bytes) => fromBinary(ModelSchema, bytes).opsetImport.every(({ version = 0n }) => version <= 17n));
    expect(known.length).toBeGreaterThan(0.8 * models.length);
    expect(checked(...known).length).toBe(known.length);
  });

  test("the batch is open only where the network works row by row", () => {
    const network = (build: (builder: NetworkBuilder) => number): Uint8Array => {
      const builder = new NetworkBuilder();
      const output = build(builder);
      return writeModel({ network: builder.finish([output]), record: undefined }, VERSION);
    };
    const weights = (builder: NetworkBuilder, rows: number, columns: number): number =>
      builder.parameter("W", [rows, columns], new Float32Array(rows * columns).fill(1), ORIGIN);
    const models = checked(
      network((builder) => builder.operation(relu, [builder.input("x", [1, 2], ORIGIN)], {}, "y", ORIGIN)),
      // All elements in one row.
      network((builder) => builder.operation(flatten, [builder.input("x", [1, 2], ORIGIN)], { axis: 0 }, "y", ORIGIN)),
      // A column is multiplied.
      network((builder) => builder.operation(gemm, [builder.input("x", [1, 1], ORIGIN), weights(builder, 1, 3)], { transposeA: 1 }, "y", ORIGIN)),
      // One row is added to all.
      network((builder) => builder.operation(add, [builder.input("x", [2, 2], ORIGIN), weights(builder, 1, 2)], {}, "y", ORIGIN)),
      network((builder) => builder.operation(relu, [builder.input("x", [1], ORIGIN)], {}, "y", ORIGIN)),
    );
    expect(models.map(({ inputs, outputs }) => [inputs.x, outputs.y])).toEqual([
      [["N", 2], ["N", 2]],
      [[1, 2], [1, 2]],
      [[1, 1], [1, 3]],
      [[2, 2], [2, 2]],
      [[1], [1]],
    ]);
  });
});
