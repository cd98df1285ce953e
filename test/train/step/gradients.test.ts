// Every derivative of every op, and of whole random networks, against finite differences.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import { useCounts, type Network } from "../../../src/network/network.ts";
import type { Attributes } from "../../../src/network/attributes.ts";
import type { Origin } from "../../../src/network/origin.ts";
import type { Shape } from "../../../src/network/shape.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { derivativesOf, type Op, type OpExample } from "../../../src/network/op.ts";
import { add } from "../../../src/network/ops/add.ts";
import { flatten } from "../../../src/network/ops/flatten.ts";
import { gemm } from "../../../src/network/ops/gemm.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { leakyRelu } from "../../../src/network/ops/leaky-relu.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { alongAxes, singleAxesOf, type Factor, type Reduction } from "../../../src/network/reduction.ts";
import { expandComposites } from "../../../src/passes/expand-composites.ts";
import { addIndex } from "../../../src/program/expression.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { ACTIVATIONS } from "../../../src/network/activation.ts";
import { denseNetwork, denseParameters } from "../../../src/train/architecture.ts";
import { LOSSES, parseLoss } from "../../../src/train/losses/index.ts";
import { buildTrainingStep } from "../../../src/train/step/training-step.ts";
import { randomMovement } from "../../network/random-movement.ts";
import { checkGradients, lossOf } from "./check-gradients.ts";
import { evaluate } from "./float64.ts";

const ORIGIN: Origin = { file: "test", place: "gradients" };

/** The op, or the ops that it is written as. */
function madeOf(op: Op, shapes: readonly Shape[], attributes: Attributes): readonly Op[] {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  const network = expandComposites(builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]));
  return network.values.flatMap((value) => (value.kind === "operation" ? [value.op] : []));
}

/** A network whose arguments are all parameters: y = op(p0, p1, …). */
function networkOf(op: Op, shapes: readonly Shape[], attributes: Attributes = {}): Network {
  const builder = new NetworkBuilder();
  const generator = new RandomGenerator(7);
  const isPartial = madeOf(op, shapes, attributes).some(({ computation }) => computation.kind === "pointwise" && computation.isPartial === true);
  const number = (): number => (isPartial ? 0.5 + Math.abs(generator.normal()) : generator.normal());
  const args = shapes.map((shape, position) => {
    return builder.parameter(`p${position}`, shape, Float32Array.from({ length: elementCount(shape) }, number), ORIGIN);
  });
  return expandComposites(builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]));
}

/** Whether the op, and all it is written as, are of float32, depend on all arguments and have derivatives. */
function hasDerivatives(op: Op, { shapes, scalars, attributes }: OpExample): boolean {
  if (scalars !== undefined) return false;
  const network = networkOf(op, shapes, attributes);
  const uses = useCounts(network);
  return network.values.every((value, id) => {
    if (uses[id] === 0) return false;
    if (value.kind === "parameter" || value.kind === "input") return true;
    if (value.kind === "state" || value.kind === "constant" || value.scalar !== "f32") return false;
    const { computation } = value.op;
    if (computation.kind === "pointwise") return computation.derivatives !== undefined;
    if (computation.kind === "reduce") {
      const reduction = computation.reduction(value.arguments.map((argument) => network.values[argument].shape), value.attributes);
      return !readsTwice(reduction) && !readsWindows(reduction, value.shape);
    }
    return computation.kind !== "fold" && computation.kind !== "gather" && computation.kind !== "scan";
  });
}

/** A sum of squares, which no training makes. */
function readsTwice({ factors }: Reduction): boolean {
  return new Set(factors.map(({ argument }) => argument)).size < factors.length;
}

/** As convolutions and pooling do, where a window is not all there is. */
function readsWindows({ factors, over }: Reduction, result: Shape): boolean {
  return factors.some((factor) => singleAxesOf(factor, result.length, over.length) === undefined);
}

const EXAMPLES = OPS.flatMap((op) =>
  op.examples
    .filter((one) => hasDerivatives(op, one))
    .map(({ shapes, attributes }, example) => ({ op, name: op.name, example, shapes, attributes })),
);
/** Products of stacks of matrices, and contractions that are no matrix products, have derivatives, but no micro-operations. */
const isTrainable = ({ name, shapes, attributes = {} }: (typeof EXAMPLES)[number]) => {
  // Groups of channels are a stack.
  if (name === "conv") return (attributes.group ?? 1) === 1;
  if (name === "gemm") return attributes.beta !== 0;
  // The roots of unity are parameters, and are not learned.
  if (name === "dft" || name === "stft") return false;
  return name !== "contract" && name !== "einsum" && (name !== "matmul" || shapes.every(({ length }) => length <= 2));
};

