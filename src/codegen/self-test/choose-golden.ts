// Chooses the arguments of a self-test: those whose results are others where a compiler does not keep to the Program, or forgets what calls
// remember. The same ones every time. Builds no Program.

import type { DomainVariable } from "../../network/model.ts";
import { interpretUnrounded, interpretValues } from "../../program/interpret.ts";
import { operationsOfCall } from "../../program/operation-count.ts";
import type { Program } from "../../program/program.ts";
import type { Values } from "../../program/scalar.ts";
import { remembers } from "../../program/unit.ts";
import { generatedArguments, gridOf, inputsOf, randomArguments, rangesOf } from "./arguments.ts";
import { deviationsOf } from "./deviations.ts";
import { wordsOf, type Golden, type GoldenArguments } from "./golden.ts";

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
 * @param domain of the elements of the inputs, in order; where it is not known, floats are from −1 to 1, integers of 8 and 16 bits any.
 */
export function chooseGolden(program: Program, domain: readonly DomainVariable[] | undefined): Golden {
  const width = inputsOf(program).reduce((sum, { size }) => sum + size, 0);
  const operations = operationsOfCall(program);
  if (operations > MOST_OPERATIONS_OF_CALL) return NONE;
  const tried = Math.max(1, Math.min(MOST_TRIED, Math.floor(MOST_OPERATIONS / operations)));
  const subject = { program, ranges: rangesOf(program, domain?.length === width ? domain : undefined) };
  if (width > MOST_LISTED) return generated(subject, Math.max(1, Math.floor(tried / GENERATED_CALLS)));
  if (remembers(program)) return listedSequence(subject, Math.max(1, Math.floor(tried / MOST_CALLS)), Math.min(tried, MOST_CALLS));
  return listed(subject, width === 0 ? 1 : tried);
}

interface Subject {
  readonly program: Program;
  /** Of each input, in order, those of its elements. */
  readonly ranges: ReturnType<typeof rangesOf>;
}

const NONE: Golden = { calls: 0, given: { kind: "listed", values: [] }, words: new Uint32Array() };

function listed({ program, ranges }: Subject, tried: number): Golden {
  const values = randomArguments(program, ranges, tried, 1);
  const { words, shown } = compare(program, values, tried);
  const calls = fewestThatShow(shown, words.flatMap((one, call) => (one === undefined ? [] : [call])));
  if (calls.length === 0) return NONE;
  const sizes = inputsOf(program).map(({ size }) => size);
  const chosen = values.map((all, input) => joinedAs(all, calls.map((call) => all.subarray(call * sizes[input], (call + 1) * sizes[input]))));
  return { calls: calls.length, given: { kind: "listed", values: chosen }, words: joinedWords(calls.map((call) => words[call])) };
}

function listedSequence({ program, ranges }: Subject, seeds: number, calls: number): Golden {
  return bestOfSeeds(program, seeds, calls, (seed) => {
    const values = randomArguments(program, ranges, calls, seed);
    return { values, given: { kind: "listed", values } };
  });
}

function generated({ program, ranges }: Subject, seeds: number): Golden {
  const grids = inputsOf(program).map(({ scalar }, input) => gridOf(ranges[input], scalar));
  return bestOfSeeds(program, seeds, GENERATED_CALLS, (seed) => ({
    values: generatedArguments(program, grids, GENERATED_CALLS, seed),
    given: { kind: "generated", seed, grids },
  }));
}

interface Candidate {
  readonly values: readonly Values[];
  readonly given: GoldenArguments;
}

/** Takes the first seed at which the most deviations show. */
function bestOfSeeds(program: Program, seeds: number, calls: number, candidateOf: (seed: number) => Candidate): Golden {
  let best: { readonly golden: Golden; readonly deviations: number } | undefined;
  for (let seed = 1; seed <= seeds; seed++) {
    const { values, given } = candidateOf(seed);
    const { words, shown } = compare(program, values, calls);
    if (words.includes(undefined)) continue;
    const deviations = shown.filter((shownCalls) => shownCalls.size > 0).length;
    if (deviations > (best?.deviations ?? -1)) best = { golden: { calls, given, words: joinedWords(words) }, deviations };
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
  if (isTooLong) return { words, shown: [] };
  const deviating = deviationsOf(program).map((deviation) => wordsOf(program, interpretUnrounded(deviation.program, deviation.unrounded, values, calls), calls));
  const shown = [...deviating, ...forgotten(program, values, calls)].map(
    (others) => new Set(words.flatMap((one, call) => (others[call]?.every((word, place) => word === one?.[place]) === true ? [] : [call]))),
  );
  return { words, shown };
}

/** Where a function remembers, what calls give of which each one is the first. */
function forgotten(program: Program, values: readonly Values[], calls: number): readonly Compared["words"][] {
  if (!remembers(program)) return [];
  const sizes = inputsOf(program).map(({ size }) => size);
  return [
    Array.from({ length: calls }, (_, call) => {
      const given = values.map((all, input) => all.subarray(call * sizes[input], (call + 1) * sizes[input]));
      return wordsOf(program, interpretValues(program, given, 1), 1)[0];
    }),
  ];
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

function joinedAs(like: Values, parts: readonly Values[]): Values {
  const joined = like.slice(0, parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((first, part) => (joined.set(part, first), first + part.length), 0);
  return joined;
}

function joinedWords(parts: readonly (Uint32Array | undefined)[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...(part ?? [])]));
}
