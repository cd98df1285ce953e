// What a Program makes use of: the buffers it loads from, its operators with the types they work on, its conversions.

import { visitExpression } from "./expression.ts";
import type { OperatorName } from "./operators.ts";
import { valuesOf, type BufferId, type Conversion, type Expression, type LocalId, type Program, type Statement } from "./program.ts";
import type { Scalar } from "./scalar.ts";
import { scalarOf } from "./scalar-of.ts";
import { visitAccesses } from "./visit-accesses.ts";

export interface UsedConversion {
  readonly how: Conversion;
  readonly from: Scalar;
  readonly to: Scalar;
}

export interface ProgramUses {
  /** Those that are passed to another function count as loaded. */
  readonly loaded: ReadonlySet<BufferId>;
  /** Those of which another function is passed all or a part. */
  readonly passed: ReadonlySet<BufferId>;
  readonly operators: ReadonlySet<OperatorName>;
  /** How often variables are read, in indices as well. */
  readonly reads: ReadonlyMap<LocalId, number>;
  /** Whether a selection has a condition that holds nearly always. */
  readonly hasUsualConditions: boolean;
  /** Each once, in the order they stand in. */
  readonly conversions: readonly UsedConversion[];
}

/** Found once for each program, which nothing changes: many ask. */
const KNOWN = new WeakMap<Program, ProgramUses>();

export function usesOf(program: Program): ProgramUses {
  const known = KNOWN.get(program) ?? foundUses(program);
  KNOWN.set(program, known);
  return known;
}

function foundUses(program: Program): ProgramUses {
  const loaded = new Set<BufferId>();
  const passed = new Set<BufferId>();
  const operators = new Set<OperatorName>();
  const reads = new Map<LocalId, number>();
  const conversions = new Map<string, UsedConversion>();
  let hasUsualConditions = false;
  const count = (local: LocalId): void => void reads.set(local, (reads.get(local) ?? 0) + 1);
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case "load":
        loaded.add(expression.buffer);
        return;
      case "apply":
        operators.add(expression.operator);
        hasUsualConditions ||= expression.isUsual === true;
        return;
      case "convert": {
        const { how, to } = expression;
        const from = scalarOf(expression.operand, program);
        conversions.set(`${how} ${from} ${to}`, { how, from, to });
        return;
      }
      case "local":
        count(expression.local);
        return;
      case "constant":
    }
  };
  const visitAll = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === "for") visitAll(statement.body);
      else {
        for (const value of valuesOf(statement)) visitExpression(value, visit);
        if (statement.kind === "call") for (const argument of statement.arguments) if (argument.kind === "region") passed.add(argument.buffer);
      }
    }
  };
  visitAll(program.body);
  passed.forEach((buffer) => loaded.add(buffer));
  visitAccesses(program.body, (_buffer, { terms }) => terms.forEach(({ variable }) => { count(variable); }));
  return { loaded, passed, operators, reads, hasUsualConditions, conversions: [...conversions.values()] };
}
