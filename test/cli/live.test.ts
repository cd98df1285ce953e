// nnc train --live as it is watched: in headless Chromium, and by clients that behave otherwise.

import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { timeLimit } from "../time-limit.ts";
import { newFolder, nnc, NNC } from "./run-nnc.ts";

interface Running {
  readonly folder: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly stderr: () => string;
  /** The exit code, or the signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** nnc train --live in a folder of its own, up to where it says its address. */
async function running(...words: readonly string[]): Promise<Running> {
  const started = await start(newFolder(), words);
  onTestFinished(() => void started.child.kill("SIGKILL"));
  return started;
}

async function start(folder: string, words: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [NNC, "train", "--live", "-o", "m.onnx", ...words], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  const address = /^watching at (http:\/\/127\.0\.0\.1:\d+\/)$/m;
  while (!address.test(text) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  return { folder, child, url: address.exec(text)?.[1] ?? "", stderr: () => text, ended };
}

interface Watcher {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page, and what it asked for elsewhere. */
  readonly complaints: string[];
}

/** Begun before all tests, for it takes ten seconds. */
let alone: Running;
beforeAll(async () => {
  alone = await start(mkdtempSync(join(tmpdir(), "nnc-test-")), ["--recipe", "article", "--iterations", "10"]);
});
afterAll(() => {
  alone.child.kill("SIGKILL");
  rmSync(alone.folder, { recursive: true, force: true });
});

let chromiumOfAll: Browser;
/** A page is opened before what it watches is started: a short training would be over. */
async function browser(): Promise<(url: string) => Promise<Watcher>> {
  const context = await chromiumOfAll.newContext({ viewport: { width: 1200, height: 900 } });
  context.setDefaultTimeout(timeLimit(30_000));
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  return async (url) => {
    page.on("request", (request) => {
      if (!request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
    return { context, page, complaints };
  };
}

const figure = async (page: Page, title: string): Promise<string> => (await page.locator(`#figures > div:has(dt:text-is("${title}")) dd`).textContent()) ?? "";
const countOf = (text: string): number => Number(text.split(" ")[0]?.replaceAll(",", ""));

/** Whether every canvas that is shown in the card was drawn on. */
function isDrawn(page: Page, card: string): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll("#${card} canvas")].length > 0 && [...document.querySelectorAll("#${card} canvas")].every((canvas) =>
    new Set(new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size > 3)`);
}

async function phase(page: Page, words: string): Promise<void> {
  await page.locator(`#phase:text-is("${words}")`).waitFor();
}

describe("in a browser", () => {
  beforeAll(async () => {
    chromiumOfAll = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      timeout: timeLimit(60_000),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
  });
  afterAll(() => chromiumOfAll.close());

  test("a training is seen while it runs and when it has ended; the process ends when the page is closed", async () => {
    const watch = await browser();
    const { folder, url, ended, stderr } = await running("--recipe", "article", "--iterations", "120000");
    const { context, page, complaints } = await watch(url);
    await phase(page, "training");
    const first = countOf(await figure(page, "iteration"));
    await expect.poll(async () => countOf(await figure(page, "iteration"))).toBeGreaterThan(first + 1000);
    expect(await page.locator("h1").textContent()).toBe("exp(x)");
    expect(await figure(page, "iteration")).toMatch(/ of 120,000$/);
    expect(await figure(page, "loss")).toMatch(/^\d\.\d+ × 10⁻\S+$|^0\.\d+$/);
    expect(await figure(page, "time left")).toMatch(/ s$/);
    for (const card of ["loss", "fit", "error"]) expect({ card, drawn: await isDrawn(page, card) }).toEqual({ card, drawn: true });
    await phase(page, "finished");
    expect(countOf(await figure(page, "iteration"))).toBe(120_000);
    expect(await page.locator("#lines").textContent()).toContain("wrote m.onnx");
    const worst = /largest error seen in [\d,]+ inputs: (\d\.\d\d)e-(\d)/.exec(stderr());
    expect(await figure(page, "largest error seen")).toBe(worst?.[2] === "2" ? String(Number(`${worst[1]}e-2`)) : `${worst?.[1] ?? ""} × 10⁻${"⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(worst?.[2])]}`);
    expect(await page.title()).toBe("finished: exp(x) · nnc");
    expect(existsSync(join(folder, "m.onnx"))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
    expect(await ended).toBe(0);
    expect(stderr()).toContain("the page shows the result; close it, or press Ctrl-C, to end\n");
  });

  test("a construction shows its fit; after Ctrl-C the page keeps it, without complaints", async () => {
    const watch = await browser();
    // Quiet, which leaves the address to be said and nothing else.
    const { url, child, ended, stderr } = await running("-q");
    const { page, complaints } = await watch(url);
    await phase(page, "finished");
    expect(await figure(page, "iterations")).toBe("none constructed");
    expect(await page.locator("#loss").isVisible()).toBe(false);
    for (const card of ["fit", "error"]) expect({ card, drawn: await isDrawn(page, card) }).toEqual({ card, drawn: true });
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    await phase(page, "training finished; server closed");
    await page.waitForTimeout(1500);
    expect(await page.locator("#lines").textContent()).toContain("wrote m.onnx");
    expect(complaints).toEqual([]);
    expect(stderr()).toBe(`watching at ${url}\n`);
  });

  test("on a narrow page the legend stays in its card; a training that is interrupted says so", async () => {
    const watch = await browser();
    const { url, child, ended } = await running("--recipe", "article", "--iterations", "5000000");
    const { page, complaints } = await watch(url);
    await phase(page, "training");
    await page.setViewportSize({ width: 420, height: 900 });
    // The legend takes two lines then.
    await expect.poll(() => page.evaluate('document.querySelector("#loss .u-legend").offsetHeight')).toBeGreaterThan(40);
    await expect.poll(() => page.evaluate('document.querySelector("#loss .u-legend").getBoundingClientRect().bottom < document.querySelector("#loss").getBoundingClientRect().bottom')).toBe(true);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    await phase(page, "training interrupted; server closed");
    expect(complaints).toEqual([]);
  });

  test("a function of two variables is drawn as maps, and the refinement has a curve", async () => {
    const watch = await browser();
    const { url } = await running("--target", "x*y", "--domain", "x=0:1", "--domain", "y=-1:1", "--hidden", "6", "--activation", "leaky_relu:0.2");
    const { page, complaints } = await watch(url);
    await phase(page, "finished");
    expect(await page.locator("#fit .map").count()).toBe(2);
    for (const card of ["loss", "refinement", "fit", "error"]) expect({ card, drawn: await isDrawn(page, card) }).toEqual({ card, drawn: true });
    expect(complaints).toEqual([]);
  });
});

/** What a client of the stream hears, until the server ends it. */
function everything(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${url}events`, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (/"phase":"(finished|failed)"/.test(text)) response.destroy();
      });
      response.on("close", () => resolve(text));
    }).on("error", reject);
  });
}

describe("without one", () => {
  test("a training that diverges is told to the page, and ends as it does elsewhere", async () => {
    const { url, ended, stderr } = await running("--iterations", "200000", "--optimiser", "sgd", "--learning-rate", "3", "--schedule", "warmup:200000");
    const heard = await everything(url);
    expect(await ended).toBe(1);
    expect(stderr()).toContain("error: the training diverged");
    expect(heard).toContain('"phase":"failed"');
    expect(heard).toContain('"lines":["the training diverged');
  });

  test.each([{ words: ["--recipe", "article", "--iterations", "3000"] }, { words: ["--optimiser", "lm", "--hidden", "8"] }])("the same bytes are written as without the page: $words", async ({ words }) => {
    const { folder, url, ended } = await running(...words);
    expect(await everything(url)).toContain('"phase":"finished"');
    expect(await ended).toBe(0);
    expect(nnc(["train", ...words, "-q", "-o", "n.onnx"], { cwd: folder }).code).toBe(0);
    const { stdout } = nnc(["info", "m.onnx", "--json"], { cwd: folder });
    expect(stdout).toBe(nnc(["info", "n.onnx", "--json"], { cwd: folder }).stdout.replaceAll("n.onnx", "m.onnx"));
  });

  test("where nobody comes it waits ten seconds, says so, and ends", async () => {
    const { url, ended, stderr } = alone;
    expect(await ended).toBe(0);
    expect(stderr()).toContain(`the result is at ${url} for 10 s; Ctrl-C ends\n`);
  });

  test("a port that is taken, no port and no page are wrong uses", async () => {
    const { url, child } = await running("--recipe", "article", "--iterations", "5000000");
    const { port } = new URL(url);
    const folder = newFolder();
    expect(nnc(["train", "--live", "--live-port", port], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        `error: cannot open the port ${port} for the page\n  at --live-port\n  note: another program uses it (EADDRINUSE)\n` +
        "  hint: choose another port, or leave --live-port out for any that is free\n",
    });
    child.kill("SIGINT");
    expect(nnc(["train", "--live", "--live-port", "70000"], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: '70000' is not a port\n  at --live-port\n  note: it must be a whole number from 1 to 65535\n",
    });
    expect(nnc(["train", "--live-port", "7000"], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: --live-port needs a page to be shown\n  at --live-port\n  hint: give --live as well\n",
    });
  });
});
