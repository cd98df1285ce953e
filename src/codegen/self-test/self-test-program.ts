// The Program of a self-test: calls a function with arguments that were chosen, computes an example of float arithmetic, and gives whether
// all bits are as they must be. Any language can write it.

import { apply, addIndex, constant, constantIndex, constantOf, convert, load, multiplyAdd } from "../../program/expression.ts";
import { computesWithFloats } from "../../program/float-types.ts";
import { ProgramBuilder, type MutableVariable } from "../../program/builder.ts";
import { startState } from "../../program/unit.ts";
import { parametersOf, type Argument, type BufferId, type Expression, type Index, type Program } from "../../program/program.ts";
import { isFloat, isWord, SCALARS, type FloatScalar, type Scalar, type Values } from "../../program/scalar.ts";
import { usesOf } from "../../program/uses.ts";
import { hasConstantsOfMoreDigits } from "./float-deviations.ts";
import { digestOf, FACTOR, OFFSET_BASIS, PRIME, SUMMAND, UNUSED_BITS, wordsOfCall, type Golden, type Grid } from "./golden.ts";

/**
 * factor² + summand − summand, where all but the factor is next to the least normal number, 2^-126. In units of 2^-149, the least subnormal number,
 * that is 2: factor² is 3.125, rounded to 3, and the sum is halfway between two numbers, of which the lower one is even. It is 4 where the product is
 * fused, 3 where there is more precision or the sum is taken apart, and 0 where subnormal numbers are. The product is added once and used nowhere else:
 * some compilers fuse no others.
 */
const EXAMPLE = { factor: 1.25 * 2 ** -74, summand: (1 + 2 ** -23) * 2 ** -125, bits: 2 } as const;

/** 0.1 is what a source has of the float32 next to it, which is a little larger: its product with 9 is rounded up, that of 0.1 itself down. */
const EXAMPLE_OF_CONSTANT = { factor: 9, constant: Math.fround(0.1), bits: 0x3f666667 } as const;

/**
 * left · right + addend is next to halfway between two floats, below it by 2^-70. The lower one is odd: the sum is the upper one where the product is
 * rounded by itself, and where the sum is rounded to double first.
 */
const EXAMPLE_OF_FUSED = { left: 1 + 2 ** -23, right: (1 - 2 ** -23) * 2 ** -24, addend: 1 + 2 ** -23, bits: 0x3f800001 } as const;

/** @param called the function that is tested, by its number in the unit; what it remembers is started before its first call. */
export function selfTestProgram(called: { readonly id: number; readonly program: Program }, golden: Golden): Program {
  return new SelfTest(called, golden).program();
}

/** Whether an example of float arithmetic is computed: not where the function computes with integers alone, and is called. */
export function hasExample({ calls }: Golden, program: Program): boolean {
  return calls === 0 || computesWithFloats(program);
}

class SelfTest {
  private readonly called: { readonly id: number; readonly program: Program };
  private readonly golden: Golden;
  private readonly builder = new ProgramBuilder();

  constructor(called: { readonly id: number; readonly program: Program }, golden: Golden) {
    this.called = called;
    this.golden = golden;
  }

  program(): Program {
    const { builder } = this;
    builder.buffer({ role: "output", name: "is_right", scalar: "bool", size: 1 });
    for (const state of this.called.program.buffers) if (state.role === "state") startState(builder, state);
    const wrong = this.resultsThatDiffer();
    builder.return(builder.let("is_right", apply("equal", [wrong, word(0)])));
    return builder.finish();
  }

  /** Bits that are others than they must be: 0 where there are none. */
  private resultsThatDiffer(): Expression {
    const { builder, golden } = this;
    if (golden.calls === 0) return this.exampleThatDiffers();
    const withExample = (wrong: Expression): Expression => (hasExample(golden, this.called.program) ? builder.let("all_wrong", or(wrong, this.exampleThatDiffers())) : wrong);
    const { words, given } = golden;
    if (given.kind === "listed" && wordsOfCall(this.called.program) === 1) {
      const table = this.table("golden_bits", "u32", words, 1, "the bits of their results");
      const wrong = builder.variable("wrong", word(0));
      const note = (bits: Expression, call: Index): void => {
        wrong.set(or(wrong.read, builder.let("differing", apply("exclusiveOr", [bits, load(table, call)]))));
      };
      this.calls(note);
      return withExample(wrong.read);
    }
    const digest = builder.variable("digest", word(OFFSET_BASIS));
    this.calls((bits) => {
      digest.set(apply("multiply", [builder.let("mixed", apply("exclusiveOr", [digest.read, bits])), word(PRIME)]));
    });
    const wrong = builder.let("wrong", apply("exclusiveOr", [digest.read, word(digestOf(words))]));
    return withExample(wrong);
  }