describe("gradients of single ops", () => {
  test.each(EXAMPLES.filter(isTrainable))("$name, example $example", ({ op, shapes, attributes }) => {
    const { compared, skipped } = checkGradients(networkOf(op, shapes, attributes), 11);
    // Constants of a composite op are not learned.
    expect(compared).toBe(shapes.reduce((sum, shape) => sum + elementCount(shape), 0));
    expect(skipped).toBe(0);
  });
});

test("what a sum leaves out is not learned", () => {
  const step = buildTrainingStep(networkOf(gemm, [[1, 3], [3, 2], [2]], { beta: 0 }), parseLoss("mse").item.loss([]));
  expect(step.parameters.map((id) => step.network.values[id].name)).toEqual(["p0", "p1"]);
});

describe("derivatives of pointwise ops", () => {
  const pointwise = OPS.flatMap(({ name, parameters, attributes, computation, examples }) =>
    computation.kind === "pointwise" && computation.derivatives !== undefined
      ? examples.map((example, position) => ({ name, position, parameters, computation, attributes: { ...attributes, ...example.attributes } }))
      : [],
  );

  test.each(pointwise)("$name, example $position, by every argument", ({ parameters, computation, attributes }) => {
    const locals = parameters.map((_, local) => ({ kind: "local", local }) as const);
    const value = computation.value(locals, attributes, locals.map(() => "f64"));
    const derivatives = derivativesOf("op", computation, locals, attributes);
    expect(derivatives).toHaveLength(parameters.length);
    const generator = new RandomGenerator(3);
    for (let point = 0; point < 100; point++) {
      const at = parameters.map(() => (computation.isPartial === true ? 0.5 + Math.abs(generator.normal()) : 2 * generator.normal()));
      derivatives.forEach((derivative, argument) => {
        const moved = (by: number) => evaluate(value, at.map((x, i) => (i === argument ? x + by : x)));
        expect(evaluate(derivative, at)).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 6);
      });
    }
  });

  test.each([leakyRelu, relu])("$name has the right-hand derivative at 0", ({ computation, attributes }) => {
    if (computation.kind !== "pointwise") throw new Error("it is pointwise");
    const [derivative] = derivativesOf("op", computation, [{ kind: "local", local: 0 }], attributes);
    expect(evaluate(derivative, [0])).toBe(1);
    expect(evaluate(derivative, [-0])).toBe(1);
  });
});

const NO_TERMS: Reduction = { combine: "add", over: [], factors: [], block: undefined, chains: 1, initial: undefined, scale: undefined, start: undefined };

const IN_WINDOWS: Factor = { argument: 0, at: ([i], [step]) => [addIndex(i, step)] };

/** With scales that random errors lie below and above. */
const WALKED = ["mse", "mae", "huber:0.7", "maximum:0.7"];

