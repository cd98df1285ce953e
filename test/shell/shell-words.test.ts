// Words for a shell: bash reads back what was written, and the ASCII form is ASCII.

import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asciiShellWords, shellWords } from "../../src/shell/shell-words.ts";

const words = fc.array(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((word) => !word.includes("\0")),
  { minLength: 1, maxLength: 8 },
);

test.each([
  ["shellWords", shellWords],
  ["asciiShellWords", asciiShellWords],
])("%s", (_, write) => {
  // By one bash, of which each list makes a line that ends with the empty word.
  const lists = fc.sample(words, 40);
  const script = lists.map((given) => `printf '%s\\0' ${write(given)} ''`).join("\n");
  const { stdout } = spawnSync("bash", ["-c", script], { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
  expect(stdout.split("\0").slice(0, -1)).toEqual(lists.flatMap((given) => [...given, ""]));
});

test("the ASCII form is printable ASCII, and the usual one where it can be", () => {
  fc.assert(fc.property(words, (given) => /^[\x20-\x7e]+$/.test(asciiShellWords(given))));
  expect(asciiShellWords(["--inputs", "größe,it's", "x^2"])).toBe("--inputs $'gr\\u00f6\\u00dfe,it\\'s' 'x^2'");
});

test("the usual form is read back by any POSIX shell", () => {
  const lists = fc.sample(
    fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 8 }), { minLength: 1, maxLength: 4 }),
    { numRuns: 60, seed: 1 },
  );
  const script = lists.map((list) => `printf '%s\\0' ${shellWords(list)}`).join("\n");
  const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
  expect(stdout.split("\0").slice(0, -1)).toEqual(lists.flat());
});
