// The Go example: generated, vetted, tested, built, started on a free port, asked, and ended.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { copyOfExamples } from "./copy-of-examples.ts";

/** The article's recipe ends at about 7e-3. */
const BOUND = 0.01;

const Answer = z.strictObject({ x: z.number(), pseudoExp: z.number(), exp: z.number(), difference: z.number() });

const { folder, remove } = copyOfExamples();
const directory = join(folder, "go-service");
// For this machine, by the compiler that is here, never over the network.
const environment = { ...process.env, GOENV: "off", GOWORK: "off", GOFLAGS: "", GOTOOLCHAIN: "local", GOPROXY: "off", GOOS: "", GOARCH: "" };
const go = (...words: readonly string[]) => execFileSync("go", words, { cwd: directory, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

let service: ChildProcess | undefined;
let address = "";

beforeAll(async () => {
  go("generate", "./...");
  go("build", "-o", "expservice", ".");
  const started = spawn(join(directory, "expservice"), ["-port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  service = started;
  address = await new Promise((resolve, reject) => {
    let said = "";
    started.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found !== null && said.includes("\n")) resolve(found[0]);
    });
    started.once("error", reject).once("exit", (code) => reject(new Error(`the service ended with ${code ?? "a signal"}: ${said}`)));
  });
});

afterAll(async () => {
  if (service?.exitCode === null) {
    const ended = new Promise((resolve) => service?.once("exit", resolve));
    service.kill();
    await ended;
  }
  remove();
});

describe("the Go service", () => {
  test("is vetted, formatted and passes its own tests", () => {
    expect(go("vet", "./...")).toBe("");
    expect(execFileSync("gofmt", ["-l", "."], { cwd: directory, encoding: "utf8" })).toBe("");
    // What it vets by itself is vetted.
    expect(go("test", "-vet=off", "./...")).toMatch(/^ok\s+example\.com\/expservice/m);
  });

  test.each([0, 0.2, 0.5, 1])("answers x = %d", async (x) => {
    const response = await fetch(`${address}/exp?x=${x}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
    const answer = Answer.parse(await response.json());
    const expected = Math.exp(Math.fround(x));
    expect(answer.x).toBeCloseTo(x, 6);
    expect(Math.abs(answer.exp - expected)).toBeLessThanOrEqual(1e-14);
    expect(Math.abs(answer.pseudoExp - expected)).toBeLessThanOrEqual(BOUND);
    // Go prints a float32 with as few digits as tell it from its neighbours.
    expect(Math.abs(Math.fround(answer.pseudoExp) - expected - answer.difference)).toBeLessThanOrEqual(1e-14);
  });

  test.each(["", "?x=", "?x=two", "?x=-1", "?x=1.001", "?x=NaN"])("refuses /exp%s", async (query) => {
    const response = await fetch(`${address}/exp${query}`);
    expect([response.status, await response.text()]).toEqual([400, "x must be a number from 0 to 1, as in /exp?x=0.2\n"]);
  });
});
