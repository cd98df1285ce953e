// One Program that holds every operator on every type it takes and every conversion, each in several positions: on elements
// of arrays, on variables that are set, with a literal, in a condition, on numbers with known bounds.

import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { BufferId, Expression, Program } from "../../src/program/program.ts";
import { OPERATORS, type OperatorName } from "../../src/program/operators.ts";
import { isFloat, SCALARS, type Scalar } from "../../src/program/scalar.ts";
import { CONVERSION_CASES } from "../program/conversion-cases.ts";
import { OPERATOR_CASES, type OperatorCase } from "../program/operator-cases.ts";
import { SCALAR_NAMES } from "../program/scalar-values.ts";

export interface AllOperators {
  readonly program: Program;
  /** Of each element of the outputs, by the outputs' order. */
  readonly labels: readonly (readonly string[])[];
}

/** Elements of each input array: one for each operand of any operator. */
const OPERANDS = 3;

export function allOperators(): AllOperators {
  const builder = new ProgramBuilder();
  const inputs = buffersOf((scalar) => builder.buffer({ role: "input", name: scalar, scalar, size: OPERANDS }));
  const numbers = buffersOf((scalar) => builder.buffer({ role: "input", name: `one_${scalar}`, scalar, size: 1 }));
  const results = new Results(builder);
  const element = (scalar: Scalar, place: number): Expression => e.load(inputs[scalar], e.constantIndex(place));
  for (const one of OPERATOR_CASES) operatorResults(builder, results, one, (place) => element(one.scalars[place], place));
  boundedResults(builder, results, element);
  for (const { label, how, from, to } of CONVERSION_CASES) {
    // The bits of a NaN carry no meaning.
    const given = how === "bits" && isFloat(from) ? withoutNaN(element(from, 0)) : element(from, 0);
    results.add(label, to, e.convert(given, to, how));
    results.add(`${label}, variable`, to, e.convert(builder.let("given", given), to, how));
  }
  for (const scalar of SCALAR_NAMES) results.add(`${scalar} by value`, scalar, e.load(numbers[scalar], e.constantIndex(0)));
  return results.finish();
}

/** What every result is stored in: an output for each type, declared once all of its elements are known. */
class Results {
  private readonly builder: ProgramBuilder;
  private readonly outputs: Readonly<Record<Scalar, BufferId>>;
  private readonly labels = new Map<Scalar, string[]>(SCALAR_NAMES.map((scalar) => [scalar, []]));

  constructor(builder: ProgramBuilder) {
    this.builder = builder;
    this.outputs = buffersOf((scalar) => builder.buffer({ role: "output", name: `${scalar}_out`, scalar, size: 1 }));
  }

  add(label: string, scalar: Scalar, value: Expression): void {
    const labels = this.labels.get(scalar) ?? [];
    this.builder.store(this.outputs[scalar], e.constantIndex(labels.length), value);
    labels.push(label);
  }

  finish(): AllOperators {
    const program = this.builder.finish();
    const buffers = program.buffers.map((buffer) => (buffer.role === "output" ? { ...buffer, size: this.labels.get(buffer.scalar)?.length ?? 0 } : buffer));
    return { program: { ...program, buffers }, labels: SCALAR_NAMES.map((scalar) => this.labels.get(scalar) ?? []) };
  }
}

function buffersOf(declare: (scalar: Scalar) => BufferId): Readonly<Record<Scalar, BufferId>> {
  return {
    f32: declare("f32"), f64: declare("f64"), i8: declare("i8"), u8: declare("u8"),
    i16: declare("i16"), u16: declare("u16"), i32: declare("i32"), u32: declare("u32"), bool: declare("bool"),
  };
}

function operatorResults(builder: ProgramBuilder, results: Results, one: OperatorCase, operand: (place: number) => Expression): void {
  const { label, operator, scalars, result } = one;
  const operands = scalars.map((_, place) => operand(place));
  const applied = e.apply(operator, operands);
  results.add(label, result, applied);
  results.add(`${label}, variable`, result, builder.let("value", applied));
  results.add(`${label}, scratch`, result, throughScratch(builder, result, applied));
  if (result === "bool") {
    const condition = scalars.length === 2 ? applied : operand(0);
    results.add(`${label}, condition`, "i32", e.select(condition, e.constantOf("i32", -7), e.constantOf("i32", 2147483647)));
  }
  const last = scalars[scalars.length - 1];
  if (scalars.length > 1) {
    results.add(`${label}, literal`, result, e.apply(operator, [...operands.slice(0, -1), e.constantOf(last, literalOf(last, operator))]));
    results.add(`${label}, table`, result, e.apply(operator, [...operands.slice(0, -1), e.constantOf(last, literalOf(last, operator), "named")]));
  }
  if (scalars.length === 2) results.add(`${label}, literal first`, result, e.apply(operator, [e.constantOf(scalars[0], literalOf(scalars[0], operator)), operands[1]]));
  if (result === scalars[0] && scalars.length === 2) {
    const variable = builder.variable("running", operand(0));
    variable.set(e.apply(operator, [variable.read, operand(1)]));
    variable.set(e.apply(operator, [variable.read, operand(1)]));
    results.add(`${label}, twice`, result, variable.read);
  }
}

/** Numbers that are awkward to write down; nothing is compared with an end of its type, of which compilers warn. */
function literalOf(scalar: Scalar, operator: OperatorName): number {
  const { kind, least, greatest } = SCALARS[scalar];
  const inside = OPERATORS[operator].result([scalar, scalar]) === "bool" ? 1 : 0;
  if (kind === "bool") return 1;
  if (kind === "integer") return scalar === "u32" ? greatest - inside : least + inside;
  return scalar === "f32" ? Math.fround(-0.1) : -0.1;
}

function throughScratch(builder: ProgramBuilder, scalar: Scalar, value: Expression): Expression {
  const scratch = builder.buffer({ role: "scratch", name: `kept_${scalar}`, scalar, size: 2 });
  builder.store(scratch, e.constantIndex(1), value);
  return e.load(scratch, e.constantIndex(1));
}

/** Operators of i32 and u32 whose results are proved to stay within their type, and counts within 0 to 31. */
function boundedResults(builder: ProgramBuilder, results: Results, element: (scalar: Scalar, place: number) => Expression): void {
  const bytes = [0, 1].map((place) => builder.position("byte", e.convert(element("u8", place), "i32", "round"), { least: 0, greatest: 255 }));
  const [a, b] = bytes.map(({ terms: [{ variable }] }) => e.local(variable));
  for (const operator of ["add", "subtract", "multiply", "minimum", "maximum", "and", "or", "exclusiveOr"] as const) {
    results.add(`bounded ${operator}`, "i32", e.apply(operator, [a, b]));
  }
  const count = builder.position("count", e.apply("and", [a, e.constantOf("i32", 31)]), { least: 0, greatest: 31 });
  for (const operator of ["shiftLeft", "shiftRight"] as const) {
    for (const scalar of ["i32", "u32"] as const) {
      results.add(`bounded ${operator} of ${scalar}`, scalar, e.apply(operator, [element(scalar, 0), e.local(count.terms[0].variable)]));
    }
  }
}

function withoutNaN(value: Expression): Expression {
  return e.select(e.apply("equal", [value, value]), value, e.constant(1));
}
