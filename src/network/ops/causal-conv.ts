// causal_conv: each channel convolved along its sequence with a kernel of its own, which sees the element and those before it alone: 0 before the
// first one, or what is given; and an activation. causal_conv_state: the last elements of the sequence, all that the next part of it needs.
// ONNX CausalConvWithState-27.

import { listOf, numberOf, type Attributes } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import type { OnnxSpelling, Op, OpExample, ShapeProblem, ValueId } from "../op.ts";
import { showShape, type Shape } from "../shape.ts";
import { concat } from "./concat.ts";
import { conv } from "./conv.ts";
import { identity } from "./identity.ts";
import { pad } from "./pad.ts";
import { slice } from "./slice.ts";
import { swish } from "./swish.ts";

/** What may follow x and w; `given` lists the positions of what does. */
const [BIAS, PAST] = [0, 1];
const PARAMETERS = ["x", "w", "bias", "past"];

const ACTIVATIONS = { none: 0, silu: 1, swish: 1 } as const;
const ATTRIBUTES: Attributes = { given: [], activation: ACTIVATIONS.none };

const EXAMPLES: readonly OpExample[] = [
  { shapes: [[2, 3, 5], [3, 1, 4]] },
  { shapes: [[1, 2, 4], [2, 1, 3], [2], [1, 2, 2]], attributes: { given: [BIAS, PAST], activation: ACTIVATIONS.silu } },
  { shapes: [[2, 1, 1], [1, 1, 3], [2, 1, 2]], attributes: { given: [PAST] } },
  { shapes: [[1, 2, 1], [2, 1, 4], [2]], attributes: { given: [BIAS] } },
];

/** The arguments by what they are. */
function argumentsOf<Item>([x, w, ...further]: readonly Item[], attributes: Attributes): Readonly<Record<"x" | "w", Item> & Record<"bias" | "past", Item | undefined>> {
  const given = listOf(attributes, "given");
  const argument = (number: number): Item | undefined => (given.includes(number) ? further[given.indexOf(number)] : undefined);
  return { x, w, bias: argument(BIAS), past: argument(PAST) };
}

function problemOf(shapes: readonly Shape[], attributes: Attributes): ShapeProblem | undefined {
  if (shapes.length !== 2 + listOf(attributes, "given").length) return { problem: `it has ${shapes.length} arguments` };
  const { x, w, bias, past } = argumentsOf(shapes, attributes);
  if (x.length !== 3) return { problem: `${showShape(x)} is no batch of sequences of channels` };
  const [batch, channels] = x;
  if (w.length !== 3 || w[0] !== channels || w[1] !== 1 || w[2] < 1) return { problem: `${showShape(w)} are not kernels, one for each channel of ${showShape(x)}` };
  if (bias !== undefined && !sameShape(bias, [channels])) return { problem: `${showShape(bias)} are not the biases of ${channels} kernels` };
  const before = [batch, channels, w[2] - 1];
  return past === undefined || sameShape(past, before) ? undefined : { problem: `its past has the shape ${showShape(past)} instead of ${showShape(before)}` };
}

/** The further output of CausalConvWithState. */
export const causalConvState: Op = {
  name: "causal_conv_state",
  parameters: PARAMETERS,
  required: 2,
  attributes: ATTRIBUTES,
  inferShape(shapes, attributes) {
    const { x, w } = argumentsOf(shapes, attributes);
    return problemOf(shapes, attributes) ?? [x[0], x[1], w[2] - 1];
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: args, attributes, name, origin }) {
      const { x, w, past } = argumentsOf(args, attributes);
      const [length, kept] = [builder.shapeOf(x)[2], builder.shapeOf(w)[2] - 1];
      const last = (sequence: ValueId, from: number): ValueId => {
        return builder.operation(slice, [sequence], { starts: [from], ends: [from + kept], axes: [2] }, name, origin);
      };
      if (length === kept) return builder.operation(identity, [x], {}, name, origin);
      if (length > kept) return last(x, length - kept);
      if (past === undefined) return builder.operation(pad, [x], { pads: [kept - length, 0], axes: [2] }, name, origin);
      return last(builder.operation(concat, [past, x], { axis: 2 }, "sequence", origin), length);
    },
  },
  examples: EXAMPLES,
};

export const causalConv: Op = {
  name: "causal_conv",
  parameters: PARAMETERS,
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: ATTRIBUTES,
  inferShape: (shapes, attributes) => problemOf(shapes, attributes) ?? shapes[0],
  computation: {
    kind: "expand",
    into({ builder, arguments: args, attributes, name, origin }) {
      const { x, w, bias, past } = argumentsOf(args, attributes);
      const isActivated = numberOf(attributes, "activation") !== ACTIVATIONS.none;
      const [channels, , length] = builder.shapeOf(w);
      const sequence = past === undefined ? x : builder.operation(concat, [past, x], { axis: 2 }, "sequence", origin);
      const window = { group: channels, pads: [past === undefined ? length - 1 : 0, 0] };
      const sums = builder.operation(conv, [sequence, w, ...(bias === undefined ? [] : [bias])], window, isActivated ? "sums" : name, origin);
      return isActivated ? builder.operation(swish, [sums], {}, name, origin) : sums;
    },
  },
  onnx: [[], [BIAS], [PAST], [BIAS, PAST]].map(spelling),
  examples: EXAMPLES,
};

/** @param given which further inputs a node has. */
function spelling(given: readonly number[]): OnnxSpelling {
  return {
    type: "CausalConvWithState",
    since: 27,
    inputs: ["given", "given", ...[BIAS, PAST].map((number) => (given.includes(number) ? "given" : "absent"))],
    implied: { given },
    attributes: { activation: { name: "activation", type: "string", values: ACTIVATIONS } },
    furtherOutputs: [causalConvState],
  };
}
