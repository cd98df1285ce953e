// nnc where Node is too old, and where it may not make code of strings.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const nnc = join(root, "dist", "nnc.js");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-restricted-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an old Node", () => {
  /** What nnc says where Node calls itself by another version. */
  function onVersion(version: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const pretence = join(folder, "pretence.cjs");
    writeFileSync(pretence, `Object.defineProperty(process.versions, "node", { value: "${version}" });`);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", pretence, nnc, "--version"], { encoding: "utf8" });
    return { status, stdout, stderr };
  }

  test.each(["20.18.3", "18.20.8", "12.22.12"])("%s is told so, with exit code 2", (version) => {
    expect(onVersion(version)).toEqual({
      status: 2,
      stdout: "",
      stderr: `error: nnc needs Node 20.19 or newer\n  note: this is Node ${version}\n  hint: install a newer one: https://nodejs.org\n`,
    });
  });

  test.each(["20.19.0", "21.0.0", "24.1.0"])("%s is new enough", (version) => {
    expect(onVersion(version)).toMatchObject({ status: 0, stderr: "" });
  });

  test("understands what asks", () => {
    const text = readFileSync(nnc, "utf8");
    const plain = (target: string): string => transformSync(text, { target: [target], minifyWhitespace: true }).code;
    expect(plain("node12.20")).toBe(plain("esnext"));
    expect(text.length).toBeLessThan(1500);
  });

  test("is what package.json says", () => {
    const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    expect(engines.node).toBe(">=20.19");
  });
});

test("no command makes code of strings", () => {
  const dist = readdirSync(join(root, "dist"));
  const [commandLine] = dist.filter((name) => name.startsWith("command-line-")).map((name) => pathToFileURL(join(root, "dist", name)).href);
  const lines = [
    "train --target sin(x)+x^2 --domain=-1:1 --hidden 3 --report report.html -q", "emit --lang c", "check --lang ts --json",
    "--help", "emit --help", "completion", "info --json", "run --at 0.5", "plot fit -o fit.svg", "report -o again.html",
    "convert nnc-model.onnx m.npz -q", "trace --steps 2",
  ];
  // In one process, which is most of what short commands cost.
  const program = [
    `import { runCommandLine } from ${JSON.stringify(commandLine)};`,
    `for (const line of ${JSON.stringify(lines)}) {`,
    "  const code = await runCommandLine(line.split(' '));",
    "  console.log(`${line}: ${code}`);",
    "}",
  ].join("\n");
  const run = (...words: readonly string[]): string => {
    return execFileSync(process.execPath, ["--disallow-code-generation-from-strings", ...words], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  };
  const said = run("--input-type=module", "-e", program);
  for (const line of lines) expect(said).toContain(`${line}: 0\n`);
  expect(said).toContain("float network(float x)");
  expect(said).toContain('"passed": true');
  expect(run(nnc, "info")).toContain("sin(x)+x^2");
  expect(() => run("-e", "Function('')")).toThrow("Code generation from strings disallowed");
});
