// conv_transpose: what a convolution's derivative does: each element of x spreads a kernel over the result. Computed by phases, one convolution for
// all elements of the result that the same elements of the kernels meet, so that no zeros between elements of x are multiplied. The products of an
// element are added up from +0 in the order of x, its channels inside, those with what would lie before or behind x among them; the bias takes the
// sum. ONNX ConvTranspose-22.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { accepted } from "../axes.ts";
import { sameShape } from "../broadcast.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { showShape, type Shape } from "../shape.ts";
import { add } from "./add.ts";
import { expand } from "./expand.ts";
import { frame } from "./frame.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { transpose } from "./transpose.ts";
import { channelsFirst, channelsLast } from "./windows/channels-last.ts";
import { convolved } from "./windows/convolved.ts";
import { interleave } from "./windows/interleave.ts";
import { endOf, phasesOf, transposedAxes, type Phase, type TransposedAxis } from "./windows/transposed-axes.ts";
import { PADDING, WINDOW_ATTRIBUTES, WINDOW_SPELLING } from "./windows/window-axes.ts";

export const convTranspose: Op = {
  name: "conv_transpose",
  parameters: ["x", "w", "b"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: { ...WINDOW_ATTRIBUTES, group: 1, output_padding: [], output_shape: [] },
  inferShape([x, w, b], attributes) {
    const group = numberOf(attributes, "group");
    const given = listOf(attributes, "kernel_shape");
    const fits = x.length >= 3 && w.length === x.length && x[1] === w[0] && group >= 1 && w[0] % group === 0;
    if (!fits || (given.length > 0 && !sameShape(given, w.slice(2)))) {
      return { problem: `kernels of shape ${showShape(w)} in groups of ${group} do not fit ${showShape(x)}` };
    }
    const kernels = w[1] * group;
    if (b !== undefined && !sameShape(b, [kernels])) return { problem: `${showShape(b)} are not the biases of ${kernels} kernels` };
    const axes = axesOf([x, w], attributes);
    return "problem" in axes ? axes : [x[0], kernels, ...axes.map(({ count }) => count)];
  },
  computation: { kind: "expand", into: (context) => spreadKernels(context) },
  onnx: {
    type: "ConvTranspose",
    attributes: {
      ...WINDOW_SPELLING,
      group: { name: "group", type: "int" },
      output_padding: { name: "output_padding", type: "ints" },
      output_shape: { name: "output_shape", type: "ints" },
    },
  },
  examples: [
    { shapes: [[1, 2, 3, 4], [2, 3, 3, 3], [3]], attributes: { strides: [2, 1], pads: [1, 0, 0, 1] } },
    { shapes: [[2, 4, 3], [4, 1, 2], [2]], attributes: { group: 2, strides: [3] } },
    { shapes: [[1, 3, 2, 3], [3, 1, 3, 2], [3]], attributes: { group: 3, dilations: [2, 1], strides: [2, 2], output_padding: [1, 1] } },
    { shapes: [[1, 2, 4], [2, 2, 5]], attributes: { auto_pad: PADDING.SAME_UPPER, strides: [2] } },
    { shapes: [[1, 2, 4], [2, 1, 5]], attributes: { auto_pad: PADDING.SAME_LOWER, strides: [2] } },
    { shapes: [[1, 1, 3, 3], [1, 2, 3, 3]], attributes: { strides: [3, 2], output_shape: [10, 8] } },
  ],
};

function axesOf([x, w]: readonly Shape[], attributes: Attributes): readonly TransposedAxis[] | ShapeProblem {
  return transposedAxes(x.slice(2), w.slice(2), attributes);
}

/** What the op computes, of floats; and of integers, whose sums are of i32, as no file of ONNX has it. */
export function spreadKernels(context: ExpandContext): ValueId {
  const { builder, arguments: [x, w, ...bias], attributes, name, origin } = context;
  const axes = accepted(axesOf([x, w].map((id) => builder.shapeOf(id)), attributes));
  const all = alongAxes(axes.map(phasesOf));
  const met = all.filter((phases) => phases.every(({ taps }) => taps.length > 0));
  const isWhole = met.length === all.length;
  const within = inFrame(context, axes, met);
  const kernels = kernelsOf(context, w);
  const found = met.map((phases) => phaseOf(context, phases, { ...within, kernels, bias: isWhole ? bias : [] }));
  const sums = taken(context, axes, met, found);
  const biased = isWhole ? sums : bias.reduce((sum, one) => builder.operation(add, [sum, one], {}, "biased", origin), sums);
  return channelsFirst(builder, biased, name, origin);
}

/** One phase of each axis, in every combination. */
function alongAxes(axes: readonly (readonly Phase[])[]): readonly (readonly Phase[])[] {
  return axes.reduce<readonly (readonly Phase[])[]>((all, own) => all.flatMap((before) => own.map((phase) => [...before, phase])), [[]]);
}

/** x with its channels last and zeros as far as phases reach beyond it. */
interface Within {
  readonly x: ValueId;
  /** Zeros before each axis. */
  readonly before: readonly number[];
}

function inFrame({ builder, arguments: [x], origin }: ExpandContext, axes: readonly TransposedAxis[], met: readonly (readonly Phase[])[]): Within {
  const before = axes.map((_, axis) => Math.max(0, ...met.map((phases) => -phases[axis].from)));
  const after = axes.map(({ extent }, axis) => Math.max(0, ...met.map((phases) => endOf(phases[axis]) - extent)));
  const last = channelsLast(builder, x, origin);
  if ([...before, ...after].every((width) => width === 0)) return { x: last, before };
  return { x: builder.operation(frame, [last], { before: [0, ...before, 0], after: [0, ...after, 0], value: 0 }, "framed", origin), before };
}

/** [C, kernels / group, ...kernel] as convolutions have them: [kernels, C / group, ...kernel]. */
function kernelsOf({ builder, attributes, origin }: ExpandContext, w: ValueId): ValueId {
  const group = numberOf(attributes, "group");
  const [channels, kernels, ...kernel] = builder.shapeOf(w);
  const perm = [0, 2, 1, ...kernel.map((_, axis) => axis + 3)];
  const groups = builder.operation(reshape, [w], { shape: [group, channels / group, kernels, ...kernel] }, "kernels", origin);
  const turned = builder.operation(transpose, [groups], { perm }, "kernels", origin);
  return builder.operation(reshape, [turned], { shape: [group * kernels, channels / group, ...kernel] }, "kernels", origin);
}

/** [N, ...counts, kernels] of one phase of each axis. */
function phaseOf(
  { builder, attributes, origin }: ExpandContext,
  phases: readonly Phase[],
  { x, before, kernels, bias }: Within & { readonly kernels: ValueId; readonly bias: readonly ValueId[] },
): ValueId {
  const starts = phases.map(({ from }, axis) => from + before[axis]);
  const ends = phases.map((phase, axis) => endOf(phase) + before[axis]);
  const within = builder.operation(slice, [x], { starts, ends, axes: phases.map((_, axis) => axis + 1) }, "within", origin);
  // Backwards, to before the first element where it is the last one.
  const steps = phases.map(({ taps }) => (taps.length > 1 ? taps[1] - taps[0] : -1));
  const behind = phases.map(({ taps }, axis) => (taps.at(-1) ?? 0) + steps[axis]);
  const extents = builder.shapeOf(kernels).slice(2);
  const backwards = {
    starts: phases.map(({ taps }) => taps[0]),
    ends: behind.map((end, axis) => (end < 0 ? -extents[axis] - 1 : end)),
    axes: phases.map((_, axis) => axis + 2),
    steps,
  };
  const own = builder.operation(slice, [kernels], backwards, "taps", origin);
  const strides = { strides: phases.map(() => 1), dilations: phases.map(({ step }) => step) };
  return convolved(builder, { within, kernels: own, bias, group: numberOf(attributes, "group"), steps: strides }, origin);
}

/** The phases where they belong, and 0 where the kernels meet nothing. */
function taken(
  { builder, arguments: [x, w], attributes, origin }: ExpandContext,
  axes: readonly TransposedAxis[],
  met: readonly (readonly Phase[])[],
  found: readonly ValueId[],
): ValueId {
  const extents = axes.map(({ count }) => count);
  const [only] = found;
  if (only === undefined) {
    const shape = [builder.shapeOf(x)[0], ...extents, builder.shapeOf(w)[1] * numberOf(attributes, "group")];
    return builder.operation(expand, [builder.parameter("nothing", [1], Float32Array.of(0), origin)], { shape }, "nothing", origin);
  }
  if (axes.every(({ stride }) => stride === 1)) return only;
  const firsts = met.flatMap((phases) => phases.map(({ first }) => first));
  return builder.operation(interleave, found, { extents, strides: axes.map(({ stride }) => stride), firsts }, "taken", origin);
}