  private exampleThatDiffers(): Expression {
    const { builder } = this;
    const { factor, summand, bits } = EXAMPLE;
    const hasConstants = hasConstantsOfMoreDigits(this.called.program);
    const hasFused = usesOf(this.called.program).operators.has("multiplyAdd");
    const { left, right, addend } = EXAMPLE_OF_FUSED;
    const deviating = "where products are fused, sums reordered, precision kept or subnormal numbers zero";
    const ofUsual = hasConstants ? `t, s and n: t * t + s - s and n times a constant are others ${deviating}` : `t and s: t * t + s - s is another number ${deviating}`;
    const comment = hasFused ? `${ofUsual}; then a fused multiply-add's operands, whose result is another one where it is rounded twice` : ofUsual;
    const values = [factor, summand, ...(hasConstants ? [EXAMPLE_OF_CONSTANT.factor] : []), ...(hasFused ? [left, right, addend] : [])];
    const table = this.table("golden_tiny", "f32", Float32Array.from(values), values.length, comment, true);
    const tiny = builder.let("tiny", load(table, constantIndex(0)));
    const square = builder.let("square", apply("multiply", [tiny, tiny]));
    const added = builder.let("summand", load(table, constantIndex(1)));
    const sum = builder.let("sum", apply("add", [square, added]));
    const rest = builder.let("rest", apply("subtract", [sum, added]));
    const differing = builder.let("differing", apply("exclusiveOr", [convert(rest, "u32", "bits", "rest_bits"), word(bits)]));
    const withConstant = hasConstants ? builder.let("either_differing", or(differing, this.constantThatDiffers(load(table, constantIndex(2))))) : differing;
    return hasFused ? builder.let("any_differing", or(withConstant, this.fusedThatDiffers(table, values.length - 3))) : withConstant;
  }

  private fusedThatDiffers(table: BufferId, first: number): Expression {
    const { builder } = this;
    const [left, right, addend] = ["left", "right", "addend"].map((name, place) => builder.let(name, load(table, constantIndex(first + place))));
    const fused = builder.let("fused", multiplyAdd(left, right, addend));
    return builder.let("fused_differing", apply("exclusiveOr", [convert(fused, "u32", "bits", "fused_bits"), word(EXAMPLE_OF_FUSED.bits)]));
  }

  private constantThatDiffers(factor: Expression): Expression {
    const { builder } = this;
    const { constant: value, bits } = EXAMPLE_OF_CONSTANT;
    const product = builder.let("of_constant", apply("multiply", [builder.let("count", factor), constant(value)]));
    return builder.let("constant_differing", apply("exclusiveOr", [convert(product, "u32", "bits", "product_bits"), word(bits)]));
  }

  /** Does every call, and something with each word of its results. */
  private calls(note: (bits: Expression, call: Index) => void): void {
    const { builder, called, golden } = this;
    const { given, calls } = golden;
    const parameters = parametersOf(called.program);
    const inputs = called.program.buffers.filter(({ role }) => role === "input");
    const outputs = new Map<BufferId, (typeof parameters)[number]["buffer"]>();
    const values = given.kind === "listed" ? given.values : [];
    const numbers = given.kind === "generated" ? { next: this.generator(given.seed), grids: given.grids } : undefined;
    const tables = inputs.map(({ name, scalar, size }, input) =>
      given.kind === "generated" ? undefined : this.table(`golden_${name}`, scalar, values[input], size, computesWithFloats(called.program) ? "arguments whose results change where a rounding does" : "arguments", true),
    );
    const homes = parameters.map(({ buffer: { name, scalar, size }, passing }) =>
      passing === "array" ? builder.buffer({ role: "scratch", name, scalar, size }) : undefined,
    );
    builder.for("call", calls, (call) => {
      const passed = parameters.map(({ buffer: { role, size, scalar }, passing }, position): Argument => {
        const element = (i: Index): Expression => {
          const table = tables[position];
          if (table !== undefined) return load(table, addIndex(i, call, size));
          return numbers === undefined ? noNumber() : numbers.next(scalar, numbers.grids[position]);
        };
        const home = homes[position];
        if (home === undefined || passing === "scalar") return { kind: "value", value: element(constantIndex(0)) };
        if (role === "input") builder.for("i", size, (i) => { builder.store(home, i, element(i)); });
        else outputs.set(home, parameters[position].buffer);
        return { kind: "region", buffer: home, start: constantIndex(0) };
      });
      const result = builder.call(called, passed, "y");
      if (result !== undefined) for (const bits of this.wordsOf(result, returnedScalar(called.program))) note(bits, call);
      for (const [home, { size, scalar }] of outputs) {
        builder.for("i", size, (i) => {
          for (const bits of this.wordsOf(load(home, i), scalar)) note(bits, call);
        });
      }
    });
  }

