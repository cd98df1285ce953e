// attention: Softmax(q·kᵀ·scale, capped, plus what is added)·v for each head, where a head of keys and values may serve a group of heads of
// queries. Its further outputs: all keys, all values, and the scores at one of their stages. A query that sees no key gives 0.
// ONNX Attention-23, 24 and 25; Vaswani and others 2017, Ainslie and others 2023.
//
// Softmax is computed in float32, whatever precision of at least that is asked for. A mask may be shorter than the keys, which are then not
// seen; so it is in operator set 23 as well, as the standard's reference implementation has it.

import { accepted } from "../axes.ts";
import { numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import type { Scalar } from "../../program/scalar.ts";
import type { Shape } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, OpExample, ShapeProblem, ValueId } from "../op.ts";
import { attentionBias } from "./attention-bias.ts";
import { attended, cappedScores, hiddenScores, presentOf, rawScores, sharesOf } from "./attention-scores.ts";
import { attentionArguments, attentionSizes, FURTHER_ARGUMENTS, SCALE_OF_SIZE, type AttentionSizes } from "./attention-sizes.ts";

/** Which further arguments there are. */
const [MASK, PAST_KEY, PAST_VALUE, LENGTHS] = FURTHER_ARGUMENTS.keys();

/** What the scores that are an output are: `stage`. */
const STAGES = { raw: 0, capped: 1, biased: 2, shares: 3 } as const;

const ATTRIBUTES: Attributes = {
  given: [],
  heads: 0,
  keyHeads: 0,
  scale: SCALE_OF_SIZE,
  cap: 0,
  causal: 0,
  /** How many keys before its own place and after it a query sees; below 0 all. */
  before: -1,
  after: -1,
  stage: STAGES.raw,
  /** Of softmax: float32 whatever is asked for. */
  precision: 0,
};

const FLOATS = ["f32", "f32", "f32"] as const;

/** Heads in axes of their own, heads side by side, and what was there before. */
const LAYOUTS: readonly OpExample[] = [
  { shapes: [[1, 2, 2, 3], [1, 2, 3, 3], [1, 2, 3, 2]] },
  { shapes: [[2, 2, 8], [2, 3, 4], [2, 3, 6]], attributes: { heads: 4, keyHeads: 2, scale: 0.5, cap: 2, causal: 1 } },
  {
    shapes: [[1, 2, 4], [1, 2, 4], [1, 2, 4], [1, 2, 1, 2], [1, 2, 1, 2]],
    attributes: { given: [PAST_KEY, PAST_VALUE], heads: 2, keyHeads: 2, before: 1, after: 0, cap: 3, stage: STAGES.capped },
  },
];

/** Masks, and numbers of keys. */
const MASKS: readonly OpExample[] = [
  { shapes: [[1, 2, 2, 2], [1, 1, 3, 2], [1, 1, 3, 2], [2, 2]], attributes: { given: [MASK], stage: STAGES.biased } },
  {
    shapes: [[1, 1, 3, 2], [1, 1, 3, 2], [1, 1, 3, 2], [3, 3]],
    scalars: [...FLOATS, "bool"],
    attributes: { given: [MASK], stage: STAGES.shares },
  },
  {
    shapes: [[2, 1, 2, 2], [2, 1, 3, 2], [2, 1, 3, 2], [2, 1, 1, 3], [2]],
    scalars: [...FLOATS, "bool", "i32"],
    attributes: { given: [MASK, LENGTHS], causal: 1, stage: STAGES.shares },
  },
];

/** What is made of attention's arguments. */
function ofAttention(
  name: string,
  shapeOf: (sizes: AttentionSizes) => Shape,
  into: (context: ExpandContext, sizes: AttentionSizes) => ValueId,
  examples: readonly OpExample[],
): Op {
  return {
    name,
    parameters: ["q", "k", "v", ...FURTHER_ARGUMENTS],
    required: 3,
    attributes: ATTRIBUTES,
    inferShape(shapes, attributes) {
      const sizes = attentionSizes(shapes, attributes);
      return "problem" in sizes ? sizes : shapeOf(sizes);
    },
    inferScalar,
    computation: {
      kind: "expand",
      into(context) {
        const shapes = context.arguments.map((argument) => context.builder.shapeOf(argument));
        return into(context, accepted(attentionSizes(shapes, context.attributes)));
      },
    },
    examples,
  };
}

