// stft: the discrete Fourier transforms of pieces of a signal that begin `frame_step` elements after each other, each times a window.
// A convolution with the roots of unity, not a fast transform. ONNX STFT-17.

import { accepted } from "../axes.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import type { OnnxSpelling, Op, ShapeProblem } from "../op.ts";
import { sameShape } from "../broadcast.ts";
import { showShape, type Shape } from "../shape.ts";
import { conv } from "./conv.ts";
import { basisSize, fourierBasis, MOST_OF_BASIS, type Transform } from "./fourier-basis.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { transpose } from "./transpose.ts";

export const stft: Op = {
  name: "stft",
  parameters: ["signal", "window"],
  required: 1,
  /** A length of 0 is the window's, or the signal's where there is none. */
  attributes: { frame_step: 1, frame_length: 0, onesided: 1 },
  inferShape(shapes, attributes) {
    const found = transformOf(shapes, attributes);
    if ("problem" in found) return found;
    const [batch, length] = shapes[0];
    return [batch, Math.floor((length - found.length) / numberOf(attributes, "frame_step")) + 1, found.results, 2];
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: args, attributes, name, origin }) {
      const [signal, window] = args;
      const transform = accepted(transformOf(args.map((argument) => builder.shapeOf(argument)), attributes));
      const { length, parts, results } = transform;
      const channels = builder.operation(transpose, [signal], { perm: [0, 2, 1] }, "channels", origin);
      const basis = builder.parameter("basis", [2 * results, parts, length], asKernels(transform), origin);
      const kernels = window === undefined ? basis : builder.operation(multiply, [basis, window], {}, "kernels", origin);
      const sums = builder.operation(conv, [channels, kernels], { strides: [numberOf(attributes, "frame_step")] }, "sums", origin);
      const [batch, , frames] = builder.shapeOf(sums);
      const inOrder = builder.operation(transpose, [sums], { perm: [0, 2, 1] }, "in_order", origin);
      return builder.operation(reshape, [inOrder], { shape: [batch, frames, results, 2] }, name, origin);
    },
  },
  onnx: [spelling("absent"), spelling("given")],
  examples: [
    { shapes: [[1, 9, 1]], attributes: { frame_step: 2, frame_length: 4 } },
    { shapes: [[2, 7, 1], [3]], attributes: { frame_step: 3 } },
    { shapes: [[1, 6, 2], [4]], attributes: { frame_step: 1, frame_length: 4, onesided: 0 } },
    { shapes: [[1, 5, 1]], attributes: { onesided: 0 } },
  ],
};

function spelling(window: "given" | "absent"): OnnxSpelling {
  return {
    type: "STFT",
    since: 17,
    inputs: ["given", "constant", window],
    attributes: { onesided: { name: "onesided", type: "int" } },
    attributeInputs: [
      { attribute: "frame_step", name: "frame_step", type: "int", isRequired: true, since: 17 },
      { attribute: "frame_length", name: "frame_length", type: "int", since: 17 },
    ],
  };
}

/** The matrix as kernels: results × parts of a result × parts × places. */
function asKernels(transform: Transform): Float32Array {
  const { length, parts, results } = transform;
  const basis = fourierBasis(transform);
  const width = 2 * results;
  return Float32Array.from(basis, (_, at) => {
    const place = at % length;
    const part = Math.floor(at / length) % parts;
    return basis[(place * parts + part) * width + Math.floor(at / (length * parts))];
  });
}

function transformOf([signal, window]: readonly (Shape | undefined)[], attributes: Attributes): Transform | ShapeProblem {
  const parts = signal?.[2];
  if (signal?.length !== 3 || (parts !== 1 && parts !== 2)) return { problem: `${showShape(signal ?? [])} is no batch of signals of one or two parts` };
  const [step, given, isHalf] = [numberOf(attributes, "frame_step"), numberOf(attributes, "frame_length"), numberOf(attributes, "onesided") !== 0];
  const length = given === 0 ? (window?.[0] ?? signal[1]) : given;
  if (window !== undefined && !sameShape(window, [length])) return { problem: `its window ${showShape(window)} is not that of ${length} elements` };
  if (!(step >= 1) || !(length >= 1) || length > signal[1]) return { problem: `a signal of ${signal[1]} has no pieces of ${length}, ${step} after each other` };
  if (isHalf && parts === 2) return { problem: "half a spectrum is that of reals, and its signal is complex" };
  const transform: Transform = { length, places: length, parts, results: isHalf ? Math.floor(length / 2) + 1 : length, kind: "forward" };
  if (basisSize(transform) > MOST_OF_BASIS) return { problem: `its matrix has ${basisSize(transform)} elements, of which ${MOST_OF_BASIS} are supported` };
  return transform;
}
