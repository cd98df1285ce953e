// Reads domains: `0:1`, `x=-pi:pi`, and what else an interval is written as. Does not know which variables a target has.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import { greatestFloat32To, leastFloat32From } from "../../numeric/float32.ts";
import { parseDecimal } from "./numbers.ts";
import { readInterval } from "./written-interval.ts";

const EXAMPLE = "write LO:HI, for example 0:1, -pi:pi or x=0:1";
const MOST_CHARACTERS_OF_A_NAME = 63;

/** One variable with its interval, in any form that `readInterval` reads; the variable is x where it is not named. */
export function readDomainVariable(text: string): DomainVariable | Problem {
  const written = readInterval(text);
  if (written === undefined) return { problem: `'${text}' is not a domain`, hint: EXAMPLE };
  if ("meant" in written) return { problem: `'${text}' is not a domain`, hint: `write ${written.meant}` };
  const { name = "x", low, high } = written;
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || name.length > MOST_CHARACTERS_OF_A_NAME) {
    return {
      problem: `'${name}' cannot be the name of a variable`,
      hint: "a name is a letter followed by letters, digits and underscores",
    };
  }
  const ends = [low, high].map(parseBound);
  const [from, to] = ends;
  if (from === undefined || to === undefined) {
    return { problem: `'${from === undefined ? low : high}' is not a finite number that float32 can hold`, hint: EXAMPLE };
  }
  if (!(from < to)) {
    const meant = from > to ? `write ${written.name === undefined ? "" : `${name}=`}${high}:${low}` : EXAMPLE;
    return { problem: `the domain ${text} is empty: ${low} is not less than ${high}`, hint: meant };
  }
  if (!(leastFloat32From(from) < greatestFloat32To(to))) {
    return { problem: `the domain ${text} holds fewer than two float32 numbers`, hint: "make it wider" };
  }
  return { name, low: from, high: to };
}

/** A number, a fraction of two, or a multiple of pi: `1/3`, `2pi`, `-pi/2`, `0.5*pi`, `pi*2`. */
function parseBound(text: string): number | undefined {
  const [over, under, ...more] = text.split("/");
  const [whole, sign, before, after] = /^([+-]?)(?:([^*pi]+)\*?)?pi(?:\*(.+))?$/i.exec(over) ?? [];
  const multiple = whole === undefined ? parseDecimal(over) : (sign === "-" ? -1 : 1) * (parseFactor(before) ?? NaN) * (parseFactor(after) ?? NaN) * Math.PI;
  const value = more.length > 0 || multiple === undefined ? NaN : multiple / (parseFactor(under) ?? NaN);
  return Number.isFinite(Math.fround(value)) ? value : undefined;
}

function parseFactor(text: string | undefined): number | undefined {
  return text === undefined ? 1 : parseDecimal(text);
}

/** @throws DiagnosticError where a variable is named twice. */
export function checkDomain(domain: readonly DomainVariable[]): readonly DomainVariable[] {
  const repeated = domain.find(({ name }, position) => domain.findIndex((other) => other.name === name) < position);
  if (repeated === undefined) return domain;
  throw new DiagnosticError({
    id: "variable-with-two-domains",
    message: `the variable ${repeated.name} has two domains`,
    place: { setting: "domain" },
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} for each variable`,
  });
}

/** `x=0:1`, as readDomainVariable reads it. */
export function showDomainVariable({ name, low, high }: DomainVariable): string {
  return `${name}=${low}:${high}`;
}
