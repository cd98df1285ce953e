// When commands begin to listen to signals: where there is something to take away or to save, and no sooner, since a command that does not listen is
// ended wherever it computes. What a signal does then is tried in checkpoint.test.ts and streams.test.ts.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { nncWithin } from "./nnc-within.ts";
import { newFolder } from "./run-nnc.ts";

const EXP = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));

/** The exit code, and which signals the command has listened to. */
async function listened(...words: readonly string[]): Promise<{ readonly code: number | null; readonly signals: readonly unknown[] }> {
  const cwd = newFolder();
  cpSync(EXP, join(cwd, "exp.onnx"));
  const once = vi.spyOn(process, "once");
  onTestFinished(() => once.mockRestore());
  const { code } = await nncWithin(words, { cwd });
  return { code, signals: once.mock.calls.map(([event]) => event).filter((event) => String(event).startsWith("SIG")) };
}

describe("commands that have nothing to take away and nothing to save do not listen", () => {
  test.each([
    [["emit", "exp.onnx", "--form", "table", "--max-error", "1e-2", "--lang", "c"]],
    [["info", "exp.onnx"]],
    [["run", "exp.onnx", "--at", "0.5"]],
    [["certify", "exp.onnx"]],
    [["train", "--target", "exp(", "-q"]],
  ])("%j", async (words) => {
    expect((await listened(...words)).signals).toEqual([]);
  });
});

describe("others do, once for each signal", () => {
  test.each([
    [["emit", "exp.onnx", "-o", "exp.c", "-q"]],
    [["emit", "exp.onnx", "--lang", "c", "-o", "exp/", "-q"]],
    [["convert", "exp.onnx", "exp.npz", "--format", "chainer", "-q"]],
    [["train", "--hidden", "2", "-q"]],
  ])("%j", async (words) => {
    expect(await listened(...words)).toEqual({ code: 0, signals: ["SIGINT", "SIGTERM"] });
  });
});
