// Standardising and folding: the folded network on raw numbers is the network on standardised ones.

import fc from "fast-check";
import { create, all } from "mathjs";
import { describe, expect, test } from "vitest";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { foldScaling } from "../../../src/train/data/fold-scaling.ts";
import type { ColumnScaling, Scaling } from "../../../src/train/data/standardise.ts";
import { scaled, standardise } from "../../../src/train/data/standardise.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const math = create(all, { number: "BigNumber", precision: 64 });

function dataset(columns: readonly (readonly number[])[]) {
  const rows = columns[0].map((_, row) => columns.map((column) => String(column[row])).join(","));
  return chooseColumns(parseCsv([columns.map((_, column) => `v${column}`).join(","), ...rows].join("\n"), "t.csv"), {});
}

describe("standardised columns", () => {
  const column = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 5, maxLength: 5 }).filter((values) => new Set(values.map(Math.fround)).size > 2);

  test("have the mean and the deviation that 64-digit arithmetic finds", () => {
    fc.assert(
      fc.property(column, column, (xs, ys) => {
        const { samples, scaling } = standardise(dataset([xs, ys]));
        const [input, output] = [scaling.inputs[0], scaling.outputs[0]];
        const mean = math.mean(ys.map((y) => math.bignumber(y)));
        const deviation = math.std(ys.map((y) => math.bignumber(y)), "uncorrected");
        // The rounding of sums of numbers up to 1e6.
        expect(Math.abs(output.mean - Number(mean))).toBeLessThan(1e-9);
        expect(Math.abs(output.deviation - Number(deviation))).toBeLessThan(1e-9);
        ys.forEach((y, row) => expect(samples.values[row] + 0).toBe((y - output.mean) / output.deviation + 0));
        xs.forEach((x, row) => expect(samples.points[row] + 0).toBe(Math.fround((Math.fround(x) - input.mean) / input.deviation) + 0));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test("of several inputs and outputs are kept apart", () => {
    const table = parseCsv("a,b,y,z\n1,10,0,3\n3,30,4,-3\n", "t.csv");
    const { samples, scaling } = standardise(chooseColumns(table, { outputs: ["y", "z"] }));
    expect(scaling).toEqual({
      inputs: [{ mean: 2, deviation: 1 }, { mean: 20, deviation: 10 }],
      outputs: [{ mean: 2, deviation: 2 }, { mean: 0, deviation: 3 }],
    });
    expect([...samples.points]).toEqual([-1, -1, 1, 1]);
    expect([...samples.values]).toEqual([-1, 1, 1, -1]);
    expect([...scaled(Float32Array.of(4, 0), scaling.inputs, new Float64Array(2))]).toEqual([2, -2]);
  });

  test("that are constant where they are trained on are refused", () => {
    const whole = dataset([[0.1, 0.1, 0.1, 5], [1, 2, 3, 4]]);
    const part = { ...whole, samples: { points: whole.samples.points.slice(0, 3), values: whole.samples.values.slice(0, 3) }, lines: whole.lines.slice(0, 3) };
    expect(thrownDiagnostic(() => standardise(part))).toEqual({
      category: "model",
      place: "t.csv: column 1 (v0)",
      message: "'v0' is constant in the samples that are trained on",
      note: `it is ${Math.fround(0.1)} in all 3 of them`,
      hint: "hold out fewer samples or others by --hold-out and --seed, or leave the column out",
    });
  });
});

type Parameters = readonly (Float32Array | Float64Array)[];

/** A plain network of dense layers with leaky ReLU between them, in float64; `magnitude` sums absolute values instead. */
function forward(parameters: Parameters, point: readonly number[], magnitude = false): number[] {
  let values = [...point].map((x) => (magnitude ? Math.abs(x) : x));
  for (let layer = 0; layer < parameters.length; layer += 2) {
    const [weights, biases] = [parameters[layer], parameters[layer + 1]];
    const width = values.length;
    const sums = Array.from(biases, (bias, unit) => {
      const terms = [bias, ...values.map((value, input) => weights[unit * width + input] * value)];
      return terms.reduce((sum, term) => sum + (magnitude ? Math.abs(term) : term), 0);
    });
    values = layer + 2 === parameters.length || magnitude ? sums : sums.map((sum) => (sum < 0 ? 0.25 * sum : sum));
  }
  return values;
}

function pipeline(parameters: Parameters, { inputs, outputs }: Scaling, point: readonly number[]): number[] {
  const standardised = point.map((x, input) => (x - inputs[input].mean) / inputs[input].deviation);
  return forward(parameters, standardised).map((y, output) => y * outputs[output].deviation + outputs[output].mean);
}

function networks(number: fc.Arbitrary<number>, scaling: fc.Arbitrary<ColumnScaling>) {
  const widths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 });
  return widths.chain((sizes) => {
    const array = (length: number) => fc.array(number, { minLength: length, maxLength: length });
    const scalings = (length: number) => fc.array(scaling, { minLength: length, maxLength: length });
    const layers = sizes.slice(1).flatMap((units, layer) => [array(units * sizes[layer]), array(units)]);
    return fc.record({
      parameters: fc.tuple(...layers).map((arrays) => arrays.map((values) => Float64Array.from(values))),
      scaling: fc.record({ inputs: scalings(sizes[0]), outputs: scalings(sizes[sizes.length - 1]) }),
      point: array(sizes[0]),
    });
  });
}

describe("a folded network", () => {
  test("is the standardised pipeline to within the rounding of its parameters", () => {
    const number = fc.double({ min: -4, max: 4, noNaN: true });
    const scaling = fc.record({ mean: fc.double({ min: -1000, max: 1000, noNaN: true }), deviation: fc.double({ min: 1e-2, max: 100, noNaN: true }) });
    fc.assert(
      fc.property(networks(number, scaling), ({ parameters, scaling: given, point }) => {
        const folded = foldScaling(parameters, given);
        // Each parameter is off by at most 2^−24 of itself (or the least subnormal): one such share a layer, and once more for second-order terms.
        const bounds = forward(folded, point, true).map((size) => (parameters.length / 2 + 1) * 2 ** -24 * size + 1e-30);
        const wanted = pipeline(parameters, given, point);
        forward(folded, point).forEach((y, output) => expect(Math.abs(y - wanted[output])).toBeLessThanOrEqual(bounds[output]));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("is exactly the pipeline where nothing rounds", () => {
    const dyadic = fc.integer({ min: -8, max: 8 }).map((value) => value / 2);
    const scaling = fc.record({ mean: fc.integer({ min: -4, max: 4 }), deviation: fc.constantFrom(0.5, 1, 2, 4) });
    fc.assert(
      fc.property(networks(dyadic, scaling), ({ parameters, scaling: given, point }) => {
        fc.pre(parameters.length <= 6);
        expect(forward(foldScaling(parameters, given), point).map((y) => y + 0)).toEqual(pipeline(parameters, given, point).map((y) => y + 0));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("of one layer is folded on both sides, and what was given stays as it was", () => {
    const parameters = [Float32Array.of(2), Float32Array.of(1)];
    const folded = foldScaling(parameters, { inputs: [{ mean: 3, deviation: 4 }], outputs: [{ mean: 10, deviation: 8 }] });
    // 8·(2·(x − 3)/4 + 1) + 10 = 4·x + 6.
    expect(folded).toEqual([Float32Array.of(4), Float32Array.of(6)]);
    expect(parameters).toEqual([Float32Array.of(2), Float32Array.of(1)]);
  });

  test("rounds once: through float32 in between it would be another number", () => {
    const [weight, deviation] = [1 + 2 ** -30, 3];
    const [[folded]] = foldScaling([Float64Array.of(weight), Float64Array.of(0)], { inputs: [{ mean: 0, deviation: 1 }], outputs: [{ mean: 0, deviation }] });
    expect(folded).toBe(Math.fround(weight * deviation));
    const third = foldScaling([Float64Array.of(1), Float64Array.of(0)], { inputs: [{ mean: 0, deviation: 3 }], outputs: [{ mean: 0, deviation: 3e7 + 1 }] });
    expect(third[0][0]).toBe(Math.fround((3e7 + 1) / 3));
    expect(Math.fround(Math.fround(1 / 3) * (3e7 + 1))).not.toBe(third[0][0]);
  });

  test("that float32 cannot hold is refused", () => {
    const scaling = { inputs: [{ mean: 0, deviation: 1e-40 }], outputs: [{ mean: 0, deviation: 1 }] };
    expect(thrownDiagnostic(() => foldScaling([Float32Array.of(1), Float32Array.of(0), Float32Array.of(1), Float32Array.of(0)], scaling))).toEqual({
      category: "check",
      message: "the network cannot be brought to the units of the data",
      note: "a parameter would be beyond the largest float32",
      hint: "use units in which the values of each column are nearer to 1",
    });
  });
});
