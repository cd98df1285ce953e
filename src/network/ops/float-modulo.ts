// What is left of x after whole multiples of y, of floats: exactly, with the sign of x and the bits of C's fmodf. NaN of an infinite or
// NaN x, of a NaN y and of y = 0.
//
// With x = m·2^e and y = n·2^f, whole m and n of 24 bits at most, the rest is (m·2^(e−f) mod n)·2^f where e is not below f, and x elsewhere.
// The power of two has 253 bits at most, which are taken eight at a time: n times 2^8 is less than 2^32.

import { add, apply, constant, convert, divide, less, lessOrEqual, multiply, select, subtract } from "../../program/expression.ts";
import { bitsOf, floatOf, signOf, withSign, word } from "../../program/kernels/parts/floats.ts";
import type { Expression } from "../../program/program.ts";
import { broadcastIndices, broadcastShapes } from "../broadcast.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { elementwise } from "./elementwise.ts";

const BITS_AT_ONCE = 8;
/** ⌈253 / 8⌉. */
const TURNS = 32;
const INFINITE = 0x7f800000;

function magnitudeOf(x: Expression): Expression {
  return apply("and", [bitsOf(x), word(0x7fffffff)], "magnitude");
}

/** From 1, for subnormal numbers as well, to 254. */
function exponentOf(magnitude: Expression): Expression {
  return apply("maximum", [apply("shiftRight", [magnitude, word(23)], "exponent"), word(1)], "exponent");
}

/** m of a finite x = m·2^(exponent − 150). */
const significand = elementwise({
  name: "significand",
  inferScalar: () => "u32",
  value(x) {
    const magnitude = magnitudeOf(x);
    const fraction = apply("and", [magnitude, word(0x7fffff)], "fraction");
    return select(less(magnitude, word(0x800000)), fraction, apply("or", [fraction, word(0x800000)], "significand"));
  },
  examples: [],
});

/** e − f, where that is not below 0. */
const exponentsApart: Op = {
  name: "exponents_apart",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "u32",
  computation: {
    kind: "pointwise",
    value([x, y]) {
      const [own, other] = [exponentOf(magnitudeOf(x)), exponentOf(magnitudeOf(y))];
      return subtract(apply("maximum", [own, other], "greater"), other, "apart");
    },
  },
  examples: [],
};

/** m·2^apart mod n. */
const restOfSignificand: Op = {
  name: "rest_of_significand",
  parameters: ["m", "n", "apart"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "u32",
  computation: {
    kind: "fold",
    fold([m, n, apart]) {
      return {
        over: [TURNS],
        reads: [m, n, apart].map((shape, argument) => ({ argument, at: (indices) => broadcastIndices(shape, indices) })),
        memory: [
          { name: "rest", scalar: "u32", initial: { kind: "first", read: 0 } },
          { name: "left", scalar: "u32", initial: { kind: "first", read: 2 } },
        ],
        step([rest, left], [, divisor]) {
          const count = apply("minimum", [left, word(BITS_AT_ONCE)], "count");
          const shifted = apply("shiftLeft", [rest, count], "shifted");
          const whole = multiply(apply("quotient", [shifted, divisor], "quotient"), divisor, "whole");
          return [subtract(shifted, whole, "rest"), subtract(left, count, "left")];
        },
        result: ([rest]) => rest,
      };
    },
  },
  examples: [],
};

/** The rest, with the sign of x: NaN and what is less than y first. */
const floatRest: Op = {
  name: "float_rest",
  parameters: ["x", "y", "rest"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "f32",
  computation: {
    kind: "pointwise",
    value([x, y, rest]) {
      const [own, other] = [magnitudeOf(x), magnitudeOf(y)];
      const power = floatOf(apply("shiftLeft", [exponentOf(other), word(23)], "power"));
      // 2^-23 first: every power of two of an exponent is a float, and what is less than y is one exactly.
      const size = multiply(multiply(convert(rest, "f32", "round"), constant(2 ** -23), "scaled"), power, "size");
      const signed = withSign(size, signOf(x));
      const isDefined = [less(own, word(INFINITE)), lessOrEqual(other, word(INFINITE)), less(word(0), other)].reduce((all, one) => apply("and", [all, one], "defined"));
      const product = multiply(x, y);
      return select(isDefined, select(less(own, other), x, signed), divide(product, product, "undefined"));
    },
  },
  examples: [],
};

/** The rest moved to the sign of y: 0 has its sign, and what has the other one is y further on, rounded once. */
const restWithSignOf: Op = {
  name: "rest_with_sign_of",
  parameters: ["rest", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "f32",
  computation: {
    kind: "pointwise",
    value([rest, y]) {
      const zero = constant(0);
      const differs = apply("exclusiveOr", [less(rest, zero), less(y, zero)], "differs");
      const moved = select(differs, add(rest, y, "moved"), rest);
      return select(apply("equal", [rest, zero]), floatOf(signOf(y)), moved);
    },
  },
  examples: [],
};

/** fmodf of x and y, broadcast. */
export function floatRestOf({ builder, arguments: [x, y], origin }: ExpandContext, name: string): ValueId {
  const [m, n] = [x, y].map((one) => builder.operation(significand, [one], {}, "significand", origin));
  const apart = builder.operation(exponentsApart, [x, y], {}, "apart", origin);
  const rest = builder.operation(restOfSignificand, [m, n, apart], {}, "rest", origin);
  return builder.operation(floatRest, [x, y, rest], {}, name, origin);
}

/** As numpy's mod: the same with the sign of y. */
export function floatModuloOf(context: ExpandContext, name: string): ValueId {
  const { builder, arguments: [, y], origin } = context;
  return builder.operation(restWithSignOf, [floatRestOf(context, "float_rest"), y], {}, name, origin);
}
