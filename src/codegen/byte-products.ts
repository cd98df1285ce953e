// Finds loops that add up products of integers of 8 bits which lie next to each other: a processor may have instructions for several at once. Spells nothing.

import type { Expression, For, LocalId, Program, Statement } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";

export type Byte = "i8" | "u8";
type Load = Extract<Expression, { readonly kind: "load" }>;

/** An array's element as the loop's first turn reads it, the others behind it. */
export interface ByteFactor {
  readonly scalar: Byte;
  readonly load: Load;
}

/** What a loop does to a variable: adds its products, in any order, for they wrap around. */
export interface ByteSum {
  readonly sum: LocalId;
  readonly factors: readonly [ByteFactor, ByteFactor];
}

/** How many products are taken together. */
export const PACKED = 4;

/** The sums of a loop that does nothing else, and whose turns can be taken four at a time; undefined of other loops. */
export function byteProductsOf({ variable, extent, step, body }: For, program: Program): readonly ByteSum[] | undefined {
  if (step !== 1 || extent % PACKED !== 0) return undefined;
  const factors = new Map<LocalId, ByteFactor>();
  const products = new Map<LocalId, ByteSum["factors"]>();
  const sums: ByteSum[] = [];
  for (const statement of body) {
    const factor = factorOf(statement, variable, program);
    const product = productOf(statement, factors);
    const sum = sumOf(statement, products);
    if (statement.kind === "let" && factor !== undefined) factors.set(statement.local, factor);
    else if (statement.kind === "let" && product !== undefined) products.set(statement.local, product);
    else if (sum === undefined) return undefined;
    else sums.push(sum);
  }
  return sums.length === 0 ? undefined : sums;
}

/** The pairs of types whose products a program's loops add up so. */
export function byteProductsIn(program: Program): readonly ByteSum["factors"][] {
  const within = (statements: readonly Statement[]): readonly ByteSum["factors"][] =>
    statements.flatMap((statement) => {
      if (statement.kind !== "for") return [];
      return byteProductsOf(statement, program)?.map(({ factors }) => factors) ?? within(statement.body);
    });
  return within(program.body);
}

function factorOf(statement: Statement, variable: LocalId, program: Program): ByteFactor | undefined {
  if (statement.kind !== "let" || statement.value.kind !== "convert") return undefined;
  const { to, how, operand } = statement.value;
  if (to !== "i32" || how !== "round" || operand.kind !== "load") return undefined;
  const { scalar } = program.buffers[operand.buffer];
  const isNext = operand.index.terms.some((term) => term.variable === variable && term.factor === 1);
  return isByte(scalar) && isNext ? { scalar, load: operand } : undefined;
}

function productOf(statement: Statement, factors: ReadonlyMap<LocalId, ByteFactor>): ByteSum["factors"] | undefined {
  const operands = statement.kind === "let" ? localsOf(statement.value, "multiply") : undefined;
  if (operands === undefined) return undefined;
  const [one, other] = operands.map((local) => factors.get(local));
  return one === undefined || other === undefined ? undefined : [one, other];
}

function sumOf(statement: Statement, products: ReadonlyMap<LocalId, ByteSum["factors"]>): ByteSum | undefined {
  const operands = statement.kind === "set" ? localsOf(statement.value, "add") : undefined;
  if (statement.kind !== "set" || operands === undefined) return undefined;
  const [sum, product] = operands;
  const factors = products.get(product);
  return sum === statement.local && factors !== undefined ? { sum, factors } : undefined;
}

/** Of an operation on two variables. */
function localsOf(value: Expression, operator: "add" | "multiply"): readonly [LocalId, LocalId] | undefined {
  if (value.kind !== "apply" || value.operator !== operator) return undefined;
  const [one, other] = value.operands;
  return one.kind === "local" && other.kind === "local" ? [one.local, other.local] : undefined;
}

function isByte(scalar: Scalar): scalar is Byte {
  return scalar === "i8" || scalar === "u8";
}
