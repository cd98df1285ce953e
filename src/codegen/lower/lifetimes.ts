// When each array of working memory is in use. What every turn of a loop begins anew is in use for some statements of the loop's body only, so that others
// may have its room in the rest of the turn. Moves nothing.

import type { BufferId, Index, LocalId, Program, Statement } from "../../program/program.ts";
import { visitAccesses } from "../../program/visit-accesses.ts";

export interface Lifetime {
  /** The statements among which are all that access the array: the program's, or those of a loop all turns of which access the same elements. */
  readonly among: readonly Statement[];
  /** Positions among them of the first and the last one that accesses the array. */
  readonly from: number;
  readonly to: number;
  /** The same as times, in which all statements of the program are counted: both belong to it. */
  readonly first: number;
  readonly last: number;
}

/** Statements one after the other, and the time at which the first of them begins. */
interface Block {
  readonly statements: readonly Statement[];
  readonly begin: number;
}

/**
 * An array that is accessed in a loop alone, each time at the same places, is written in every turn before it is read: there is nothing to be read in the
 * first turn but what that turn wrote, and all turns are alike.
 */
export function lifetimesOf({ body }: Pick<Program, "body">): ReadonlyMap<BufferId, Lifetime> {
  const lifetimes = new Map<BufferId, Lifetime>();
  visitBlock({ statements: body, begin: 0 }, lifetimes);
  return lifetimes;
}

function visitBlock({ statements, begin }: Block, lifetimes: Map<BufferId, Lifetime>): void {
  const found = new Map<BufferId, Lifetime>();
  let time = begin;
  for (const [position, statement] of statements.entries()) {
    const end = time + durationOf(statement);
    visitAccesses([statement], (buffer) => {
      const { from, first } = found.get(buffer) ?? { from: position, first: time };
      found.set(buffer, { among: statements, from, to: position, first, last: end - 1 });
    });
    time = end;
  }
  for (const [buffer, lifetime] of found) lifetimes.set(buffer, lifetime);
  time = begin;
  for (const [position, statement] of statements.entries()) {
    if (statement.kind === "for") visitTurn(statement.body, { begin: time, position, whole: found }, lifetimes);
    time += durationOf(statement);
  }
}

/** Narrows the lifetimes of what a loop's turns begin anew. */
function visitTurn(
  body: readonly Statement[],
  loop: { readonly begin: number; readonly position: number; readonly whole: ReadonlyMap<BufferId, Lifetime> },
  lifetimes: Map<BufferId, Lifetime>,
): void {
  const inner = new Map<BufferId, Lifetime>();
  visitBlock({ statements: body, begin: loop.begin }, inner);
  const moving = movingIn(body);
  for (const [buffer, lifetime] of inner) {
    const { from, to } = loop.whole.get(buffer) ?? { from: -1, to: -1 };
    if (from === loop.position && to === loop.position && !moving.has(buffer)) lifetimes.set(buffer, lifetime);
  }
}

/** The arrays some of whose accesses depend on more than the loops among the statements. */
function movingIn(statements: readonly Statement[]): ReadonlySet<BufferId> {
  const loops = new Set<LocalId>();
  const collect = (all: readonly Statement[]): void => {
    for (const one of all) {
      if (one.kind !== "for") continue;
      loops.add(one.variable);
      collect(one.body);
    }
  };
  collect(statements);
  const moving = new Set<BufferId>();
  visitAccesses(statements, (buffer, { terms }: Index) => {
    if (!terms.every(({ variable }) => loops.has(variable))) moving.add(buffer);
  });
  return moving;
}

/** Statements in all. */
function durationOf(statement: Statement): number {
  return statement.kind === "for" ? 1 + statement.body.reduce((sum, one) => sum + durationOf(one), 0) : 1;
}
