// Keeps compilers from fusing a product with a constant it is added to: gcc's vectoriser makes fused additions and subtractions of
// constants with signs in turn, whatever its options say, but none of a sum. Program to Program.

import { apply, constantOf, local } from "../../program/expression.ts";
import type { BufferId, Expression, Index, Local, LocalId, Program, Statement } from "../../program/program.ts";
import { isFloat } from "../../program/scalar.ts";
import { scalarOf } from "../../program/scalar-of.ts";

/**
 * The program in which a product, or what is read where products were stored before, is added to +0 before it is added to an element
 * of a table at a known place or a constant, or one of the two subtracted from the other: of the results only the sign of a zero may be another
 * one. The statements hold one operation each.
 */
export function partProducts(program: Program): Program {
  return parted(program, (index) => index.terms.every(({ variable }) => program.locals[variable].bounds === undefined), false);
}

/** The same whatever a product is added to: for compilers of which nothing is known. */
export function partAllProducts(program: Program): Program {
  return parted(program, () => true, true);
}

function parted(program: Program, isPlaceKnown: (index: Index) => boolean, isOfAll: boolean): Program {
  const parting = new Parting(program, isPlaceKnown, isOfAll);
  const body = parting.statements(program.body);
  return { ...program, locals: parting.locals, body };
}

class Parting {
  readonly locals: Local[];
  private readonly program: Program;
  private readonly products = new Set<LocalId>();
  /** Arrays with products among their elements: compilers see through memory of the function's own. */
  private readonly arrays = new Set<BufferId>();

  private readonly isPlaceKnown: (index: Index) => boolean;
  /** Whether a product is kept from all it is added to, not from constants alone. */
  private readonly isOfAll: boolean;

  constructor(program: Program, isPlaceKnown: (index: Index) => boolean, isOfAll: boolean) {
    this.program = program;
    this.isPlaceKnown = isPlaceKnown;
    this.isOfAll = isOfAll;
    this.locals = [...program.locals];
  }

  statements(statements: readonly Statement[]): readonly Statement[] {
    return statements.flatMap((statement) => this.statement(statement));
  }

  private statement(statement: Statement): readonly Statement[] {
    if (statement.kind === "for") return [{ ...statement, body: this.statements(statement.body) }];
    if (statement.kind === "call") return [statement];
    const { value } = statement;
    if (statement.kind === "let" && this.isProduct(value)) this.products.add(statement.local);
    if (statement.kind === "store" && this.isProduct(value)) this.arrays.add(statement.buffer);
    const parted = this.parted(value);
    return parted === undefined ? [statement] : [parted.sum, { ...statement, value: parted.value }];
  }

  /** The operation with a sum in the place of a product, and the statement that computes the sum. */
  private parted(value: Expression): { readonly sum: Statement; readonly value: Expression } | undefined {
    if (value.kind !== "apply" || (value.operator !== "add" && value.operator !== "subtract")) return undefined;
    if (!value.operands.some((operand) => (this.isOfAll ? !isZero(operand) && !this.isProduct(operand) : this.isConstant(operand)))) return undefined;
    const product = value.operands.find((operand) => this.isProduct(operand));
    if (product === undefined) return undefined;
    const scalar = scalarOf(product, { ...this.program, locals: this.locals });
    // Integers are not rounded: fused or not, the sum is the same.
    if (!isFloat(scalar)) return undefined;
    const id = this.locals.push({ name: "sum", scalar }) - 1;
    const sum = apply("add", [constantOf(scalar, 0), product], "sum");
    const operands = value.operands.map((operand) => (operand === product ? local(id) : operand));
    return { sum: { kind: "let", local: id, value: sum, mutable: false }, value: { ...value, operands } };
  }

  private isProduct(value: Expression): boolean {
    switch (value.kind) {
      case "apply":
        return value.operator === "multiply";
      case "local":
        return this.products.has(value.local);
      case "load":
        return this.arrays.has(value.buffer);
      case "constant":
      case "convert":
        return false;
    }
  }

  /** An element of a table whose place is known where the program is compiled, once loops are unrolled. */
  private isKnown({ buffer, index }: Extract<Expression, { readonly kind: "load" }>): boolean {
    return this.program.buffers[buffer].role === "table" && this.isPlaceKnown(index);
  }

  private isConstant(operand: Expression): boolean {
    return (operand.kind === "constant" && !isZero(operand)) || (operand.kind === "load" && this.isKnown(operand));
  }
}

function isZero(operand: Expression): boolean {
  return operand.kind === "constant" && operand.value === 0;
}
