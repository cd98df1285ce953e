// The C and the Node example, built and run as a user does: their tables are right, and the same.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { copyOfExamples } from "./copy-of-examples.ts";

const { folder, remove } = copyOfExamples();
afterAll(remove);

/** The article's recipe ends at about 7e-3. */
const BOUND = 0.01;

interface Row {
  readonly x: number;
  readonly approximate: string;
  readonly exact: number;
  readonly difference: number;
}

/** The lines under the heading. */
function rowsOf(table: string): readonly Row[] {
  return table.trimEnd().split("\n").slice(1).map((line) => {
    const [x = "", approximate = "", exact = "", difference = ""] = line.trim().split(/\s+/);
    return { x: Number(x), approximate, exact: Number(exact), difference: Number(difference) };
  });
}

function checkRows(rows: readonly Row[]): void {
  expect(rows.map(({ x }) => x)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  for (const { x, approximate, exact, difference } of rows) {
    const expected = Math.exp(Math.fround(x));
    expect(Math.abs(exact - expected)).toBeLessThanOrEqual(0.6e-6);
    expect(Math.abs(Number(approximate) - expected)).toBeLessThanOrEqual(BOUND);
    expect(Math.abs(Number(approximate) - exact - difference)).toBeLessThanOrEqual(1.6e-6);
  }
}

const printed: string[] = [];

describe("the C example", () => {
  const make = (...words: readonly string[]) => execFileSync("make", ["-s", ...words], { cwd: join(folder, "c"), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  test.each(["gcc", "clang", "tcc"])("make prints the table with %s", (compiler) => {
    make("clean");
    const table = make(`CC=${compiler}`);
    expect(table).toMatch(/^ {2}x {2}pseudo_exp\(x\) {4}exp\(x\) {2}difference\n/);
    checkRows(rowsOf(table));
    printed.push(rowsOf(table).map(({ approximate }) => approximate).join(" "));
  });

  test("make clean leaves nothing", () => {
    make("clean");
    expect(["table", "main.o", "pseudo_exp.o", "pseudo_exp.c"].filter((name) => existsSync(join(folder, "c", name)))).toEqual([]);
  });
});

test("the Node example prints the table", () => {
  const table = execFileSync("npm", ["run", "--silent", "start"], { cwd: join(folder, "node"), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  expect(table).toMatch(/^ {2}x {2}pseudoExp\(x\) {2}Math.exp\(x\) {2}difference\n/);
  checkRows(rowsOf(table));
  printed.push(rowsOf(table).map(({ approximate }) => approximate).join(" "));
});

test("all of them printed the same values", () => {
  expect(printed).toHaveLength(4);
  expect(new Set(printed).size).toBe(1);
});
