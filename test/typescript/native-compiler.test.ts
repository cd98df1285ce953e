// The native compiler does what the one that nnc ships with does: the same files, the same complaints, the same end.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../src/toolchain/build-program.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { runCommand } from "../../src/toolchain/run-process.ts";
import { ALL_TOOLCHAINS, FOUND_TOOLCHAINS } from "../all-toolchains.ts";

const [shipped, native] = [FOUND_TOOLCHAINS, ALL_TOOLCHAINS].map((toolchains): Toolchain => {
  const found = toolchains.find(({ language }) => language === "ts");
  if (found === undefined) throw new Error("TypeScript is missing");
  return found;
});

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "nnc-native-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MAIN = 'import { twice } from "./lib/twice.js";\nexport const four: number = twice(2);\n';
const TWICE = "/** Rounded. */\nexport function twice(x: number): number {\n  const values: readonly number[] = [x];\n  return Math.fround(2 * values[0]!);\n}\n";

/** What the command of a toolchain leaves of these files, by their names, and how it ends. */
async function outcomeOf(toolchain: Toolchain, files: Readonly<Record<string, string>>, more: readonly string[] = []) {
  const directory = mkdtempSync(join(root, "case-"));
  mkdirSync(join(directory, "lib"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(directory, path), text);
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }\n');
  const places: Readonly<Record<string, string>> = { "{command}": process.execPath, "{package}": join(process.cwd(), "node_modules", "typescript", "bin", "tsc") };
  const words = toolchain.compile.flatMap((word) => (word === "{sources}" ? Object.keys(files).map((path) => `./${path}`) : [places[word] ?? word]));
  const { failure, stdout, stderr } = await runCommand([...words, ...more], { directory, timeLimitSeconds: 300 });
  const made = readdirSync(directory, { recursive: true }).map(String).filter((path) => path.endsWith(".js")).sort();
  return { failure, said: Buffer.from(stdout).toString(), errors: Buffer.from(stderr).toString(), made: made.map((path) => [path, readFileSync(join(directory, path), "utf8")]) };
}

const CASES: readonly (readonly [name: string, files: Readonly<Record<string, string>>, more: readonly string[]])[] = [
  ["what is right", { "main.ts": MAIN, "lib/twice.ts": TWICE }, []],
  ["what is wrong in two files", { "main.ts": MAIN.replace("twice(2)", '"2"'), "lib/twice.ts": TWICE.replace("]!", "]").replace("Math", "Maths") }, []],
  ["an option that there is none of", { "main.ts": MAIN }, ["--nothing-like-it"]],
];

test.each(CASES)("%s", async (_, files, more) => {
  const [wanted, found] = [await outcomeOf(shipped, files, more), await outcomeOf(native, files, more)];
  expect(found).toEqual(wanted);
  expect(found.said === "").toBe(found.failure === undefined);
});

test("programs are built by it", async () => {
  const program = await build(native, [{ path: "main.ts", text: "declare const process: { exitCode: number };\nprocess.exitCode = [0, 3].length - 2;\n" }], root);
  expect(await program.run(new Uint8Array())).toEqual(new Uint8Array());
});