  /** What gives the next number of the sequence, as one of a grid and a type. */
  private generator(seed: number): (scalar: Scalar, grid: Grid) => Expression {
    const { builder } = this;
    const table = this.table("golden_seed", "u32", Uint32Array.of(seed), 1, "of the sequence that arguments are made of", true);
    const state: MutableVariable = builder.variable("state", load(table, constantIndex(0)));
    return (scalar, grid) => {
      state.set(apply("add", [builder.let("grown", apply("multiply", [state.read, word(FACTOR)])), word(SUMMAND)]));
      const upper = builder.let("upper", apply("shiftRight", [state.read, word(UNUSED_BITS)]));
      return isFloat(scalar) ? this.floatOfGrid(upper, scalar, grid) : this.integerOfGrid(upper, scalar, grid);
    };
  }

  private floatOfGrid(upper: Expression, scalar: FloatScalar, { low, step }: Grid): Expression {
    const { builder } = this;
    const place = builder.let("place", convert(upper, "f32", "round"));
    const value = builder.let("number", apply("add", [constant(low), builder.let("distance", apply("multiply", [place, constant(step)]))]));
    return scalar === "f32" ? value : builder.let("wide", convert(value, "f64", "round"));
  }

  private integerOfGrid(upper: Expression, scalar: Exclude<Scalar, FloatScalar>, { low, step }: Grid): Expression {
    const { builder } = this;
    const bits = 32 - UNUSED_BITS;
    const scaled = (): Expression => builder.let("distance", apply("shiftRight", [builder.let("scaled", apply("multiply", [upper, word(step * 2 ** bits)])), word(bits)]));
    const distance = step === 1 ? upper : scaled();
    if (scalar === "bool") return builder.let("argument", apply("less", [word(0), builder.let("number", apply("add", [word(low), distance]))]));
    const isSigned = SCALARS[scalar].least < 0;
    const places = isSigned ? builder.let("place", convert(distance, "i32", "bits")) : distance;
    const number = builder.let("number", apply("add", [constantOf(isSigned ? "i32" : "u32", low), places]));
    return isWord(scalar) ? number : builder.let("argument", convert(number, scalar, "bits"));
  }

  private wordsOf(value: Expression, scalar: Scalar): readonly Expression[] {
    const { builder } = this;
    const bitsOf = (one: Expression): Expression => builder.let("bits", convert(one, "u32", "bits"));
    switch (scalar) {
      case "u32":
        return [value];
      case "f32":
      case "i32":
        return [bitsOf(value)];
      case "i8":
      case "i16":
        return [bitsOf(builder.let("whole", convert(value, "i32", "round")))];
      case "u8":
      case "u16":
      case "bool":
        return [builder.let("whole", convert(value, "u32", "round"))];
      case "f64": {
        const nearest = builder.let("nearest", convert(value, "f32", "round"));
        const rest = builder.let("rest", apply("subtract", [value, builder.let("wide", convert(nearest, "f64", "round"))]));
        return [bitsOf(nearest), bitsOf(builder.let("rest_nearest", convert(rest, "f32", "round")))];
      }
    }
  }

  private table(name: string, scalar: Scalar, values: Values, rowLength: number, comment: string, isOpaque?: true): BufferId {
    return this.builder.buffer({ role: "table", name, scalar, size: values.length, values, rowLength, comment, ...(isOpaque === undefined ? {} : { isOpaque }) });
  }
}

function noNumber(): never {
  throw new Error("a self-test has neither arguments nor a sequence of them");
}

function returnedScalar({ buffers }: Program): Scalar {
  return buffers.find(({ role }) => role === "output")?.scalar ?? "f32";
}

function word(value: number): Expression {
  return constantOf("u32", value);
}

function or(left: Expression, right: Expression): Expression {
  return apply("or", [left, right]);
}
