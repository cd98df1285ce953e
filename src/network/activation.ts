// Reads the name of an activation. Knows none of them: every pointwise op of one argument is one.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../diagnostics/ids.ts";
import { setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { numberOf } from "./attributes.ts";
import type { Attributes } from "./attributes.ts";
import type { Op } from "./op.ts";
import { OPS } from "./ops/index.ts";
import { identity } from "./ops/identity.ts";
import { shortestFloat32 } from "../numeric/decimal.ts";
import { float32FromBits, LARGEST_FLOAT32 } from "../numeric/float32.ts";
import { ProgramBuilder } from "../program/builder.ts";
import { constantIndex, load } from "../program/expression.ts";
import { interpret } from "../program/interpret.ts";

/** The article's activation. */
export const DEFAULT_ACTIVATION = "leaky_relu:0.2";

export interface Activation {
  readonly op: Op;
  readonly attributes: Attributes;
}

/** As `parseActivation` reads them: `leaky_relu:0.2`. */
export interface ActivationNames {
  /** After every layer. */
  readonly activation?: string | undefined;
  /** After the last layer instead. */
  readonly outputActivation?: string | undefined;
}

/** What leaves the sums of a layer as they are. */
export const NO_ACTIVATION: Activation = { op: identity, attributes: identity.attributes };

/** Ops that can stand after a layer: of one argument, which may be any number. */
export const ACTIVATIONS: readonly Op[] = OPS.filter(({ computation, parameters, ...op }) => {
  if (op.name === identity.name) return true;
  return computation.kind === "pointwise" && parameters.length === 1 && computation.isPartial !== true && computation.derivatives !== undefined;
});

/**
 * The activation that `text` names: `relu`, or `leaky_relu:0.2` and `clip_to:0:6` for an op with attributes, whose values are rounded to
 * float32; left out, the attributes have the op's defaults.
 *
 * @throws DiagnosticError (usage) at `place`, the setting the text comes from.
 */
export function parseActivation(text: string, place: "activation" | "outputActivation" = "activation"): Activation {
  const refused = (id: DiagnosticId, message: string, note?: string, hint?: string): DiagnosticError =>
    new DiagnosticError({ id, message, place: setting(place), note, hint });
  const [name, ...values] = text.split(":");
  const names = ACTIVATIONS.map((op) => op.name);
  const op = ACTIVATIONS.find((one) => one.name === name);
  if (op === undefined) {
    throw refused("activation-unknown", `there is no activation '${name}'`, `activations: ${names.join(", ")}`, didYouMean(name, names));
  }
  const attributes = Object.keys(op.attributes);
  if (text === name) return { op, attributes: op.attributes };
  if (attributes.length === 0) throw refused("activation-value-surplus", `${name} takes no value, but '${text}' gives one`);
  const numbers = values.map((value) => (value.trim() === "" ? NaN : Math.fround(Number(value))));
  if (numbers.length !== attributes.length || !numbers.every(Number.isFinite)) {
    const usual = attributes.map((attribute) => numberOf(op.attributes, attribute).toPrecision(2));
    throw refused(
      "activation-value-invalid",
      `'${text.slice(name.length + 1)}' ${attributes.length === 1 ? "is no value" : "are no values"} for the ${attributes.join(" and ")} of ${name}`,
      undefined,
      `write ${[name, ...usual].join(":")}`,
    );
  }
  return { op, attributes: Object.fromEntries(attributes.map((attribute, position) => [attribute, numbers[position]])) };
}

/** As `parseActivation` reads it. */
export function showActivation({ op, attributes }: Activation): string {
  const values = Object.keys(op.attributes).map((name) => shortestFloat32(Math.fround(numberOf(attributes, name))));
  return [op.name, ...values].join(":");
}

/** Points that tell two half-lines through 0 from anything else. */
const PROBES = Float32Array.of(-1024, -3, -1, -0.125, 0, 0.125, 1, 3, 1024);

/**
 * The slope left of 0 of an activation that is x right of 0 and straight left of it: 0 for relu, 1 for identity.
 * Undefined for any other. Found out by evaluating it, so that no op need be known here.
 */
export function rectifierSlope(activation: Activation): number | undefined {
  const values = valuesAt(activation, PROBES);
  if (values === undefined) return undefined;
  const slope = -values[PROBES.indexOf(-1)];
  const isRectifier = PROBES.every((x, i) => values[i] === (x < 0 ? Math.fround(slope * x) : x));
  return isRectifier ? slope + 0 : undefined;
}

/** Every binade of float32 is looked at in so many places. */
const PLACES_IN_A_BINADE = 64;
const MANTISSA_BITS = 23;
const FINITE_PATTERNS = 0x7f800000;

/** Beyond it a bound is none. */
const LARGEST_BOUND = 2 ** 64;
/** Arguments of sums of weighted inputs that training reaches without effort. */
const NEAR = 3;

/**
 * The least and the greatest value that an activation gives without effort, seen at finite numbers spread over all magnitudes: 0 and the
 * largest float32 of relu. A bound that is only approached, as those of tanh, is taken at ±3: weights would have to be large to come
 * nearer. Found out by evaluating it, so that no op need be known here.
 */
export function rangeOf(activation: Activation): { readonly low: number; readonly high: number } {
  const step = 2 ** MANTISSA_BITS / PLACES_IN_A_BINADE;
  const magnitudes = Array.from({ length: FINITE_PATTERNS / step }, (_, place) => float32FromBits(place * step));
  const points = Float32Array.from([...magnitudes, NEAR, LARGEST_FLOAT32].flatMap((magnitude) => [magnitude, -magnitude]));
  const values = valuesAt(activation, points);
  if (values === undefined) throw new RangeError(`${activation.op.name} is no activation`);
  const bound = (better: (one: number, other: number) => number): number => {
    const found = values.reduce((best, value) => better(best, value));
    const near = values.filter((_, i) => Math.abs(points[i]) <= NEAR).reduce((best, value) => better(best, value));
    // Adding +0 makes a zero of either sign +0.
    return (Math.abs(found) < LARGEST_BOUND ? near : found) + 0;
  };
  return { low: bound(Math.min), high: bound(Math.max) };
}

/** f32 values at `points` of an op of one argument; undefined of what is computed otherwise than element by element. */
function valuesAt({ op: { computation }, attributes }: Activation, points: Float32Array): Float32Array | undefined {
  if (computation.kind === "reshape") return points;
  if (computation.kind !== "pointwise") return undefined;
  const builder = new ProgramBuilder();
  const input = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  builder.return(computation.value([load(input, constantIndex(0))], attributes, ["f32"]));
  const [values] = interpret(builder.finish(), [points], points.length);
  return Float32Array.from(values);
}
