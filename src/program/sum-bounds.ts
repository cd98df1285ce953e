// What sums of integers can be: variables that are set to themselves and a term, so many times as loops run. Knows no other proof.

import { intervalOf } from "./interval-of.ts";
import { turnsOf, type Bounds, type Expression, type LocalId, type Program, type Statement } from "./program.ts";

interface Sum {
  readonly bounds: Bounds;
  /** How often its declaration runs in a call. */
  readonly turns: number;
}

/**
 * For each variable with bounds that is only ever set to itself and a term, between which numbers every value of it lies: its first value and so many times the least
 * and the greatest term as it is set at the most. Terms lie within the bounds that are declared of what they are made of.
 */
export function sumBounds(program: Program): ReadonlyMap<LocalId, Bounds> {
  const sums = new Map<LocalId, Sum | undefined>();
  const walk = (statements: readonly Statement[], turns: number): void => {
    for (const statement of statements) {
      if (statement.kind === "for") walk(statement.body, turns * turnsOf(statement));
      if (statement.kind === "let" && statement.mutable && program.locals[statement.local].bounds !== undefined) {
        const { low, high } = intervalOf(statement.value, program);
        // Of one that is declared in several places nothing is proved.
        sums.set(statement.local, sums.has(statement.local) ? undefined : { bounds: { least: low, greatest: high }, turns });
      }
      const sum = statement.kind === "set" ? sums.get(statement.local) : undefined;
      if (statement.kind !== "set" || sum === undefined) continue;
      const term = termOf(statement.value, statement.local);
      sums.set(statement.local, term === undefined ? undefined : grown(sum, term, turns));
    }
  };
  const grown = ({ bounds, turns: outer }: Sum, term: Expression, turns: number): Sum => {
    const { low, high } = intervalOf(term, program);
    const times = turns / outer;
    return { bounds: { least: bounds.least + times * Math.min(0, low), greatest: bounds.greatest + times * Math.max(0, high) }, turns: outer };
  };
  walk(program.body, 1);
  return new Map([...sums].flatMap(([local, sum]) => (sum === undefined ? [] : [[local, sum.bounds] as const])));
}

/** What is added to the variable; undefined where something else is done. */
function termOf(value: Expression, local: LocalId): Expression | undefined {
  if (value.kind !== "apply" || value.operator !== "add") return undefined;
  const isSum = (operand: Expression): boolean => operand.kind === "local" && operand.local === local;
  const terms = value.operands.filter((operand) => !isSum(operand));
  return terms.length === 1 ? terms[0] : undefined;
}
