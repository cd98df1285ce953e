// What attention adds to its scores: the mask, and −∞ where a query does not see a key.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { constant, constantOf, convert, less as isLess, select } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { elementCount } from "../shape.ts";
import { add } from "./add.ts";
import { less, lessOrEqual } from "./comparisons.ts";
import { concat } from "./concat.ts";
import { and } from "./logic.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { attentionArguments, type AttentionSizes } from "./attention-sizes.ts";

/** 0 where something is seen and −∞ elsewhere. */
const hiding: Op = {
  name: "hiding",
  parameters: ["seen"],
  required: 1,
  attributes: {},
  inferShape: ([seen]) => seen,
  inferScalar: ([seen]) => (seen === "bool" ? "f32" : { problem: `what is seen is of ${seen} instead of bool` }),
  computation: {
    kind: "pointwise",
    value: ([seen]) => convert(select(seen, constantOf("u32", 0), constantOf("u32", 0xff800000)), "f32", "bits"),
  },
  examples: [{ shapes: [[3]], scalars: ["bool"] }],
};

/** x, and 0 where the most that is added is −∞: of such a row nothing is seen. */
export const unlessHidden: Op = {
  name: "unless_hidden",
  parameters: ["x", "most"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: { kind: "pointwise", value: ([x, most]) => select(isLess(most, constant(-LARGEST_FLOAT32)), constant(0), x) },
  examples: [{ shapes: [[2, 3], [2, 1]] }],
};

/** It broadcasts to the scores, and has all keys in its last axis; undefined where there is none. */
export function attentionBias(context: ExpandContext, sizes: AttentionSizes): ValueId | undefined {
  const { builder, origin } = context;
  const mask = addedMask(context, sizes);
  const seen = seenKeys(context, sizes);
  if (seen === undefined) return mask;
  const hidden = builder.operation(hiding, [seen], {}, "hidden", origin);
  return mask === undefined ? hidden : builder.operation(add, [mask, hidden], {}, "bias", origin);
}

/** Keys that the mask does not reach are hidden. */
function addedMask({ builder, arguments: args, attributes, origin }: ExpandContext, { keys }: AttentionSizes): ValueId | undefined {
  const { mask } = attentionArguments(args, attributes);
  if (mask === undefined) return undefined;
  const shape = builder.shapeOf(mask);
  const added = builder.scalarOf(mask) === "bool" ? builder.operation(hiding, [mask], {}, "mask", origin) : mask;
  const missing = shape.with(-1, keys - (shape.at(-1) ?? 0));
  const count = elementCount(missing);
  if (count === 0) return added;
  const unseen = builder.constant("unseen", missing, "bool", new Uint8Array(count), origin);
  const rest = builder.operation(hiding, [unseen], {}, "rest", origin);
  return builder.operation(concat, [added, rest], { axis: -1 }, "mask", origin);
}

/**
 * Which keys queries see, by their places: a query's place follows on what was there before it. A causal one sees none after its own, and
 * windows end so many places before it and after it. Undefined where all are seen.
 */
function seenKeys(context: ExpandContext, sizes: AttentionSizes): ValueId | undefined {
  const { builder, arguments: args, attributes, origin } = context;
  const { lengths } = attentionArguments(args, attributes);
  const compare = (op: Op, a: ValueId, b: ValueId): ValueId => builder.operation(op, [a, b], {}, "seen", origin);
  const key = builder.constant("key", [sizes.keys], "i32", Int32Array.from({ length: sizes.keys }, (_, place) => place), origin);
  const [before, after] = windowOf(context);
  const conditions = [
    ...(before === Infinity ? [] : [compare(lessOrEqual, queryPlaces(context, sizes, -before), key)]),
    ...(after === Infinity ? [] : [compare(lessOrEqual, key, queryPlaces(context, sizes, after))]),
    ...(lengths === undefined ? [] : [compare(less, key, ofEachBatch(context, lengths))]),
  ];
  if (conditions.length === 0) return undefined;
  return conditions.reduce((all, one) => builder.operation(and, [all, one], {}, "seen", origin));
}

/** How many places before its own and after it a query sees. */
function windowOf({ attributes }: ExpandContext): readonly [number, number] {
  const [before, after] = ["before", "after"].map((side) => (numberOf(attributes, side) < 0 ? Infinity : Math.min(numberOf(attributes, side), MOST_PLACES)));
  return [before, numberOf(attributes, "causal") === 0 ? after : Math.min(after, 0)];
}

/** More than any sequence has, and so few that no sum of them is beyond int32. */
const MOST_PLACES = 2 ** 29;

/** The places of the queries, one below the other, moved by so many. */
function queryPlaces(context: ExpandContext, { queries, past }: AttentionSizes, moved: number): ValueId {
  const { builder, arguments: args, attributes, origin } = context;
  const { lengths } = attentionArguments(args, attributes);
  const first = moved + (lengths === undefined ? past : -queries);
  const places = builder.constant("place", [queries, 1], "i32", Int32Array.from({ length: queries }, (_, query) => query + first), origin);
  if (lengths === undefined) return places;
  // The queries are the last ones of the keys.
  return builder.operation(add, [places, ofEachBatch(context, lengths)], {}, "place", origin);
}

function ofEachBatch({ builder, origin }: ExpandContext, lengths: ValueId): ValueId {
  return builder.operation(unsqueeze, [lengths], { axes: [1, 2, 3] }, "lengths", origin);
}
