// dft: the discrete Fourier transform along an axis, its inverse, and those of reals that have half a spectrum; the last axis is the real and
// the imaginary part. A product with a matrix, not a fast transform. ONNX DFT-20; until 19 the axis is an attribute.

import { accepted, axisOf } from "../axes.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import type { OnnxAttributeInput, Op, ShapeProblem, ValueId } from "../op.ts";
import { elementCount, showShape, type Shape } from "../shape.ts";
import { divide } from "./divide.ts";
import { basisSize, fourierBasis, MOST_OF_BASIS, partsOfResult, type Transform } from "./fourier-basis.ts";
import { matmul } from "./matmul.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { transpose } from "./transpose.ts";

interface AlongAxis {
  readonly axis: number;
  readonly transform: Transform;
}

const WAYS = { inverse: { name: "inverse", type: "int" }, onesided: { name: "onesided", type: "int" } } as const;
const LENGTH: OnnxAttributeInput = { attribute: "dft_length", name: "dft_length", type: "int", since: 17 };

export const dft: Op = {
  name: "dft",
  parameters: ["x"],
  required: 1,
  /** A length of 0 is that of the axis. */
  attributes: { axis: -2, inverse: 0, onesided: 0, dft_length: 0 },
  inferShape([x], attributes) {
    const found = transformOf(x, attributes);
    return "problem" in found ? found : resultOf(x, found);
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const along = accepted(transformOf(shape, attributes));
      const { axis, transform } = along;
      const [last, depth, width] = [shape.length - 1, transform.places * transform.parts, transform.results * partsOfResult(transform)];
      const used = builder.operation(slice, [x], { starts: [0], ends: [transform.places], axes: [axis], steps: [1] }, "used", origin);
      const others = [...shape.keys()].filter((one) => one !== axis && one !== last);
      const perm = [...others, axis, last];
      const inOrder = builder.operation(transpose, [used], { perm }, "in_order", origin);
      const extents = others.map((one) => shape[one]);
      const rows = builder.operation(reshape, [inOrder], { shape: [elementCount(extents), depth] }, "rows", origin);
      const basis = builder.parameter("basis", [depth, width], fourierBasis(transform), origin);
      const sums = builder.operation(matmul, [rows, basis], {}, "sums", origin);
      const length = (): ValueId => builder.parameter("length", [], Float32Array.of(transform.length), origin);
      const products = transform.kind === "forward" ? sums : builder.operation(divide, [sums, length()], {}, "means", origin);
      const parted = builder.operation(reshape, [products], { shape: [...extents, transform.results, partsOfResult(transform)] }, "parted", origin);
      return builder.operation(transpose, [parted], { perm: [...shape.keys()].map((one) => perm.indexOf(one)) }, name, origin);
    },
  },
  onnx: [
    {
      type: "DFT",
      since: 20,
      attributes: WAYS,
      attributeInputs: [LENGTH, { attribute: "axis", name: "axis", type: "int", since: 20 }],
    },
    { type: "DFT", since: 17, until: 19, attributes: { ...WAYS, axis: { name: "axis", type: "int" } }, implied: { axis: 1 }, attributeInputs: [LENGTH] },
  ],
  examples: [
    { shapes: [[2, 5, 1]], attributes: { dft_length: 3 } },
    { shapes: [[1, 4, 2, 2]], attributes: { axis: 1 } },
    { shapes: [[6, 2, 1]], attributes: { axis: 0, onesided: 1 } },
    { shapes: [[3, 2]], attributes: { dft_length: 4, inverse: 1 } },
    { shapes: [[1, 4, 2]], attributes: { dft_length: 5, inverse: 1, onesided: 1 } },
  ],
};

function resultOf(x: Shape, { axis, transform }: AlongAxis): Shape {
  return x.with(axis, transform.results).with(x.length - 1, partsOfResult(transform));
}

function transformOf(x: Shape, attributes: Attributes): AlongAxis | ShapeProblem {
  const axis = axisOf(numberOf(attributes, "axis"), x.length);
  if (typeof axis === "object") return axis;
  const parts = x.at(-1);
  if (axis === x.length - 1 || (parts !== 1 && parts !== 2)) return { problem: `${showShape(x)} has no numbers of one or two parts along axis ${axis}` };
  const [isInverse, isHalf] = [numberOf(attributes, "inverse") !== 0, numberOf(attributes, "onesided") !== 0];
  if (isHalf && !isInverse && parts === 2) return { problem: "half a spectrum is that of reals, and its x is complex" };
  const given = numberOf(attributes, "dft_length");
  const length = given === 0 ? (isHalf && isInverse ? 2 * (x[axis] - 1) : x[axis]) : given;
  if (!(length >= 1)) return { problem: `its length is ${length}` };
  const half = Math.floor(length / 2) + 1;
  const transform: Transform = {
    length,
    places: Math.min(isHalf && isInverse ? half : length, x[axis]),
    parts,
    results: isHalf && !isInverse ? half : length,
    kind: !isInverse ? "forward" : isHalf ? "inverse-of-half" : "inverse",
  };
  if (basisSize(transform) > MOST_OF_BASIS) return { problem: `its matrix has ${basisSize(transform)} elements, of which ${MOST_OF_BASIS} are supported` };
  return { axis, transform };
}
