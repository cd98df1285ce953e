// How far one array may lie over another that is still read while it is written: the results of a row of an image may take the place of rows that no
// window reads any more. Says it of the accesses of statements, in the order in which loops run; places no arrays.
//
// Distances between two accesses are affine in the turns of the loops around them. The pairs of turns that come one after the other are the whole
// points of a simplex, or of a square where an outer loop decides: an affine function has its maximum at a corner of it. All corners are among the
// first two and the last two turns, so that no others are looked at.

import { visitExpression } from "../../program/expression.ts";
import { lastTurn, turnsOf, valuesOf, type Bounds, type BufferId, type For, type Index, type LocalId, type Program, type Statement } from "../../program/program.ts";

/** Loops within each other whose turns are looked at one by one; of those within these all turns together. */
const DEEPEST = 7;

/** Two arrays, one of which is in use before and the other one afterwards. */
export interface Pair {
  readonly early: BufferId;
  readonly late: BufferId;
}

/** Accesses of an array that come together: by loop variables around, and between which two numbers beside these. */
interface Access {
  readonly kind: "access";
  readonly buffer: BufferId;
  readonly terms: Index["terms"];
  readonly least: number;
  readonly greatest: number;
}

/** A part of an array that is passed to another function. */
interface Passed {
  readonly kind: "passed";
  readonly buffer: BufferId;
}

interface Loop {
  readonly kind: "loop";
  readonly loop: For;
  readonly steps: readonly Step[];
  readonly buffers: ReadonlySet<BufferId>;
}

/** What statements do with arrays, in their order. */
export type Step = Access | Passed | Loop;

/** A loop that is looked at turn by turn. */
interface Turns {
  readonly kind: "turns";
  readonly variable: LocalId;
  readonly corners: readonly number[];
  readonly steps: readonly (Access | Turns)[];
}

/**
 * By how many elements the late array must begin before the early one, at the least, so that no place of it that has been accessed is accessed in
 * the early array afterwards. Undefined where that is not known. It is never too small; it may be larger than need be.
 *
 * @param steps of all statements that access both arrays: the early one not afterwards, the late one not before.
 */
export function leastDistance(steps: readonly Step[], pair: Pair): number | undefined {
  const turns = turnsOfPair(steps, pair, DEEPEST);
  if (turns === undefined) return undefined;
  const at = new Map<LocalId, number>();
  let written = -Infinity;
  let distance = -Infinity;
  const run = (all: readonly (Access | Turns)[]): void => {
    for (const step of all) {
      if (step.kind === "turns") {
        for (const turn of step.corners) {
          at.set(step.variable, turn);
          run(step.steps);
        }
      } else if (step.buffer === pair.late) {
        written = Math.max(written, placeOf(step.terms, at) + step.greatest);
      } else {
        distance = Math.max(distance, written - placeOf(step.terms, at) - step.least + 1);
      }
    }
  };
  run(turns);
  return distance;
}

/** The first two and the last two values of a loop's variable. */
function cornersOf(loop: For): readonly number[] {
  const last = turnsOf(loop) - 1;
  return [...new Set([0, Math.min(1, last), Math.max(0, last - 1), last])].map((turn) => turn * loop.step);
}

/** What a pair's arrays are accessed by: a loop with both is looked at turn by turn, until it is too deep. */
function turnsOfPair(steps: readonly Step[], pair: Pair, depth: number): readonly (Access | Turns)[] | undefined {
  const found: (Access | Turns)[] = [];
  for (const step of steps) {
    if (!isOf(step, pair)) continue;
    const next = step.kind === "loop" ? turnsOfLoop(step, pair, depth) : step.kind === "access" ? [step] : undefined;
    if (next === undefined) return undefined;
    next.forEach((one) => append(found, one));
  }
  return found;
}

