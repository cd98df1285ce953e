// Runs FlexAttention while a network is built: attention between whose steps the model puts graphs of its own, one that changes the scores and one that
// changes the shares. Domain ai.onnx.preview, FlexAttention-1; Dong and others 2024.
//
// Softmax is computed in float32, whatever precision of at least that is asked for.

import { sameShape } from "../../network/broadcast.ts";
import { SCALE_OF_SIZE } from "../../network/ops/attention-sizes.ts";
import { attentionScores } from "../../network/ops/attention.ts";
import { matmul } from "../../network/ops/matmul.ts";
import { reshape } from "../../network/ops/reshape.ts";
import { softmax } from "../../network/ops/softmax.ts";
import { showShape } from "../../network/shape.ts";
import { quoted } from "../refuse.ts";
import { DOUBLE, FLOAT, nameOfElementType } from "./element-types.ts";
import type { Held } from "./held-values.ts";
import type { Graph, Node } from "./onnx-messages.ts";
import type { Around, BodyOutcome } from "./run-bodies.ts";

const ATTRIBUTES = ["scale", "softmax_precision", "score_mod", "prob_mod"];

/** @param given the inputs; undefined is one that is left out. */
export function runFlexAttention(around: Around, node: Node, bodies: ReadonlyMap<string, Graph>, given: readonly (Held | undefined)[]): BodyOutcome {
  const [q, k, v] = given;
  if (q === undefined || k === undefined || v === undefined || given.length > 3) return `it has ${given.length} inputs instead of queries, keys and values`;
  const odd = [q, k, v].map((one) => around.shapeOf(one)).find((shape) => shape.length !== 4);
  if (odd !== undefined) return `one of its inputs has the shape ${showShape(odd)} instead of one of 4 axes`;
  const scale = scaleOf(node);
  if (typeof scale === "string") return scale;
  const raw = around.apply(attentionScores, [q, k, v], { scale });
  const scores = changed(around, raw, "score_mod", bodies);
  const shares = typeof scores === "string" ? scores : changed(around, around.apply(softmax, [scores], {}), "prob_mod", bodies);
  if (typeof shares === "string") return shares;
  const taken = takenBy(around, shares, v);
  return typeof taken === "string" ? taken : [taken];
}

/** That of the scores, or what is wrong with an attribute. */
function scaleOf({ attribute }: Node): number | string {
  const unknown = attribute.find(({ name = "" }) => !ATTRIBUTES.includes(name));
  if (unknown !== undefined) return `the attribute ${quoted(unknown.name ?? "")} is not supported`;
  const precision = attribute.find(({ name }) => name === "softmax_precision");
  const type = Number(precision?.i ?? BigInt(FLOAT));
  if (type !== FLOAT && type !== DOUBLE) return `the attribute "softmax_precision" is ${nameOfElementType(type)}, and only float and double are supported`;
  const scale = attribute.find(({ name }) => name === "scale");
  if (scale === undefined) return SCALE_OF_SIZE;
  const value = scale.f ?? 0;
  return value >= 0 && Number.isFinite(value) ? value : `the attribute "scale" is ${value}`;
}

/** What a graph of the node makes of an array, which keeps its shape and type; the array itself where there is no such graph. */
function changed(around: Around, array: Held | string, name: string, bodies: ReadonlyMap<string, Graph>): Held | string {
  const body = bodies.get(name);
  if (typeof array === "string" || body === undefined) return array;
  if (body.input.length !== 1 || body.output.length !== 1) return `its graph ${name} has ${body.input.length} inputs and ${body.output.length} outputs instead of one each`;
  const [result] = around.run(body, [array]);
  const keeps = sameShape(around.shapeOf(result), around.shapeOf(array)) && around.scalarOf(result) === around.scalarOf(array);
  return keeps ? result : `its graph ${name} changes the shape or the type of what it is given`;
}

/** The sums of values by their shares; a head of values serves a group of heads of queries. */
function takenBy(around: Around, shares: Held, v: Held): Held | string {
  const [batch, heads, queries, keys] = around.shapeOf(shares);
  const [, valueHeads, , size] = around.shapeOf(v);
  const grouped = around.apply(reshape, [shares], { shape: [batch, valueHeads, heads / valueHeads, queries, keys] });
  const values = around.apply(reshape, [v], { shape: [batch, valueHeads, 1, keys, size] });
  if (typeof grouped === "string") return grouped;
  if (typeof values === "string") return values;
  const sums = around.apply(matmul, [grouped, values], {});
  return typeof sums === "string" ? sums : around.apply(reshape, [sums], { shape: [batch, heads, queries, size] });
}