function inferScalar(scalars: readonly Scalar[], attributes: Attributes): Scalar | ShapeProblem {
  const { mask = "f32", lengths = "i32", ...floats } = attentionArguments(scalars, attributes);
  const wrong = Object.entries(floats).find(([, scalar]) => scalar !== "f32");
  if (wrong !== undefined) return { problem: `its ${wrong[0]} is of ${wrong[1]} instead of f32` };
  if (mask !== "f32" && mask !== "bool") return { problem: `its mask is of ${mask} instead of f32 or bool` };
  return lengths === "i32" ? "f32" : { problem: `its lengths are of ${lengths} instead of i32` };
}

/** All keys, those that were there before among them. */
export const attentionKeys = ofAttention(
  "attention_keys",
  keysShape("size"),
  (context, sizes) => presentOf(context, sizes, "key", context.name),
  LAYOUTS,
);

/** All values, those that were there before among them. */
export const attentionValues = ofAttention(
  "attention_values",
  keysShape("valueSize"),
  (context, sizes) => presentOf(context, sizes, "value", context.name),
  LAYOUTS,
);

function keysShape(last: "size" | "valueSize"): (sizes: AttentionSizes) => Shape {
  return (sizes) => [sizes.batch, sizes.heads, sizes.keys, sizes[last]];
}

/** The scores at a stage. */
export const attentionScores = ofAttention(
  "attention_scores",
  ({ batch, heads, group, queries, keys }) => [batch, heads * group, queries, keys],
  (context, sizes) => {
    const stage = numberOf(context.attributes, "stage");
    if (stage === STAGES.shares) return sharesOf(context, sizes, context.name);
    const raw = rawScores(context, sizes, stage === STAGES.raw ? context.name : "scores");
    if (stage === STAGES.raw) return raw;
    const capped = cappedScores(context, raw, stage === STAGES.capped ? context.name : "capped");
    return stage === STAGES.capped ? capped : hiddenScores(context, capped, attentionBias(context, sizes), context.name);
  },
  [...LAYOUTS, ...MASKS],
);

export const attention: Op = {
  ...ofAttention(
    "attention",
    ({ isFlat, batch, heads, group, queries, valueSize }) => {
      return isFlat ? [batch, queries, heads * group * valueSize] : [batch, heads * group, queries, valueSize];
    },
    attended,
    [...LAYOUTS, ...MASKS],
  ),
  onnx: [
    spelling([]),
    spelling([MASK]),
    spelling([PAST_KEY, PAST_VALUE]),
    spelling([MASK, PAST_KEY, PAST_VALUE]),
    spelling([LENGTHS], 24),
    spelling([MASK, LENGTHS], 24),
  ],
};

/** @param given which further inputs a node has. */
function spelling(given: readonly number[], since = 23): OnnxSpelling {
  return {
    type: "Attention",
    since,
    inputs: ["given", "given", "given", ...[...FURTHER_ARGUMENTS.keys()].map((number) => (given.includes(number) ? "given" : "absent"))],
    implied: { given },
    attributes: {
      heads: { name: "q_num_heads", type: "int" },
      keyHeads: { name: "kv_num_heads", type: "int" },
      scale: { name: "scale", type: "float" },
      cap: { name: "softcap", type: "float" },
      causal: { name: "is_causal", type: "int" },
      before: { name: "left_window_size", type: "int", since: 25 },
      after: { name: "right_window_size", type: "int", since: 25 },
      stage: { name: "qk_matmul_output_mode", type: "int", values: { 0: 0, 1: 1, 2: 2, 3: 3 } },
      precision: { name: "softmax_precision", type: "int", values: { 1: 0, 11: 0 } },
    },
    furtherOutputs: [attentionKeys, attentionValues, attentionScores],
  };
}
