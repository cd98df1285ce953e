// Chooses the arguments of a self-test: those whose results are others where a compiler does not keep to the Program, or forgets what calls
// remember. The same ones every time. Builds no Program.

import type { DomainVariable } from "../../network/model.ts";
import { interpretUnrounded, interpretValues } from "../../program/interpret.ts";
import { operationsOfCall } from "../../program/operation-count.ts";
import type { Program } from "../../program/program.ts";
import type { Values } from "../../program/scalar.ts";
import { remembers } from "../../program/unit.ts";
import { generatedArguments, gridOf, inputsOf, randomArguments, rangesOf } from "./arguments.ts";
import { deviationsOf, type Deviation } from "./deviations.ts";
import { wordsOf, type Golden, type GoldenArguments } from "./golden.ts";

/** Of all inputs together: more are generated. */
const MOST_LISTED = 8;
/** Each takes an argument and a result of memory. */
const [FEWEST_CALLS, MOST_CALLS] = [3, 5];
const GENERATED_CALLS = 2;
/** How often a deviation is to show. */
const TIMES_SHOWN = 2;
/** Calls that are tried at first, and at the most where a deviation did not show as often as it is to: some constants matter to one call of a thousand. */
const [FIRST_TRIED, MOST_TRIED] = [16, 1024];
/** How many times as many are tried next. */
const MORE = 8;
/** Sequences of arguments that are tried. */
const MOST_SEEDS = 16;
/** Of all calls that are tried, for each deviation: a hundredth of a second. */
const MOST_OPERATIONS = 300_000;
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
  const deviations = tried * operations > MOST_OPERATIONS ? [] : deviationsOf(program);
  const subject = { program, deviations, ranges: rangesOf(program, domain?.length === width ? domain : undefined) };
  const seedsOf = (calls: number): number => Math.max(1, Math.min(MOST_SEEDS, Math.floor(tried / calls)));
  if (width > MOST_LISTED) return generated(subject, seedsOf(GENERATED_CALLS));
  if (remembers(program)) return listedSequence(subject, seedsOf(MOST_CALLS), Math.min(tried, MOST_CALLS));
  return listed(subject, width === 0 ? 1 : tried);
}

interface Subject {
  readonly program: Program;
  /** None where a call takes too long. */
  readonly deviations: readonly Deviation[];
  /** Of each input, in order, those of its elements. */
  readonly ranges: ReturnType<typeof rangesOf>;
}

const NONE: Golden = { calls: 0, given: { kind: "listed", values: [] }, words: new Uint32Array() };

function listed(subject: Subject, most: number): Golden {
  const { program, ranges } = subject;
  let tried = Math.min(FIRST_TRIED, most);
  let values = randomArguments(program, ranges, tried, 1);
  let { words, shown } = compare(subject, values, tried);
  while (tried < most && shown.some(({ size }) => size < TIMES_SHOWN)) {
    tried = Math.min(MORE * tried, most);
    values = randomArguments(program, ranges, tried, 1);
    ({ words, shown } = compare(subject, values, tried));
  }
  const calls = fewestThatShow(shown, words);
  if (calls.length === 0) return NONE;
  const sizes = inputsOf(program).map(({ size }) => size);
  const chosen = values.map((all, input) => joinedAs(all, calls.map((call) => all.subarray(call * sizes[input], (call + 1) * sizes[input]))));
  return { calls: calls.length, given: { kind: "listed", values: chosen }, words: joinedWords(calls.map((call) => words[call])) };
}

function listedSequence(subject: Subject, seeds: number, calls: number): Golden {
  const { program, ranges } = subject;
  return bestOfSeeds(subject, seeds, calls, (seed) => {
    const values = randomArguments(program, ranges, calls, seed);
    return { values, given: { kind: "listed", values } };
  });
}

function generated(subject: Subject, seeds: number): Golden {
  const { program, ranges } = subject;
  const grids = inputsOf(program).map(({ scalar }, input) => gridOf(ranges[input], scalar));
  return bestOfSeeds(subject, seeds, GENERATED_CALLS, (seed) => ({
    values: generatedArguments(program, grids, GENERATED_CALLS, seed),
    given: { kind: "generated", seed, grids },
  }));
}

interface Candidate {
  readonly values: readonly Values[];
  readonly given: GoldenArguments;
}

/** Takes the first seed at which the most deviations show. */
function bestOfSeeds(subject: Subject, seeds: number, calls: number, candidateOf: (seed: number) => Candidate): Golden {
  let best: { readonly golden: Golden; readonly deviations: number } | undefined;
  for (let seed = 1; seed <= seeds; seed++) {
    const { values, given } = candidateOf(seed);
    const { words, shown } = compare(subject, values, calls);
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

function compare({ program, deviations }: Subject, values: readonly Values[], calls: number): Compared {
  const words = wordsOf(program, interpretUnrounded(program, new Set(), values, calls), calls);
  // Two calls of arguments that are generated may take too long where one does not.
  if (calls * operationsOfCall(program) > MOST_OPERATIONS) return { words, shown: [] };
  const deviating = deviations.map((deviation) => wordsOf(program, interpretUnrounded(deviation.program, deviation.unrounded, values, calls), calls));
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

/** Call after call the one that shows the most of what was not shown often enough, of equal ones the first whose results no other one has. */
function fewestThatShow(shown: readonly ReadonlySet<number>[], words: Compared["words"]): readonly number[] {
  const possible = words.flatMap((one, call) => (one === undefined ? [] : [call]));
  const chosen: number[] = [];
  const results = new Set<string>();
  const times = shown.map(() => 0);
  while (chosen.length < Math.min(MOST_CALLS, possible.length)) {
    const isEnough = shown.every((calls, deviation) => times[deviation] >= Math.min(TIMES_SHOWN, calls.size));
    if (isEnough && chosen.length >= FEWEST_CALLS) break;
    const wanted = shown.filter((_, deviation) => isEnough || times[deviation] < TIMES_SHOWN);
    const gain = (call: number): number => 2 * wanted.filter((calls) => calls.has(call)).length + (results.has(String(words[call])) ? 0 : 1);
    const best = possible.filter((call) => !chosen.includes(call)).reduce((one, other) => (gain(other) > gain(one) ? other : one));
    chosen.push(best);
    results.add(String(words[best]));
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
