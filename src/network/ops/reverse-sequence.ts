// reverse_sequence: x with the first elements of each sequence turned round, so many as its length says. ONNX ReverseSequence-10, whose
// axes of time and batch are the first two.

import { constantOf, less, select, subtract } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes, sameShape } from "../broadcast.ts";
import { positionedScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { expand } from "./expand.ts";
import { gatherElements } from "./gather-elements.ts";
import { reshape } from "./reshape.ts";

/** Where the element of a time is found in a sequence whose beginning is turned round. */
const reversedTime: Op = {
  name: "reversed_time",
  parameters: ["time", "length"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "i32",
  computation: {
    kind: "pointwise",
    value([time, length]) {
      const last = subtract(length, constantOf("i32", 1), "last");
      return select(less(time, length), subtract(last, time, "reversed"), time);
    },
  },
  examples: [],
};

export const reverseSequence: Op = {
  name: "reverse_sequence",
  parameters: ["x", "lengths"],
  required: 2,
  attributes: { time_axis: 0, batch_axis: 1 },
  inferShape([x, lengths], attributes) {
    const [time, batch] = [numberOf(attributes, "time_axis"), numberOf(attributes, "batch_axis")];
    if (x.length < 2 || time + batch !== 1 || time * batch !== 0) {
      return { problem: `${time} and ${batch} are not the first two axes of ${showShape(x)}` };
    }
    return sameShape(lengths, [x[batch]]) ? x : { problem: `${showShape(lengths)} are not the lengths of ${x[batch]} sequences` };
  },
  inferScalar: positionedScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, lengths], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const [axis, batch] = [numberOf(attributes, "time_axis"), numberOf(attributes, "batch_axis")];
      const along = (one: number): readonly number[] => shape.map((extent, other) => (other === one ? extent : 1));
      const time = builder.constant("time", along(axis), "i32", Int32Array.from({ length: shape[axis] }, (_, one) => one), origin);
      const length = builder.operation(reshape, [lengths], { shape: along(batch) }, "length", origin);
      const reversed = builder.operation(reversedTime, [time, length], {}, "reversed_time", origin);
      const everywhere = builder.operation(expand, [reversed], { shape }, "source", origin);
      return builder.operation(gatherElements, [x, everywhere], { axis }, name, origin);
    },
  },
  onnx: {
    type: "ReverseSequence",
    since: 10,
    attributes: { time_axis: { name: "time_axis", type: "int" }, batch_axis: { name: "batch_axis", type: "int" } },
  },
  examples: [
    { shapes: [[4, 2], [2]], scalars: ["f32", "i32"] },
    { shapes: [[2, 4, 2], [2]], scalars: ["i32", "i32"], attributes: { time_axis: 1, batch_axis: 0 } },
  ],
};
