// Makes a network that gives the class of a network of scores: the number of the largest one. Reads no labels.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { NetworkBuilder } from "./network-builder.ts";
import { numberOf } from "./attributes.ts";
import type { Network, Value } from "./network.ts";
import { valueOf } from "./network.ts";
import type { ValueId } from "./op.ts";
import { argMax } from "./ops/arg-extreme.ts";
import { cast, castCode } from "./ops/cast.ts";
import { greater } from "./ops/comparisons.ts";
import { reshape } from "./ops/reshape.ts";
import { sigmoid } from "./ops/sigmoid.ts";
import { softmax, softmaxOfFurtherAxes } from "./ops/softmax.ts";
import type { Origin } from "./origin.ts";
import { keepReachable } from "./reachable.ts";
import { elementCount } from "./shape.ts";

/** A probability above which the only score tells the second of two classes. */
const HALF = 0.5;

/**
 * The network whose output is the number of the largest score, int32, of equal ones the first; of a single score 1 where it is a probability
 * of more than a half, else 0. What makes probabilities of sums is left out where it changes nothing about which one is the largest.
 *
 * @throws DiagnosticError (usage) where the network has several outputs, or one that is not of float32.
 */
export function classResult(network: Network): Network {
  const { builder, sums, count, bound, origin } = scoresIn(network);
  const row = builder.operation(reshape, [sums], { shape: [count] }, "scores", origin);
  const label = count > 1 ? largest(builder, row, origin) : whetherSecond(builder, row, bound, origin);
  return keepReachable(builder.finish([label])).network;
}

/** A network of scores as `classResult` looks at them. */
export interface Scores {
  /** Its output is the scores, without what makes probabilities of them. */
  readonly network: Network;
  readonly count: number;
  /** A single score above it tells the second of two classes. */
  readonly bound: number;
}

/** @throws DiagnosticError as `classResult`. */
export function scoresOf(network: Network): Scores {
  const { builder, sums, count, bound } = scoresIn(network);
  return { network: keepReachable(builder.finish([sums])).network, count, bound };
}

/**
 * The network of what a softmax is taken of, where nothing else is put out: where its elements are finite, those of the softmax are no less than 0 and
 * no more than 1. Undefined of other networks.
 */
export function beforeSoftmax(network: Network): Network | undefined {
  const [output, ...others] = network.outputs;
  const shares = valueOf(network, output.value);
  if (others.length > 0 || shares.kind !== "operation" || ![softmax.name, softmaxOfFurtherAxes.name].includes(shares.op.name)) return undefined;
  const { builder, ids } = copied(network);
  return keepReachable(builder.finish([ids[shares.arguments[0]]])).network;
}

/** All values of a network in a builder, and their ids there. */
function copied(network: Network): { readonly builder: NetworkBuilder; readonly ids: readonly ValueId[] } {
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  for (const value of network.values) ids.push(builder.copy(value, value.kind === "operation" ? value.arguments.map((id) => ids[id]) : []));
  return { builder, ids };
}

interface FoundScores extends Omit<Scores, "network"> {
  /** Has all values of the network. */
  readonly builder: NetworkBuilder;
  readonly sums: ValueId;
  readonly origin: Origin;
}

function scoresIn(network: Network): FoundScores {
  const [output, ...others] = network.outputs;
  const scores = valueOf(network, output.value);
  if (others.length > 0 || scores.scalar !== "f32") {
    throw new DiagnosticError({
      id: "class-result-unavailable",
      message: "the network gives no scores of classes",
      place: setting("result"),
      note: others.length > 0 ? `it has ${network.outputs.length} outputs` : `its output is of ${scores.scalar} instead of f32`,
      hint: "leave it out",
    });
  }
  const { builder, ids } = copied(network);
  const isProbability = makesProbabilities(scores);
  const sums = ids[isProbability && scores.kind === "operation" ? scores.arguments[0] : output.value];
  return { builder, sums, count: elementCount(scores.shape), bound: isProbability ? 0 : HALF, origin: scores.origin };
}

/** Whether the elements keep their order: those of sigmoid do, of softmax where all of them are along its axis. */
function makesProbabilities(scores: Value): boolean {
  if (scores.kind !== "operation") return false;
  if (scores.op.name === sigmoid.name) return true;
  if (scores.op.name !== softmax.name) return false;
  const axis = numberOf(scores.attributes, "axis");
  return scores.shape.at(axis) === elementCount(scores.shape);
}

function largest(builder: NetworkBuilder, scores: ValueId, origin: Origin): ValueId {
  return builder.operation(argMax, [scores], { axis: 0 }, "label", origin);
}

function whetherSecond(builder: NetworkBuilder, score: ValueId, bound: number, origin: Origin): ValueId {
  const limit = builder.parameter("limit", [1], Float32Array.of(bound), origin);
  const isSecond = builder.operation(greater, [score, limit], {}, "is_second", origin);
  return builder.operation(cast, [isSecond], { to: castCode("i32") }, "label", origin);
}
