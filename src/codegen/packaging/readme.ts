// What the README of a package says in every language, as Markdown: what the functions compute and how well, what their numbers are, how the package
// is written again. How it is built and called is each language's to say.

import type { BannerFacts } from "../banner.ts";
import { roundedUp } from "../rounded-up.ts";
import type { ElementFacts, PackageFacts, PackageMember } from "./package-style.ts";

/** Rows of a table of elements; more are counted. */
const MOST_ROWS = 64;
/** Elements of which nothing is known have a row each up to as many. */
const FEW_ROWS = 8;

/** The lines about one of the package's models, without a heading. */
export function memberLines({ summary, picture, inputs, outputs, facts }: PackageMember): readonly string[] {
  return [
    escaped(summary),
    "",
    ...(picture === undefined ? [] : [`![${escaped(picture.caption)}](${picture.path})`, ""]),
    ...elementTable("argument", inputs),
    ...elementTable("result", outputs),
    ...factTable(facts),
  ];
}

/** The lines on how the package came about. */
export function regenerationLines({ command, generator }: PackageFacts): readonly string[] {
  const fence = fenceAround(command);
  return [`Every file here was written by ${generator}; \`nnc-package.json\` lists them. The same command writes the same bytes again:`, "", `${fence}sh`, command, fence];
}

/** What the user says of the package, at the end of its README; none where that is nothing. */
export function aboutLines({ url, license }: PackageFacts): readonly string[] {
  const said = [...(url === undefined ? [] : [`More of it is at <${url}>.`]), ...(license === undefined ? [] : [`Licence: ${license}.`])];
  return said.length === 0 ? [] : ["", "## About", "", ...said];
}

/** Longer than any that the text, such as the name of a file, has for itself. */
function fenceAround(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return "`".repeat(longest + 1);
}

/** Index, name as callers write it, meaning, range and error of each number. */
function elementTable(title: string, elements: readonly ElementFacts[]): readonly string[] {
  const withRange = elements.some(({ range }) => range !== undefined);
  const withError = elements.some(({ error }) => error !== undefined);
  if (elements.length > FEW_ROWS && elements.every(isUnexplained)) return [...table(["index", title, "meaning"], arrayRows(elements)), ""];
  const rows = elements.slice(0, MOST_ROWS).map((element, index) => row(element, index, withRange, withError));
  const rest = elements.length - rows.length;
  return [
    ...table(["index", title, "meaning", ...(withRange ? ["range"] : []), ...(withError ? ["error at the most"] : [])], rows),
    "",
    ...(rest > 0 ? [`and ${rest} more.`, ""] : []),
  ];
}

/** Whether nothing is known of an element but how callers write it. */
function isUnexplained({ written, name, range, error }: ElementFacts): boolean {
  return written !== undefined && name === written && range === undefined && error === undefined;
}

/** A row for each array. */
function arrayRows(elements: readonly ElementFacts[]): readonly (readonly string[])[] {
  const arrays = elements.map(({ written = "" }) => written.replace(/\[.*$/, ""));
  const starts = arrays.flatMap((array, index) => (array === arrays[index - 1] ? [] : [index]));
  return starts.map((start, position) => {
    const last = (starts[position + 1] ?? elements.length) - 1;
    const span = (shown: (index: number) => string): string => (last === start ? shown(start) : `${shown(start)} … ${shown(last)}`);
    return [span(String), span((index) => `\`${elements[index].written ?? ""}\``), "not recorded in the model"];
  });
}

function row({ written, name, range, error }: ElementFacts, index: number, withRange: boolean, withError: boolean): readonly string[] {
  const interval = range === undefined ? "" : `${range.low} … ${range.high}`;
  const bound = error === undefined ? "" : `${roundedUp(error.most)}, ${error.kind}`;
  return [String(index), written === undefined ? "returned" : `\`${written}\``, escaped(name), ...(withRange ? [interval] : []), ...(withError ? [bound] : [])];
}

function factTable(facts: BannerFacts): readonly string[] {
  return table(["", ""], facts.map(([label, lines]) => [label, escaped(inSentence(lines))]));
}

/** Lines in one: those that are no part of a sentence that goes on are told apart. */
function inSentence(lines: readonly string[]): string {
  return lines.reduce((text, line) => (/[,;:]$/.test(text) ? `${text} ${line}` : `${text}; ${line}`));
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}

/** Text of models and data as Markdown shows it: none of it is a link, a tag, emphasis or the end of a cell, and no sign is hidden. */
function escaped(text: string): string {
  return text
    .replace(/\p{C}/gu, "?")
    .replace(/[\\`*[\]<>|~#&]/g, (sign) => `\\${sign}`)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_");
}
