// rotary_embedding: each head's first numbers as pairs (a, b), turned by angles: (cos·a − sin·b, sin·a + cos·b); the numbers after these
// stay. The angles' cosines and sines are those of the places in the sequence, or rows that positions pick. ONNX RotaryEmbedding-23;
// Su and others 2021.

import { numberOf } from "../attributes.ts";
import { accepted } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { positionedScalar } from "../infer-scalar.ts";
import { showShape, type Shape } from "../shape.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { concat } from "./concat.ts";
import { gather } from "./gather.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { subtract } from "./subtract.ts";
import { unsqueeze } from "./unsqueeze.ts";

export const rotaryEmbedding: Op = {
  name: "rotary_embedding",
  parameters: ["x", "cos", "sin", "positions"],
  required: 3,
  /** x is batch × heads × sequence × size, or batch × sequence × heads·size with so many heads; all numbers of a head turn where `turned` is 0. */
  attributes: { heads: 0, turned: 0, interleaved: 0 },
  inferShape([x, ...others], attributes) {
    const sizes = sizesOf(x, attributes);
    if ("problem" in sizes) return sizes;
    const { batch, sequence, turned } = sizes;
    const [cosines, sines, positions] = others;
    if (!sameShape(cosines, sines)) return { problem: `its cos and sin have the shapes ${showShape(cosines)} and ${showShape(sines)}` };
    const wanted = positions === undefined ? [batch, sequence, turned / 2] : [cosines[0], turned / 2];
    if (!sameShape(cosines, wanted)) return { problem: `its cos has the shape ${showShape(cosines)} instead of ${showShape(wanted)}` };
    if (positions === undefined || sameShape(positions, [batch, sequence])) return x;
    return { problem: `its positions have the shape ${showShape(positions)} instead of ${showShape([batch, sequence])}` };
  },
  inferScalar([x, cosines, sines, ...positions]) {
    const wrong = [x, cosines, sines].find((scalar) => scalar !== "f32");
    if (wrong !== undefined) return { problem: `an argument is of ${wrong} instead of f32` };
    return positions.length === 0 ? x : positionedScalar([x, ...positions]);
  },
  computation: { kind: "expand", into: (context) => embedded(context) },
  onnx: {
    type: "RotaryEmbedding",
    since: 23,
    attributes: {
      heads: { name: "num_heads", type: "int" },
      turned: { name: "rotary_embedding_dim", type: "int" },
      interleaved: { name: "interleaved", type: "int" },
    },
  },
  examples: [
    { shapes: [[2, 2, 3, 4], [2, 3, 2], [2, 3, 2]] },
    { shapes: [[2, 3, 8], [2, 3, 2], [2, 3, 2]], attributes: { heads: 2, interleaved: 1 } },
    { shapes: [[1, 2, 3, 6], [5, 2], [5, 2], [1, 3]], scalars: ["f32", "f32", "f32", "i32"], attributes: { turned: 4 } },
    { shapes: [[1, 2, 12], [4, 2], [4, 2], [1, 2]], scalars: ["f32", "f32", "f32", "i32"], attributes: { heads: 2, turned: 4, interleaved: 1 } },
  ],
};

interface Sizes {
  readonly batch: number;
  readonly heads: number;
  readonly sequence: number;
  /** Of one head. */
  readonly size: number;
  /** How many of these numbers turn. */
  readonly turned: number;
}

function sizesOf(x: Shape, attributes: Attributes): Sizes | ShapeProblem {
  if (x.length !== 3 && x.length !== 4) return { problem: `its x has ${x.length} axes instead of 3 or 4` };
  const given = numberOf(attributes, "heads");
  const [batch, heads, sequence, size] = x.length === 4 ? x : [x[0], given, x[1], x[2] / given];
  if (given !== 0 && given !== heads) return { problem: `its x of shape ${showShape(x)} has not ${given} heads` };
  if (!Number.isInteger(size)) return { problem: `${x[2]} numbers cannot be divided among ${given} heads` };
  const turned = numberOf(attributes, "turned") === 0 ? size : numberOf(attributes, "turned");
  if (turned < 0 || turned > size || turned % 2 !== 0) return { problem: `${turned} of the ${size} numbers of a head cannot be taken in pairs` };
  return { batch, heads, sequence, size, turned };
}

function embedded(context: ExpandContext): ValueId {
  const { builder, arguments: [x], attributes, name, origin } = context;
  const shape = builder.shapeOf(x);
  const { batch, heads, sequence, size, turned } = accepted(sizesOf(shape, attributes));
  const isFlat = shape.length === 3;
  const split = isFlat ? builder.operation(reshape, [x], { shape: [batch, sequence, heads, size] }, "heads", origin) : x;
  const part = (start: number, end: number, step: number, own: string): ValueId => {
    const range = { starts: [start], ends: [end], axes: [3], steps: [step] };
    return builder.operation(slice, [split], range, own, origin);
  };
  const isInterleaved = numberOf(attributes, "interleaved") !== 0;
  const half = turned / 2;
  const first = isInterleaved ? part(0, turned, 2, "even") : part(0, half, 1, "first");
  const second = isInterleaved ? part(1, turned, 2, "odd") : part(half, turned, 1, "second");
  const [real, imaginary] = turnedPair(context, first, second, isFlat ? 2 : 1);
  const rest = turned < size ? [part(turned, size, 1, "rest")] : [];
  const pairs = isInterleaved ? [interleaved(context, [real, imaginary])] : [real, imaginary];
  const whole = builder.operation(concat, [...pairs, ...rest], { axis: 3 }, isFlat ? "rotated" : name, origin);
  return isFlat ? builder.operation(reshape, [whole], { shape }, name, origin) : whole;
}

/** @param axis that of the heads, which all turn alike. */
function turnedPair({ builder, arguments: [, cosines, sines, positions], origin }: ExpandContext, a: ValueId, b: ValueId, axis: number): readonly ValueId[] {
  const [cos, sin] = [cosines, sines].map((table, position) => {
    const own = ["cos", "sin"][position];
    const rows = positions === undefined ? table : builder.operation(gather, [table, positions], {}, `${own}_rows`, origin);
    return builder.operation(unsqueeze, [rows], { axes: [axis] }, own, origin);
  });
  const product = (x: ValueId, y: ValueId): ValueId => builder.operation(multiply, [x, y], {}, "product", origin);
  const real = builder.operation(subtract, [product(cos, a), product(sin, b)], {}, "real", origin);
  const imaginary = builder.operation(add, [product(sin, a), product(cos, b)], {}, "imaginary", origin);
  return [real, imaginary];
}

/** Numbers of each pair side by side. */
function interleaved({ builder, origin }: ExpandContext, pair: readonly ValueId[]): ValueId {
  const shape = builder.shapeOf(pair[0]);
  const columns = pair.map((one) => builder.operation(unsqueeze, [one], { axes: [4] }, "column", origin));
  const pairs = builder.operation(concat, columns, { axis: 4 }, "pairs", origin);
  return builder.operation(reshape, [pairs], { shape: [...shape.slice(0, 3), 2 * shape[3]] }, "turned", origin);
}
