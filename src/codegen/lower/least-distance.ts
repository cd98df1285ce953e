// How far one array may lie over another that is still read while it is written: the results of a row of an image may take the place of rows that no
// window reads any more. Says it of the accesses of statements, in the order in which loops run; places no arrays.
//
// Distances between two accesses are affine in the turns of the loops around them. The pairs of turns that come one after the other are the whole
// points of a simplex, or of a square where an outer loop decides: an affine function has its maximum at a corner of it. All corners are among the
// first two and the last two turns, so that no others are looked at.

import { visitExpression } from "../../program/expression.ts";
import { lastTurn, turnsOf, valuesOf, type BufferId, type For, type Index, type LocalId, type Program, type Statement } from "../../program/program.ts";

/** Loops within each other whose turns are looked at one by one; of those within these all turns together. */
const DEEPEST = 7;

/** Two arrays, one of which is in use before and the other one afterwards. */
export interface Pair {
  readonly early: BufferId;
  readonly late: BufferId;
}

/** Accesses of one of the arrays that come together: between which places, by loop variables around. */
interface Access {
  readonly kind: "access";
  readonly isLate: boolean;
  readonly least: Index;
  readonly greatest: Index;
}

interface Loop {
  readonly kind: "loop";
  readonly loop: For;
  readonly steps: readonly Step[];
}

type Step = Access | Loop;

/**
 * By how many elements the late array must begin before the early one, at the least, so that no place of it that has been accessed is accessed in
 * the early array afterwards. Undefined where that is not known. It is never too small; it may be larger than need be.
 *
 * @param statements all that access both arrays: the early one not afterwards, the late one not before.
 */
export function leastDistance({ locals }: Pick<Program, "locals">, statements: readonly Statement[], pair: Pair): number | undefined {
  const reach: Reach = new Map();
  locals.forEach(({ bounds }, id) => bounds !== undefined && reach.set(id, bounds));
  const steps = stepsOf(statements, pair, reach, DEEPEST);
  if (steps === undefined) return undefined;
  const at = new Map<LocalId, number>();
  let written = -Infinity;
  let distance = -Infinity;
  const run = (all: readonly Step[]): void => {
    for (const step of all) {
      if (step.kind === "loop") {
        for (const turn of cornersOf(step.loop)) {
          at.set(step.loop.variable, turn);
          run(step.steps);
        }
      } else if (step.isLate) {
        written = Math.max(written, placeOf(step.greatest, at));
      } else {
        distance = Math.max(distance, written - placeOf(step.least, at) + 1);
      }
    }
  };
  run(steps);
  return distance;
}

/** The first two and the last two values of a loop's variable. */
function cornersOf(loop: For): readonly number[] {
  const last = turnsOf(loop) - 1;
  return [...new Set([0, Math.min(1, last), Math.max(0, last - 1), last])].map((turn) => turn * loop.step);
}

type Reach = Map<LocalId, { readonly least: number; readonly greatest: number }>;

function stepsOf(statements: readonly Statement[], pair: Pair, reach: Reach, depth: number): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const statement of statements) {
    const found = statement.kind === "for" ? stepsOfLoop(statement, pair, reach, depth) : stepsOfOne(statement, pair, reach);
    if (found === undefined) return undefined;
    steps.push(...found);
  }
  return steps;
}

/** A loop that accesses both arrays is looked at turn by turn; where it is too deep the late one comes first, which is the worst. */
function stepsOfLoop(loop: For, pair: Pair, reach: Reach, depth: number): readonly Step[] | undefined {
  const { variable, body } = loop;
  if (depth > 0) {
    reach.delete(variable);
    const steps = stepsOf(body, pair, reach, depth - 1);
    if (steps === undefined || steps.length === 0) return steps;
    if (isOfBoth(steps)) return [{ kind: "loop", loop, steps }];
  }
  reach.set(variable, { least: 0, greatest: lastTurn(loop) });
  const together = stepsOf(body, pair, reach, 0);
  return together?.toSorted((one, other) => Number(isLate(other)) - Number(isLate(one)));
}

/** A statement reads before it stores. */
function stepsOfOne(statement: Exclude<Statement, For>, { early, late }: Pair, reach: Reach): readonly Step[] | undefined {
  const steps: Step[] = [];
  const access = (buffer: BufferId, index: Index): void => {
    if (buffer === early || buffer === late) steps.push({ kind: "access", isLate: buffer === late, ...extremesOf(index, reach) });
  };
  if (statement.kind === "call" && statement.arguments.some((one) => one.kind === "region" && (one.buffer === early || one.buffer === late))) return undefined;
  for (const value of valuesOf(statement)) visitExpression(value, (one) => one.kind === "load" && access(one.buffer, one.index));
  if (statement.kind === "store") access(statement.buffer, statement.index);
  return steps;
}

function isOfBoth(steps: readonly Step[]): boolean {
  return isAny(steps, true) && isAny(steps, false);
}

function isAny(steps: readonly Step[], late: boolean): boolean {
  return steps.some((step) => (step.kind === "loop" ? isAny(step.steps, late) : step.isLate === late));
}

function isLate(step: Step): boolean {
  return step.kind === "access" && step.isLate;
}

/** The index where the variables whose reach is known are at their extremes. */
function extremesOf({ constant, terms }: Index, reach: Reach): Pick<Access, "least" | "greatest"> {
  const known = terms.flatMap(({ variable, factor }) => {
    const within = reach.get(variable);
    return within === undefined ? [] : [[factor * within.least, factor * within.greatest]];
  });
  const others = terms.filter(({ variable }) => !reach.has(variable));
  return {
    least: { constant: known.reduce((sum, ends) => sum + Math.min(...ends), constant), terms: others },
    greatest: { constant: known.reduce((sum, ends) => sum + Math.max(...ends), constant), terms: others },
  };
}

function placeOf({ constant, terms }: Index, at: ReadonlyMap<LocalId, number>): number {
  return terms.reduce((place, { variable, factor }) => place + factor * (at.get(variable) ?? 0), constant);
}
