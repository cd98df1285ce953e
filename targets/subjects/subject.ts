// What every target runs: an emitted function, the inputs it is given and the bits that must come out. Runs nothing.

import { driverView, type DriverView } from "../../src/codegen/driver.ts";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { EMITTED, SPOKEN, spokenName, type EmittedName, type LanguageName } from "../../src/languages/index.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import { callingConvention } from "../../src/program/program.ts";
import { unitOf } from "../../src/program/unit.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { joined, sweep, unusualPoints, type Points } from "../../src/verify/points.ts";

export interface Subject {
  /** Of a column of the table, such as `article`. */
  readonly name: string;
  /** What it is, for the table's key. */
  readonly title: string;
  readonly requests: Readonly<Record<LanguageName, EmitRequest>>;
  readonly points: Points;
  /** Of all points, by nnc's own evaluation: as many as `resultWidth` for each. */
  readonly expected: Float32Array;
}

/** Across the domain, then unusual ones: infinities, NaN, subnormals, random bits. */
const SPREAD = 2048;
const UNUSUAL = 2048;

export function subjectOf(name: string, title: string, requests: Subject["requests"], domain: readonly DomainVariable[]): Subject {
  const { program } = requests.c;
  if (callingConvention(program).inputs.some(({ buffer }) => buffer.scalar !== "f32")) throw new TypeError(`${name}: an input is not float32`);
  const spread = sweep(domain, SPREAD);
  const unusual = unusualPoints(spread.width, UNUSUAL);
  const points = { width: spread.width, count: spread.count + unusual.count, values: joined([spread.values, unusual.values]) };
  return { name, title, requests, points, expected: evaluate(program, points) };
}

/** The text of the only file. */
export function sourceOf({ requests }: Subject, language: EmittedName): string {
  const [text] = emitSource(EMITTED[language].language, requests[spokenName(language)]).values();
  return wholeText(text);
}

/** What a program around the function has to declare and call. */
export function viewOf({ requests }: Subject, language: LanguageName): DriverView {
  const { name, program } = requests[language];
  return driverView(SPOKEN[language], unitOf(name, program), 0);
}

/** The first ones, as `count` inputs. */
export function fewPoints({ points }: Subject, count: number): Points {
  return { width: points.width, count, values: points.values.subarray(0, count * points.width) };
}