describe("gradients of whole networks", () => {
  test("every loss is among those walked here", () => {
    expect(new Set(WALKED.map((text) => parseLoss(text).item))).toEqual(new Set(LOSSES));
  });

  test.each(WALKED)("random dense networks, %s", (lossText) => {
    const totals = { compared: 0, skipped: 0 };
    const architectures = fc.record({
      inputs: fc.integer({ min: 1, max: 4 }),
      hidden: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
      outputs: fc.integer({ min: 1, max: 3 }),
      op: fc.constantFrom(...ACTIVATIONS),
    });
    const property = fc.property(architectures, fc.integer({ min: 1, max: 9 }), fc.nat(1e6), ({ op, ...sizes }, batch, seed) => {
      const architecture = { ...sizes, activation: { op, attributes: op.attributes } };
      const generator = new RandomGenerator(seed);
      const parameters = denseParameters(architecture).map(({ shape }) =>
        Float32Array.from({ length: elementCount(shape) }, () => generator.normal() * 0.7),
      );
      const { compared, skipped } = checkGradients(denseNetwork(architecture, batch, parameters), seed, lossOf(lossText));
      totals.compared += compared;
      totals.skipped += skipped;
    });
    fc.assert(property, { numRuns: 30, seed: 1 });
    expect(totals.compared).toBeGreaterThan(1000);
    expect(totals.skipped).toBeLessThan(totals.compared / 100);
  });

  test("random chains of views, places, sums and extremes", () => {
    const totals = { compared: 0, skipped: 0 };
    fc.assert(
      fc.property(randomMovement("parameter"), fc.nat(1e6), (network, seed) => {
        const { compared, skipped } = checkGradients(expandComposites(network), seed);
        totals.compared += compared;
        totals.skipped += skipped;
      }),
      { numRuns: 120, seed: 1 },
    );
    expect(totals.compared).toBeGreaterThan(400);
    expect(totals.skipped).toBeLessThan(totals.compared / 20);
  });

  test("a value used twice, views on the way, and a parameter without effect", () => {
    const builder = new NetworkBuilder();
    const generator = new RandomGenerator(5);
    const random = (name: string, shape: Shape) =>
      builder.parameter(name, shape, Float32Array.from({ length: elementCount(shape) }, () => generator.normal()), ORIGIN);
    const x = builder.input("x", [2, 3], ORIGIN);
    const p = random("p", [2, 3]);
    const sum = builder.operation(add, [x, p], {}, "sum", ORIGIN);
    const bent = builder.operation(leakyRelu, [sum], { slope: 0.5 }, "bent", ORIGIN);
    const both = builder.operation(add, [bent, sum], {}, "both", ORIGIN);
    const again = builder.operation(add, [both, p], {}, "again", ORIGIN);
    const flat = builder.operation(flatten, [again], { axis: 0 }, "y", ORIGIN);
    const network = builder.finish([flat]);
    expect(checkGradients(network, 2).compared).toBe(6);
    random("unused", [4]);
    const step = buildTrainingStep(builder.finish([flat]), lossOf("mse"));
    expect(step.parameters).toHaveLength(1);
    expect(step.network.values.some(({ name }) => name === "unused")).toBe(false);
  });

  test("an op without a derivative and a network of two outputs are refused", () => {
    const opaque: readonly (readonly [Op["computation"], Shape])[] = [
      [{ kind: "reduce", reduction: () => ({ ...NO_TERMS, combine: "maximum", factors: [alongAxes(0, [0]), alongAxes(0, [0])] }) }, [2]],
      // The largest of nothing, transposed.
      [{ kind: "reduce", reduction: () => ({ ...NO_TERMS, combine: "maximum", factors: [alongAxes(0, [1, 0])] }) }, [2, 2]],
      // Windows that overlap.
      [{ kind: "view", source: ([i, j]) => [addIndex(i, j)] }, [3]],
      // Their sums and their extremes.
      [{ kind: "reduce", reduction: () => ({ ...NO_TERMS, over: [2], factors: [IN_WINDOWS] }) }, [3]],
      [{ kind: "reduce", reduction: () => ({ ...NO_TERMS, combine: "maximum", over: [2], factors: [IN_WINDOWS] }) }, [3]],
    ];
    for (const [computation, shape] of opaque) {
      const op: Op = { ...relu, name: "opaque", inferShape: ([x]) => (x.length === 1 && computation.kind === "view" ? [2, 2] : x), computation };
      const refusal = new RangeError('opaque has no derivative: "y" cannot be trained');
      expect(() => buildTrainingStep(networkOf(op, [shape]), lossOf("mse"))).toThrow(refusal);
    }
    const composite: Op = { ...relu, name: "composite", computation: { kind: "expand", into: ({ arguments: [x] }) => x } };
    const builder = new NetworkBuilder();
    const p = builder.parameter("p", [2], Float32Array.of(1, 2), ORIGIN);
    expect(() => buildTrainingStep(builder.finish([builder.operation(composite, [p], {}, "y", ORIGIN)]), lossOf("mse"))).toThrow(
      new RangeError('composite is written as other ops, which must take its place first: "y" cannot be trained'),
    );
    const network = networkOf(relu, [[2]]);
    expect(() => buildTrainingStep({ ...network, outputs: [...network.outputs, ...network.outputs] }, lossOf("mse"))).toThrow(
      new RangeError("a network of 2 outputs cannot be trained"),
    );
  });
});
