// What the documentation shows is what the program does: printed forms, emitted source, tables, commands.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readModel } from "../../src/formats/index.ts";
import { PASSES } from "../../src/passes/index.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { denseNetwork, emittedText, EXP_RECORD, requestFor } from "../fixtures.ts";
import { projectRoot } from "./copy-of-examples.ts";

const nnc = join(projectRoot, "dist", "nnc.js");
const model = join("examples", "article", "exp.onnx");
const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
const DOCUMENTS = [
  "README.md",
  "docs/architecture.md",
  "docs/development.md",
  "docs/article.md",
  "docs/accuracy.md",
  "docs/performance.md",
  "docs/verification.md",
  "docs/diagnostics.md",
  "docs/templates.md",
  "docs/tflite.md",
  "examples/README.md",
  "examples/article/README.md",
  "examples/ci/README.md",
  "examples/template-python/README.md",
  "bench/README.md",
];

/** Source and what --dump-passes prints, as a user gets them. */
function emitted(): { readonly source: string; readonly dump: string } {
  const { stdout, stderr } = spawnSync(process.execPath, [nnc, "emit", model, "--lang", "c", "--dump-passes"], { cwd: projectRoot, encoding: "utf8" });
  return { source: stdout, dump: stderr };
}

const helps = new Map<string, string>();

/** What --help prints for a command; without one, for nnc. A command nnc does not have is an error. */
function helpOf(command: string): string {
  const known = helps.get(command) ?? execFileSync(process.execPath, [nnc, ...(command === "" ? [] : [command]), "--help"], { encoding: "utf8" });
  helps.set(command, known);
  return known;
}

/** The rows of the table under a heading line, as cells. */
function tableUnder(document: string, heading: string): readonly (readonly string[])[] {
  const [, after = ""] = document.split(`${heading}\n`);
  const lines = after.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(1, end).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replaceAll("\\|", "|")));
}

describe("docs/architecture.md", () => {
  const document = read("docs/architecture.md");

  test("shows the printed Network and Program of the article's model", () => {
    const { dump } = emitted();
    const stages = dump.split(/^(?:after [\w-]+|program):\n/m).map((stage) => stage.trim());
    expect(stages).toHaveLength(PASSES.length + 2);
    const shown = [...document.matchAll(/```text\n([\s\S]*?)\n```/g)].map(([, block]) => block);
    expect(shown).toEqual(stages.slice(-2));
  });

  test("lists the passes as they are", () => {
    expect(tableUnder(document, "| pass | exactness | after | why |")).toEqual(
      PASSES.map(({ name, exactness, after, reason }) => [name, exactness, after.join(", "), reason]),
    );
  });

  test("lists every metadata key of the model file with its value", () => {
    const rows = tableUnder(document, "| key | holds | in this model |");
    const words = (cell: string) => [...cell.matchAll(/`([^`]*)`/g)].map(([, word]) => word);
    const listed = rows.flatMap(([keys, , values]) => words(keys).map((key, position) => [key, words(values)[position]]));
    // A record of the file's own, read by the ONNX library for Python.
    const script = "import json, onnx, sys; print(json.dumps([[p.key, p.value] for p in onnx.load(sys.argv[1]).metadata_props]))";
    const stored: unknown = JSON.parse(execFileSync("/usr/bin/python3", ["-c", script, join(projectRoot, model)], { encoding: "utf8" }));
    const shown = z.array(z.tuple([z.string(), z.string()])).parse(stored);
    // A list too long for a table ends with dots.
    const cut = shown.map(([key, value], row) => [key, listed[row]?.[1]?.endsWith("…") ? `${value.slice(0, listed[row][1].length - 1)}…` : value]);
    expect(listed).toEqual(cut);
  });

  test("shows signatures as they are emitted", () => {
    const rows = tableUnder(document, "| | one number in, one out | several inputs and outputs (here 2 and 3) |");
    const requests = [requestFor(denseNetwork([1, 2, 1], 1), "pseudo_exp", EXP_RECORD), requestFor(denseNetwork([2, 3], 1), "network")];
    expect(rows.map(([title]) => title)).toEqual(LANGUAGES.map(({ title }) => title));
    LANGUAGES.forEach((language, row) => {
      requests.forEach((request, column) => {
        const source = emittedText(language, request);
        expect(source).toContain(`\n${rows[row][column + 1].replaceAll("`", "")} {`);
      });
    });
  });

  test("names every room", () => {
    const rooms = tableUnder(document, "| room | what it is for | may import |").flatMap(([room]) => /^`src\/(\w+)`$/.exec(room)?.[1] ?? []);
    expect(rooms.toSorted()).toEqual(readdirSync(join(projectRoot, "src")).toSorted());
  });
});

describe("README.md", () => {
  const document = read("README.md");

  test("shows the emitted C with nothing but cuts", () => {
    const source = emitted().source.split("\n");
    const [, block = ""] = /```c\n([\s\S]*?)\n```/.exec(document) ?? [];
    let position = 0;
    let cut = false;
    for (const line of block.split("\n")) {
      const isCut = line.trim() === "…";
      if (!isCut) {
        const found = source.indexOf(line, position);
        expect(found, `"${line}" is not in the source from line ${position + 1} on`).toBeGreaterThanOrEqual(0);
        if (!cut) expect(found, `lines are missing before "${line}"`).toBe(position);
        position = found + 1;
      }
      cut = isCut;
    }
    expect(position).toBeGreaterThan(100);
  });

  test("states the error that is measured", () => {
    const recorded = readModel(readFileSync(join(projectRoot, model)), model).record?.error?.maximum ?? NaN;
    const stated = Number(/largest error seen in [\d,]+ inputs is ([\d.e-]+)/.exec(document.replace(/\s+/g, " "))?.[1]);
    expect(stated).toBeGreaterThanOrEqual(recorded);
    expect(stated).toBeLessThan(1.01 * recorded);
  });
});

describe.each(DOCUMENTS)("%s", (path) => {
  const document = read(path);

  test("links to files and headings that exist", () => {
    for (const [, target = ""] of document.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = "", heading] = target.split("#");
      expect(existsSync(join(projectRoot, dirname(path), file)), target).toBe(true);
      const text = file === "" ? document : file.endsWith(".md") ? read(join(dirname(path), file)) : "";
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title.toLowerCase().replaceAll(" ", "-"));
      if (heading !== undefined) expect(headings).toContain(heading);
    }
  });

  test("writes commands that nnc has, with options that they have", () => {
    const lines = [...document.matchAll(/`((?:npx )?nnc [^`]*)`|^ {4}((?:npx )?nnc .*)$/gm)].map(([, inline, block]) => inline ?? block ?? "");
    for (const line of lines.flatMap((one) => one.split(/&&|;|\|/)).map((one) => one.trim()).filter((one) => /^(npx )?nnc /.test(one))) {
      const [command = "", ...words] = line.replace(/^(npx )?nnc /, "").split(/\s+/);
      const help = helpOf(command.startsWith("-") ? "" : command);
      for (const option of [command, ...words].filter((word) => /^--?[a-z]/.test(word) && !/^-\w+:/.test(word))) expect(help, line).toContain(option);
    }
  });
});