function turnsOfLoop({ loop, steps, buffers }: Loop, pair: Pair, depth: number): readonly (Access | Turns)[] | undefined {
  if (depth > 0 && buffers.has(pair.early) && buffers.has(pair.late)) {
    const turns = turnsOfPair(steps, pair, depth - 1);
    return turns && [{ kind: "turns", variable: loop.variable, corners: cornersOf(loop), steps: turns }];
  }
  const accesses = accessesOfPair(steps, pair)?.map((access) => inAllTurns(access, loop));
  // The late one first, which is the worst.
  return accesses?.toSorted((one, other) => Number(other.buffer === pair.late) - Number(one.buffer === pair.late));
}

/** Of loops in all their turns. */
function accessesOfPair(steps: readonly Step[], pair: Pair): readonly Access[] | undefined {
  const found: Access[] = [];
  for (const step of steps) {
    if (!isOf(step, pair)) continue;
    if (step.kind === "passed") return undefined;
    const next = step.kind === "access" ? [step] : accessesOfPair(step.steps, pair)?.map((access) => inAllTurns(access, step.loop));
    if (next === undefined) return undefined;
    next.forEach((one) => append(found, one));
  }
  return found;
}

function isOf(step: Step, { early, late }: Pair): boolean {
  return step.kind === "loop" ? step.buffers.has(early) || step.buffers.has(late) : step.buffer === early || step.buffer === late;
}

/** What statements do with the arrays that are asked for. Variables with bounds may be anything within them. */
export function stepsOf(locals: Program["locals"], statements: readonly Statement[], buffers: ReadonlySet<BufferId>): readonly Step[] {
  const steps: Step[] = [];
  for (const statement of statements) {
    if (statement.kind === "for") {
      const inner = stepsOf(locals, statement.body, buffers);
      if (inner.length === 0) continue;
      const accessed = inner.flatMap((step) => (step.kind === "loop" ? [...step.buffers] : [step.buffer]));
      steps.push({ kind: "loop", loop: statement, steps: inner, buffers: new Set(accessed) });
      continue;
    }
    const access = (buffer: BufferId, { constant, terms }: Index): void => {
      if (!buffers.has(buffer)) return;
      append(steps, within({ kind: "access", buffer, terms, least: constant, greatest: constant }, (variable) => locals[variable]?.bounds));
    };
    if (statement.kind === "call") {
      for (const one of statement.arguments) if (one.kind === "region" && buffers.has(one.buffer)) steps.push({ kind: "passed", buffer: one.buffer });
    }
    // A statement reads before it stores.
    for (const value of valuesOf(statement)) visitExpression(value, (one) => one.kind === "load" && access(one.buffer, one.index));
    if (statement.kind === "store") access(statement.buffer, statement.index);
  }
  return steps;
}

/** Of accesses side by side, with none of another array between them, only the extremes count. */
function append<Other extends Step | Turns>(steps: (Access | Other)[], step: Access | Other): void {
  const last = steps.at(-1);
  if (step.kind !== "access" || last?.kind !== "access" || last.buffer !== step.buffer || !areSame(last.terms, step.terms)) steps.push(step);
  else steps[steps.length - 1] = { ...last, least: Math.min(last.least, step.least), greatest: Math.max(last.greatest, step.greatest) };
}

function areSame(some: Index["terms"], others: Index["terms"]): boolean {
  return some.length === others.length && some.every(({ variable, factor }, place) => variable === others[place].variable && factor === others[place].factor);
}

function inAllTurns(access: Access, loop: For): Access {
  const bounds = { least: 0, greatest: lastTurn(loop) };
  return within(access, (variable) => (variable === loop.variable ? bounds : undefined));
}

/** The access where the variables whose bounds are known are at their extremes. */
function within(access: Access, boundsOf: (variable: LocalId) => Bounds | undefined): Access {
  let { least, greatest } = access;
  const terms = access.terms.filter(({ variable, factor }) => {
    const bounds = boundsOf(variable);
    if (bounds === undefined) return true;
    least += factor * (factor < 0 ? bounds.greatest : bounds.least);
    greatest += factor * (factor < 0 ? bounds.least : bounds.greatest);
    return false;
  });
  return { ...access, terms, least, greatest };
}

function placeOf(terms: Index["terms"], at: ReadonlyMap<LocalId, number>): number {
  let place = 0;
  for (const { variable, factor } of terms) place += factor * (at.get(variable) ?? 0);
  return place;
}
