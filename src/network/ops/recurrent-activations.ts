// The activations that LSTM, GRU and RNN may have, by the names that ONNX's text of these operators lists, and which of the numbers of a node each
// one takes. ONNX LSTM-22, attributes activations, activation_alpha and activation_beta.

import { listOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import type { ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import type { ShapeProblem } from "../shape.ts";
import { add } from "./add.ts";
import { elu } from "./elu.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { multiply } from "./multiply.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { tanh } from "./tanh.ts";
import { thresholdedRelu } from "./thresholded-relu.ts";

/** What an activation is applied with. */
interface Applied {
  readonly builder: ValueBuilder;
  readonly x: ValueId;
  readonly alpha: number;
  readonly beta: number;
  readonly name: string;
  readonly origin: Origin;
}

interface RecurrentActivation {
  readonly name: string;
  /** The default, where the activation takes such a number; NaN where there is none. */
  readonly alpha?: number;
  readonly beta?: number;
  readonly apply: (applied: Applied) => ValueId;
}

/** An attribute holds the positions of activations in this list. The defaults are those of ONNX's operators. */
const ACTIVATIONS: readonly RecurrentActivation[] = [
  { name: "Sigmoid", apply: ({ builder, x, name, origin }) => builder.operation(sigmoid, [x], {}, name, origin) },
  { name: "Tanh", apply: ({ builder, x, name, origin }) => builder.operation(tanh, [x], {}, name, origin) },
  { name: "Relu", apply: ({ builder, x, name, origin }) => builder.operation(relu, [x], {}, name, origin) },
  { name: "Affine", alpha: 1, beta: 0, apply: (applied) => shifted(applied, scaled(applied, applied.x, "alpha", "scaled")) },
  { name: "LeakyRelu", alpha: Math.fround(0.01), apply: ({ builder, x, alpha, name, origin }) => builder.operation(leakyRelu, [x], { slope: alpha }, name, origin) },
  { name: "ThresholdedRelu", alpha: 1, apply: ({ builder, x, alpha, name, origin }) => builder.operation(thresholdedRelu, [x], { alpha }, name, origin) },
  { name: "ScaledTanh", alpha: NaN, beta: NaN, apply: scaledTanh },
  {
    name: "HardSigmoid",
    alpha: Math.fround(0.2),
    beta: 0.5,
    apply: ({ builder, x, alpha, beta, name, origin }) => builder.operation(hardSigmoid, [x], { alpha, beta }, name, origin),
  },
  { name: "Elu", alpha: 1, apply: ({ builder, x, alpha, name, origin }) => builder.operation(elu, [x], { alpha }, name, origin) },
  { name: "Softsign", apply: ({ builder, x, name, origin }) => builder.operation(softsign, [x], {}, name, origin) },
  { name: "Softplus", apply: ({ builder, x, name, origin }) => builder.operation(softplus, [x], {}, name, origin) },
];

/** alpha·tanh(beta·x). */
function scaledTanh(applied: Applied): ValueId {
  const { builder, x, name, origin } = applied;
  const inner = builder.operation(tanh, [scaled(applied, x, "beta", "scaled")], {}, "bounded", origin);
  return scaled(applied, inner, "alpha", name);
}

function scaled({ builder, origin, ...numbers }: Applied, x: ValueId, by: "alpha" | "beta", name: string): ValueId {
  return builder.operation(multiply, [x, builder.parameter(by, [], Float32Array.of(numbers[by]), origin)], {}, name, origin);
}

function shifted({ builder, beta, name, origin }: Applied, x: ValueId): ValueId {
  return builder.operation(add, [x, builder.parameter("beta", [], Float32Array.of(beta), origin)], {}, name, origin);
}

/** The positions of activations by their names in ONNX. */
export const ACTIVATION_CODES: Readonly<Record<string, number>> = Object.fromEntries(ACTIVATIONS.map(({ name }, code) => [name, code]));

/** What is wrong with the numbers of a node's activations; undefined where each has those it needs. */
export function problemOfActivations(attributes: Attributes): ShapeProblem | undefined {
  const [alphas, betas] = ["alphas", "betas"].map((name) => listOf(attributes, name).values());
  const lacking = listOf(attributes, "activations").find((code) => {
    const { alpha, beta } = ACTIVATIONS[code];
    return Number.isNaN(taken(alphas, alpha)) || Number.isNaN(taken(betas, beta));
  });
  return lacking === undefined ? undefined : { problem: `its activation ${ACTIVATIONS[lacking].name} needs an alpha and a beta, which have no defaults` };
}

/** An activation with its numbers. */
export type Activate = (builder: ValueBuilder, x: ValueId, name: string, origin: Origin) => ValueId;

/**
 * The activations of a node in order. The numbers are taken one after the other by those that have such a number.
 *
 * @param usual what they are where none are given.
 */
export function activationsOf(attributes: Attributes, usual: readonly string[]): readonly Activate[] {
  const given = listOf(attributes, "activations");
  const codes = given.length > 0 ? given : usual.map((name) => ACTIVATION_CODES[name]);
  const [alphas, betas] = ["alphas", "betas"].map((name) => listOf(attributes, name).values());
  return codes.map((code) => {
    const { alpha, beta, apply } = ACTIVATIONS[code];
    const numbers = { alpha: taken(alphas, alpha), beta: taken(betas, beta) };
    return (builder, x, name, origin) => apply({ builder, x, ...numbers, name, origin });
  });
}

function taken(numbers: Iterator<number>, otherwise: number | undefined): number {
  if (otherwise === undefined) return 0;
  const next = numbers.next();
  return next.done === true ? otherwise : Math.fround(next.value);
}
