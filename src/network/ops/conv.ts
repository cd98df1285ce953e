// conv: convolutions of any number of axes, strides, dilations, groups and paddings. A kernel as large as its input is a dense layer. ONNX Conv-22.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { accepted } from "../axes.ts";
import { sameShape } from "../broadcast.ts";
import { elementCount, showShape, type Shape } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, ShapeProblem, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { gemm } from "./gemm.ts";
import { matmul } from "./matmul.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";
import { channelsFirst, channelsLast, framed, stepsOf } from "./windows/channels-last.ts";
import { convolved } from "./windows/convolved.ts";
import { PADDING, WINDOW_ATTRIBUTES, WINDOW_SPELLING, windowAxes, type WindowAxis } from "./windows/window-axes.ts";

/** What the nodes of convolutions have in common. */
export const CONVOLUTION_SPELLING: Omit<OnnxSpelling, "type"> = { attributes: { ...WINDOW_SPELLING, group: { name: "group", type: "int" } } };

export const conv: Op = {
  name: "conv",
  parameters: ["x", "w", "b"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: { ...WINDOW_ATTRIBUTES, group: 1 },
  inferShape([x, w, b], attributes) {
    const group = numberOf(attributes, "group");
    const given = listOf(attributes, "kernel_shape");
    const [kernels, depth] = w;
    const fits = x.length >= 3 && w.length === x.length && x[1] === depth * group && kernels % group === 0;
    if (!fits || (given.length > 0 && !sameShape(given, w.slice(2)))) {
      return { problem: `kernels of shape ${showShape(w)} in groups of ${group} do not fit ${showShape(x)}` };
    }
    if (b !== undefined && !sameShape(b, [kernels])) return { problem: `${showShape(b)} are not the biases of ${kernels} kernels` };
    const axes = convolutionWindows([x, w], attributes);
    return "problem" in axes ? axes : [x[0], kernels, ...axes.map(({ count }) => count)];
  },
  computation: {
    kind: "expand",
    into(context) {
      const [x, w] = context.arguments.map((id) => context.builder.shapeOf(id));
      const axes = accepted(convolutionWindows([x, w], context.attributes));
      return axes.every(coversWhole) ? asLayer(context) : asWindows(context, axes);
    },
  },
  onnx: { ...CONVOLUTION_SPELLING, type: "Conv" },
  examples: [
    {
      shapes: [[1, 3, 2, 2], [4, 3, 2, 2], [4]],
      attributes: { kernel_shape: [2, 2], strides: [3, 1], pads: [0, 0, 0, 0], dilations: [1, 1] },
    },
    { shapes: [[2, 4, 3], [6, 2, 3], [6]], attributes: { group: 2 } },
    { shapes: [[2, 3, 1, 1], [2, 3, 1, 1]], attributes: { auto_pad: PADDING.SAME_UPPER } },
    { shapes: [[1, 3, 2, 1], [3, 1, 2, 1]], attributes: { group: 3, auto_pad: PADDING.VALID } },
    { shapes: [[1, 3, 5, 4], [8, 3, 3, 3], [8]], attributes: { strides: [2, 1], pads: [1, 0, 1, 2] } },
    { shapes: [[2, 4, 7], [4, 2, 2]], attributes: { group: 2, dilations: [3], auto_pad: PADDING.SAME_LOWER } },
    { shapes: [[1, 4, 4, 4], [8, 1, 3, 3], [8]], attributes: { group: 4, pads: [1, 1, 1, 1] } },
    { shapes: [[1, 4, 4, 4], [4, 1, 3, 3], [4]], attributes: { group: 4, pads: [1, 1, 1, 1] } },
    { shapes: [[1, 5, 2, 3], [6, 5, 1, 1]] },
    { shapes: [[1, 2, 3, 3, 2], [2, 2, 2, 2, 2], [2]], attributes: { auto_pad: PADDING.SAME_UPPER } },
    // One result, whose window reaches beyond the array.
    { shapes: [[1, 1, 2, 3], [1, 1, 3, 3], [1]], attributes: { pads: [1, 0, 0, 0] } },
  ],
};

export function convolutionWindows([x, w]: readonly Shape[], attributes: Attributes): readonly WindowAxis[] | ShapeProblem {
  return windowAxes(x.slice(2), w.slice(2), attributes);
}

/** Whether one window meets every element once and no padding. */
function coversWhole({ extent, kernel, dilation, before, count }: WindowAxis): boolean {
  return count === 1 && before === 0 && kernel === extent && (extent === 1 || dilation === 1);
}

function asWindows({ builder, arguments: [x, kernels, ...bias], attributes, name, origin }: ExpandContext, axes: readonly WindowAxis[]): ValueId {
  const within = framed(builder, channelsLast(builder, x, origin), axes, 0, origin);
  const found = convolved(builder, { within, kernels, bias, group: numberOf(attributes, "group"), steps: stepsOf(axes) }, origin);
  return channelsFirst(builder, found, name, origin);
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
