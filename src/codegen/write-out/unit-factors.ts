// Leaves out multiplications by weights of 1 and −1: x·1 is x, and s + x·(−1) is s − x, whatever they are. Those by 0 stay, for 0·∞ is NaN.
// Straight program to straight program.

import { apply, local, replaceLocals } from "../../program/expression.ts";
import type { BufferId, Expression, LocalId } from "../../program/program.ts";
import { isFloat, type Values } from "../../program/scalar.ts";
import { storedValues } from "../../program/stored-rows.ts";
import { usesOf } from "../../program/uses.ts";
import type { Straight, StraightProgram } from "./straighten.ts";

/** The program that adds and subtracts what it would multiply by 1 and −1. */
export function withoutUnitFactors(program: StraightProgram): StraightProgram {
  const weights = new Weights(program);
  const added = addedOnce(program, weights);
  const plain = new Map<LocalId, Expression>();
  /** Of variables that are added once: what is subtracted instead. */
  const negated = new Map<LocalId, Expression>();
  const body = program.body.flatMap((statement): readonly Straight[] => {
    const value = replaceLocals(statement.value, (one) => plain.get(one) ?? local(one));
    if (statement.kind === "let" && value.kind === "apply" && value.operator === "multiply") {
      for (const [factor, other] of [value.operands, value.operands.toReversed()]) {
        const kept = other.kind === "constant" ? undefined : keeperOf(weights.of(factor), added.has(statement.local));
        if (kept === undefined) continue;
        (kept === "plain" ? plain : negated).set(statement.local, other);
        return [];
      }
    }
    return [{ ...statement, value: withoutProduct(value, weights) ?? difference(value, negated) ?? value }];
  });
  return { ...program, body };
}

/** A fused multiply-add with 1 or −1, which rounds the sum or difference that is left. */
function withoutProduct(value: Expression, weights: Weights): Expression | undefined {
  if (value.kind !== "apply" || value.operator !== "multiplyAdd") return undefined;
  const [left, right, addend] = value.operands;
  for (const [factor, other] of [[left, right], [right, left]]) {
    const weight = weights.of(factor);
    if ((weight === 1 || weight === -1) && other.kind !== "constant") return apply(weight === 1 ? "add" : "subtract", [addend, other], value.name);
  }
  return undefined;
}

function keeperOf(weight: number | undefined, isAddedOnce: boolean): "plain" | "negated" | undefined {
  if (weight === 1) return "plain";
  return weight === -1 && isAddedOnce ? "negated" : undefined;
}

/** Numbers of tables of floats, as they are stored. */
class Weights {
  private readonly program: StraightProgram;
  private readonly stored = new Map<BufferId, Values>();

  constructor(program: StraightProgram) {
    this.program = program;
  }

  /** The number that a factor always is; undefined where it is none of a table. */
  of(factor: Expression): number | undefined {
    if (factor.kind !== "load" || factor.index.terms.length > 0) return undefined;
    const table = this.program.buffers[factor.buffer];
    if (table.role !== "table" || !isFloat(table.scalar)) return undefined;
    const values = this.stored.get(factor.buffer) ?? storedValues(table);
    this.stored.set(factor.buffer, values);
    return values[factor.index.constant];
  }
}

/** Variables multiplied by −1 that one sum alone reads, whose other summand is none of them. */
function addedOnce(program: StraightProgram, weights: Weights): ReadonlySet<LocalId> {
  const { reads } = usesOf(program);
  const turned = new Set<LocalId>();
  const found = new Set<LocalId>();
  for (const statement of program.body) {
    const { value } = statement;
    if (value.kind !== "apply") continue;
    if (statement.kind === "let" && value.operator === "multiply" && value.operands.some((factor) => weights.of(factor) === -1)) turned.add(statement.local);
    if (value.operator !== "add") continue;
    // The second one first: what a sum goes on with stands there.
    for (const operand of value.operands.toReversed()) {
      const isTaken = value.operands.some((one) => one.kind === "local" && found.has(one.local));
      if (operand.kind === "local" && turned.has(operand.local) && reads.get(operand.local) === 1 && !isTaken) found.add(operand.local);
    }
  }
  return found;
}

function difference(value: Expression, negated: ReadonlyMap<LocalId, Expression>): Expression | undefined {
  if (value.kind !== "apply" || value.operator !== "add") return undefined;
  for (const [one, other] of [value.operands, value.operands.toReversed()]) {
    const less = other.kind === "local" ? negated.get(other.local) : undefined;
    if (less !== undefined) return apply("subtract", [one, less], value.name);
  }
  return undefined;
}
