// Chooses the arguments of a self-test: those whose results are others where a compiler fuses, keeps more precision or adds in another
// order; where calls follow from each other, the first ones. The same ones every time. Builds no Program.

import type { DomainVariable } from "../../network/model.ts";
import { nearestFloat32Within } from "../../numeric/float32.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import { interpretUnrounded } from "../../program/interpret.ts";
import { operationsOfCall } from "../../program/operation-count.ts";
import type { Program } from "../../program/program.ts";
import { isFloat, SCALARS, type Scalar, type Values } from "../../program/scalar.ts";
import { remembers } from "../../program/unit.ts";
import { deviationsOf } from "./deviations.ts";
import { generatedNumbers, wordsOf, type Golden, type GoldenArguments, type Grid } from "./golden.ts";

/** Of all inputs together: more are generated. */
const MOST_LISTED = 8;
/** Each takes an argument and a result of memory. */
const [FEWEST_CALLS, MOST_CALLS] = [3, 5];
const GENERATED_CALLS = 2;
/** How often a deviation is to show. */
const TIMES_SHOWN = 2;
/** Calls that are tried, and operations of all of them: a hundredth of a second. */
const [MOST_TRIED, MOST_OPERATIONS] = [16, 300_000];
/** Of one call: some tenths of a second. */
const MOST_OPERATIONS_OF_CALL = 5_000_000;

/**
 * @param program whose calls, where it remembers any, are those of one sequence.
 * @param domain of the elements of the inputs, in order; from −1 to 1 where it is not known.
 */
export function chooseGolden(program: Program, domain: readonly DomainVariable[] | undefined): Golden {
  const inputs = program.buffers.filter(({ role }) => role === "input");
  const width = inputs.reduce((sum, { size }) => sum + size, 0);
  const operations = operationsOfCall(program);
  if (operations > MOST_OPERATIONS_OF_CALL) return NONE;
  const tried = Math.max(1, Math.min(MOST_TRIED, Math.floor(MOST_OPERATIONS / operations)));
  const subject = { program, domain: domain?.length === width ? domain : undefined, width };
  if (width > MOST_LISTED) return generated(subject, Math.max(1, Math.floor(tried / GENERATED_CALLS)));
  return listed(subject, width === 0 ? 1 : tried);
}

interface Subject {
  readonly program: Program;
  /** One variable per element. */
  readonly domain: readonly DomainVariable[] | undefined;
  readonly width: number;
}

const NONE: Golden = { calls: 0, given: { kind: "listed", values: [] }, words: new Uint32Array() };
const UNKNOWN: Pick<DomainVariable, "low" | "high"> = { low: -1, high: 1 };

function listed({ program, domain, width }: Subject, tried: number): Golden {
  const random = new RandomGenerator(1);
  const points = Array.from({ length: tried * width }, (_, place) => {
    const { low, high } = domain?.[place % width] ?? UNKNOWN;
    return nearestFloat32Within(random.uniformIn(low, high), low, high);
  });
  const values = split(program, points, tried);
  const { words, shown } = compare(program, values, tried);
  const calls = remembers(program) ? firstOfSequence(words) : fewestThatShow(shown, words.flatMap((one, call) => (one === undefined ? [] : [call])));
  if (calls.length === 0) return NONE;
  const sizes = program.buffers.flatMap(({ role, size }) => (role === "input" ? [size] : []));
  const chosen = values.map((all, input) => joinedAs(all, calls.map((call) => all.subarray(call * sizes[input], (call + 1) * sizes[input]))));
  return { calls: calls.length, given: { kind: "listed", values: chosen }, words: joinedWords(calls.map((call) => words[call])) };
}

/** Takes the first seed at which the most deviations show. */
function generated({ program, domain, width }: Subject, seeds: number): Golden {
  const grid = gridOf(domain ?? [UNKNOWN]);
  let best: { readonly golden: Golden; readonly deviations: number } | undefined;
  for (let seed = 1; seed <= seeds; seed++) {
    const values = split(program, generatedNumbers(seed, grid, GENERATED_CALLS * width), GENERATED_CALLS);
    const { words, shown } = compare(program, values, GENERATED_CALLS);
    if (words.includes(undefined)) continue;
    const deviations = shown.filter((calls) => calls.size > 0).length;
    const given: GoldenArguments = { kind: "generated", seed, grid };
    if (deviations > (best?.deviations ?? -1)) best = { golden: { calls: GENERATED_CALLS, given, words: joinedWords(words) }, deviations };
    if (deviations === shown.length) break;
  }
  return best?.golden ?? NONE;
}

