// conv: a convolution whose kernels are as large as its input, which is a dense layer of all elements of each group of channels; every
// other one is refused. ONNX Conv-22.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { elementCount, showShape, type Shape } from "../shape.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { gemm } from "./gemm.ts";
import { matmul } from "./matmul.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

/** How padding is chosen; all but the first one say it themselves. */
const PADDING = { NOTSET: 0, VALID: 1, SAME_UPPER: 2, SAME_LOWER: 3 } as const;

export const conv: Op = {
  name: "conv",
  parameters: ["x", "w", "b"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: { kernel_shape: [], strides: [], pads: [], dilations: [], group: 1, auto_pad: PADDING.NOTSET },
  inferShape([x, w, b], attributes) {
    const group = numberOf(attributes, "group");
    const given = listOf(attributes, "kernel_shape");
    const [kernels, depth] = w;
    const fits = x.length >= 3 && w.length === x.length && x[1] === depth * group && kernels % group === 0;
    if (!fits || (given.length > 0 && !sameShape(given, w.slice(2)))) {
      return { problem: `kernels of shape ${showShape(w)} in groups of ${group} do not fit ${showShape(x)}` };
    }
    if (b !== undefined && !sameShape(b, [kernels])) return { problem: `${showShape(b)} are not the biases of ${kernels} kernels` };
    if (coversWhole(x.slice(2), w.slice(2), attributes)) return [x[0], kernels, ...x.slice(2).map(() => 1)];
    const example = `kernels ${showShape(w)} over ${showShape(x)}`;
    return { problem: `convolutions that do not cover their whole input are not supported, such as one of ${example}` };
  },
  computation: { kind: "expand", into: asLayer },
  onnx: {
    type: "Conv",
    attributes: {
      kernel_shape: { name: "kernel_shape", type: "ints" },
      strides: { name: "strides", type: "ints" },
      pads: { name: "pads", type: "ints" },
      dilations: { name: "dilations", type: "ints" },
      group: { name: "group", type: "int" },
      auto_pad: { name: "auto_pad", type: "string", values: PADDING },
    },
  },
  examples: [
    {
      shapes: [[1, 3, 2, 2], [4, 3, 2, 2], [4]],
      attributes: { kernel_shape: [2, 2], strides: [3, 1], pads: [0, 0, 0, 0], dilations: [1, 1] },
    },
    { shapes: [[2, 4, 3], [6, 2, 3], [6]], attributes: { group: 2 } },
    { shapes: [[2, 3, 1, 1], [2, 3, 1, 1]], attributes: { auto_pad: PADDING.SAME_UPPER } },
    { shapes: [[1, 3, 2, 1], [3, 1, 2, 1]], attributes: { group: 3, auto_pad: PADDING.VALID } },
  ],
};

/** Whether a kernel meets every element once and no padding: strides do not matter then. */
function coversWhole(extents: Shape, kernel: Shape, attributes: Attributes): boolean {
  const [strides, dilations] = ["strides", "dilations"].map((name) => extents.map((_, axis) => listOf(attributes, name)[axis] ?? 1));
  const padding = numberOf(attributes, "auto_pad");
  const isPadded =
    padding === PADDING.NOTSET
      ? listOf(attributes, "pads").some((width) => width !== 0)
      : // As many results as strides begin within the input.
        padding !== PADDING.VALID && extents.some((extent, axis) => extent > strides[axis]);
  return !isPadded && extents.every((extent, axis) => kernel[axis] === extent && (extent === 1 || dilations[axis] === 1));
}

function asLayer({ builder, arguments: [x, w, ...bias], attributes, name, origin }: ExpandContext): ValueId {
  const group = numberOf(attributes, "group");
  const [count, , ...extents] = builder.shapeOf(x);
  const [kernels, ...depths] = builder.shapeOf(w);
  const depth = elementCount(depths);
  const shaped = (value: ValueId, shape: Shape, one: string): ValueId => builder.operation(reshape, [value], { shape }, one, origin);
  const result = [count, kernels, ...extents.map(() => 1)];
  if (group === 1) {
    const args = [shaped(x, [count, depth], "rows"), shaped(w, [kernels, depth], "kernels"), ...bias];
    return shaped(builder.operation(gemm, args, { transposeB: 1 }, "sum", origin), result, name);
  }
  const matrices = shaped(w, [group, kernels / group, depth], "kernels");
  const turned = builder.operation(transpose, [matrices], { perm: [0, 2, 1] }, "turned", origin);
  const product = builder.operation(matmul, [shaped(x, [count, group, 1, depth], "rows"), turned], {}, "product", origin);
  const flat = shaped(product, [count, kernels], "flat");
  const sum = bias.length === 0 ? flat : builder.operation(add, [flat, bias[0]], {}, "sum", origin);
  return shaped(sum, result, name);
}
