// The steps of attention: queries times keys, capped, hidden, and made shares of 1 along the keys; and values taken by these shares.
// Each step is rounded where the function body of ONNX Attention-25 rounds it.

import { numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import type { ExpandContext, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { concat } from "./concat.ts";
import { contract } from "./contract.ts";
import { multiply } from "./multiply.ts";
import { reduceMax } from "./reduce-max.ts";
import { reshape } from "./reshape.ts";
import { softmax } from "./softmax.ts";
import { tanh } from "./tanh.ts";
import { transpose } from "./transpose.ts";
import { divideBy } from "./with-constant.ts";
import { attentionBias, unlessHidden } from "./attention-bias.ts";
import { attentionArguments, SCALE_OF_SIZE, type AttentionSizes } from "./attention-sizes.ts";

/** Labels of axes, for `contract`. */
const [BATCH, HEAD, GROUP, QUERY, KEY, NUMBER] = [1, 2, 3, 4, 5, 6];

/** Keys or values: those that were there before, and behind them the ones given; batch × heads × keys × size. */
export function presentOf(context: ExpandContext, { isFlat, batch, heads }: AttentionSizes, which: "key" | "value", name: string): ValueId {
  const { builder, arguments: args, attributes, origin } = context;
  const { k, v, pastKey, pastValue } = attentionArguments(args, attributes);
  const [given, past] = which === "key" ? [k, pastKey] : [v, pastValue];
  const own = past === undefined ? name : `given_${which}`;
  const heading = isFlat ? inHeads(context, given, [batch, -1, heads, builder.shapeOf(given)[2] / heads], own) : given;
  return past === undefined ? heading : builder.operation(concat, [past, heading], { axis: 2 }, name, origin);
}

function inHeads({ builder, origin }: ExpandContext, x: ValueId, shape: readonly number[], name: string): ValueId {
  const split = builder.operation(reshape, [x], { shape }, "heads", origin);
  return builder.operation(transpose, [split], { perm: [0, 2, 1, 3] }, name, origin);
}

/** Of every query and key; batch × heads × queries × keys. */
export function rawScores(context: ExpandContext, sizes: AttentionSizes, name: string): ValueId {
  const { builder, arguments: args, attributes, origin } = context;
  const { isFlat, batch, heads, group, queries, keys, size } = sizes;
  const root = builder.parameter("root_of_scale", [], Float32Array.of(rootOfScale(attributes, size)), origin);
  const scaled = (x: ValueId, own: string): ValueId => builder.operation(multiply, [x, root], {}, own, origin);
  const ofHeads = isFlat ? [batch, queries, heads, group, size] : [batch, heads, group, queries, size];
  const queriesOfHeads = builder.operation(reshape, [attentionArguments(args, attributes).q], { shape: ofHeads }, "queries", origin);
  const labels = {
    left: isFlat ? [BATCH, QUERY, HEAD, GROUP, NUMBER] : [BATCH, HEAD, GROUP, QUERY, NUMBER],
    right: [BATCH, HEAD, KEY, NUMBER],
    result: [BATCH, HEAD, GROUP, QUERY, KEY],
  };
  const factors = [scaled(queriesOfHeads, "scaled_queries"), scaled(presentOf(context, sizes, "key", "keys"), "scaled_keys")];
  const products = builder.operation(contract, factors, labels, "scores", origin);
  return builder.operation(reshape, [products], { shape: [batch, heads * group, queries, keys] }, name, origin);
}

/** Queries and keys take an equal part of the scale each. */
function rootOfScale(attributes: Attributes, size: number): number {
  const scale = numberOf(attributes, "scale");
  return Math.fround(Math.sqrt(scale === SCALE_OF_SIZE ? Math.fround(1 / Math.fround(Math.sqrt(size))) : scale));
}

/** Drawn in towards 0, beyond no cap; a cap of 0 is none. */
export function cappedScores({ builder, attributes, origin }: ExpandContext, scores: ValueId, name: string): ValueId {
  const cap = numberOf(attributes, "cap");
  if (cap === 0) return scores;
  const parts = builder.operation(divideBy, [scores], { divisor: cap }, "parts_of_cap", origin);
  const bent = builder.operation(tanh, [parts], {}, "bent", origin);
  const limit = builder.parameter("cap", [], Float32Array.of(cap), origin);
  return builder.operation(multiply, [bent, limit], {}, name, origin);
}

/** With what is added to them, if anything is. */
export function hiddenScores(context: ExpandContext, scores: ValueId, bias: ValueId | undefined, name: string): ValueId {
  return bias === undefined ? scores : context.builder.operation(add, [scores, bias], {}, name, context.origin);
}

/** What share each key has in a query; 0 in all of them where no key is seen. */
export function sharesOf(context: ExpandContext, sizes: AttentionSizes, name: string): ValueId {
  const { builder, origin } = context;
  const bias = attentionBias(context, sizes);
  const scores = hiddenScores(context, cappedScores(context, rawScores(context, sizes, "scores"), "capped"), bias, "biased");
  if (bias === undefined) return builder.operation(softmax, [scores], {}, name, origin);
  const shares = builder.operation(softmax, [scores], {}, "shares", origin);
  const most = builder.operation(reduceMax, [bias], { axes: [-1] }, "most", origin);
  return builder.operation(unlessHidden, [shares, most], {}, name, origin);
}

/** The sum of values by their shares, in the layout of q. */
export function attended(context: ExpandContext, sizes: AttentionSizes): ValueId {
  const { builder, name, origin } = context;
  const { isFlat, batch, heads, group, queries, keys, valueSize } = sizes;
  const shares = sharesOf(context, sizes, "shares");
  const grouped = builder.operation(reshape, [shares], { shape: [batch, heads, group, queries, keys] }, "shares_of_groups", origin);
  const labels = {
    left: [BATCH, HEAD, GROUP, QUERY, KEY],
    right: [BATCH, HEAD, KEY, NUMBER],
    result: isFlat ? [BATCH, QUERY, HEAD, GROUP, NUMBER] : [BATCH, HEAD, GROUP, QUERY, NUMBER],
  };
  const sums = builder.operation(contract, [grouped, presentOf(context, sizes, "value", "values")], labels, "sums", origin);
  const shape = isFlat ? [batch, queries, heads * group * valueSize] : [batch, heads * group, queries, valueSize];
  return builder.operation(reshape, [sums], { shape }, name, origin);
}