interface Compared {
  readonly words: readonly (Uint32Array | undefined)[];
  /** Of each deviation the calls whose results it changes. */
  readonly shown: readonly ReadonlySet<number>[];
}

function compare(program: Program, values: readonly Values[], calls: number): Compared {
  const words = wordsOf(program, interpretUnrounded(program, new Set(), values, calls), calls);
  const isTooLong = calls * operationsOfCall(program) > MOST_OPERATIONS;
  const shown = (isTooLong ? [] : deviationsOf(program)).map((deviation) => {
    const others = wordsOf(program, interpretUnrounded(deviation.program, deviation.unrounded, values, calls), calls);
    return new Set(words.flatMap((one, call) => (others[call]?.every((word, place) => word === one?.[place]) === true ? [] : [call])));
  });
  return { words, shown };
}

/** The first calls, as one follows from the other; none where their results have no bits. */
function firstOfSequence(words: Compared["words"]): readonly number[] {
  const calls = words.slice(0, MOST_CALLS);
  return calls.includes(undefined) ? [] : [...calls.keys()];
}

/** Call after call the one that shows the most of what was not shown often enough, of equal ones the first. */
function fewestThatShow(shown: readonly ReadonlySet<number>[], possible: readonly number[]): readonly number[] {
  const chosen: number[] = [];
  const times = shown.map(() => 0);
  while (chosen.length < Math.min(MOST_CALLS, possible.length)) {
    const isEnough = shown.every((calls, deviation) => times[deviation] >= Math.min(TIMES_SHOWN, calls.size));
    if (isEnough && chosen.length >= FEWEST_CALLS) break;
    const wanted = shown.filter((_, deviation) => isEnough || times[deviation] < TIMES_SHOWN);
    const gain = (call: number): number => wanted.filter((calls) => calls.has(call)).length;
    const best = possible.filter((call) => !chosen.includes(call)).reduce((one, other) => (gain(other) > gain(one) ? other : one));
    chosen.push(best);
    shown.forEach((calls, deviation) => (times[deviation] += calls.has(best) ? 1 : 0));
  }
  return chosen;
}

/** A grid within all of the domains where they have a part in common that is wide enough, else from −1 on. */
function gridOf(domain: readonly Pick<DomainVariable, "low" | "high">[]): Grid {
  const [low, high] = [Math.max(...domain.map((one) => one.low)), Math.min(...domain.map((one) => one.high))];
  const step = 2 ** Math.floor(Math.log2((high - low) / 256));
  const first = Math.ceil(low / step);
  // 24 bits hold every number of the grid.
  const isExact = Number.isFinite(first) && Math.abs(first) < 2 ** 23 && step >= 2 ** -100 && step <= 2 ** 100;
  return isExact ? { low: first * step, step } : { low: -1, step: 2 ** -7 };
}

/** The numbers of calls, one call after the other, by inputs and in their types. */
function split(program: Program, points: ArrayLike<number>, calls: number): readonly Values[] {
  const inputs = program.buffers.filter(({ role }) => role === "input");
  const width = inputs.reduce((sum, { size }) => sum + size, 0);
  let first = 0;
  return inputs.map(({ size, scalar }) => {
    const values = SCALARS[scalar].newValues(calls * size);
    for (let place = 0; place < values.length; place++) {
      values[place] = asArgument(points[Math.floor(place / size) * width + first + (place % size)], scalar);
    }
    first += size;
    return values;
  });
}

/** As the Program of a self-test makes it of a number that it generates. */
function asArgument(value: number, scalar: Scalar): number {
  if (isFloat(scalar)) return value;
  if (scalar === "bool") return value > 0.5 ? 1 : 0;
  return Math.min(Math.max(Math.trunc(value), SCALARS[scalar].least), SCALARS[scalar].greatest);
}

function joinedAs(like: Values, parts: readonly Values[]): Values {
  const joined = like.slice(0, parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((first, part) => (joined.set(part, first), first + part.length), 0);
  return joined;
}

function joinedWords(parts: readonly (Uint32Array | undefined)[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...(part ?? [])]));
}
