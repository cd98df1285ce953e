// What sums of results are at the least over a box: by rectifiers, by affine forms of other programs, and by forms where roundings alone are in the way.

import { expect, test } from "vitest";
import { formsOf } from "../../src/analysis/affine-run.ts";
import { RectifierBounds } from "../../src/analysis/rectifiers/rectifier-bounds.ts";
import { rectifierNetworkOf } from "../../src/analysis/rectifiers/rectifier-network.ts";
import { knownOver } from "../../src/certify/properties/known-over-box.ts";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { Program } from "../../src/program/program.ts";
import { denseNetwork, layeredNetwork, ORIGIN, randomValues } from "../fixtures.ts";

const FIRST = { weights: [1, 0], constant: 0 };

function boxAround(half: number): readonly { readonly low: number; readonly high: number }[] {
  return [0.25, -0.5, 0.75].map((middle) => ({ low: Math.fround(middle - half), high: Math.fround(middle + half) }));
}

function lowOfForm(program: Program, half: number): number {
  const [form] = formsOf(program, SMOOTH_FUNCTIONS, "float32")(boxAround(half)) ?? [];
  return form.low;
}

function lowOfRectifiers(program: Program, half: number): number {
  const network = rectifierNetworkOf(program);
  if (network === undefined) throw new Error("no network of rectifiers");
  return new RectifierBounds(network, boxAround(half)).least(FIRST).low;
}

test("forms are asked where roundings alone are in the way, of rectifiers not otherwise", () => {
  const program = lower(runPasses(denseNetwork([3, 8, 8, 2], 5)));
  const [known, half] = [knownOver(program)(boxAround(2 ** -22)), 2 ** -22];
  const [nearer, further] = [lowOfForm(program, half), lowOfRectifiers(program, half)];
  expect(nearer - further).toBeGreaterThan(1e-8);
  // Between both the sum is above 0 by forms alone.
  const between = { ...FIRST, constant: -(nearer / 2 + further / 2) };
  expect(known.least(between).low).toBeCloseTo((nearer - further) / 2, 12);
  // Where it is far below 0 roundings are not what is in the way, and far above it nothing is.
  for (const constant of [-8, 8]) expect(known.least({ ...FIRST, constant }).low).toBeCloseTo(further + constant, 11);
});

test("other programs are bounded by forms, with the slopes of these", () => {
  const random = new RandomGenerator(2);
  const values = (count: number): Float32Array => randomValues(count, random);
  const network = layeredNetwork([3, 8, 2], {
    weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(tanh, [sum], {}, `${name}.h`, ORIGIN)),
  });
  const program = lower(runPasses(network));
  const [form, other] = formsOf(program, SMOOTH_FUNCTIONS, "float32")(boxAround(0.25)) ?? [];
  const known = knownOver(program)(boxAround(0.5)).within(boxAround(0.25));
  const { low, slopes } = known.least(FIRST);
  expect(low).toBeCloseTo(form.low, 12);
  expect(slopes).toEqual(form.base.slice(0, 3).map((one) => one * form.factor));
  expect(known.slopesOf({ weights: [0, -2], constant: 1 })).toEqual(other.base.slice(0, 3).map((one) => one * other.factor * -2));
});

test("slopes by half a side are those of the lines where no sign is in doubt", () => {
  const program = lower(runPasses(denseNetwork([3, 8, 8, 2], 5)));
  const half = 2 ** -12;
  const [form] = formsOf(program, SMOOTH_FUNCTIONS, "float32")(boxAround(half)) ?? [];
  const along = form.base.slice(0, 3).map((one) => one * form.factor);
  const known = knownOver(program)(boxAround(half));
  for (const slopes of [known.slopesOf(FIRST), known.least(FIRST).slopes]) slopes.forEach((slope, input) => expect(slope).toBeCloseTo(along[input], 12));
});
