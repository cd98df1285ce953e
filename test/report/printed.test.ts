// A report in a browser: as wide as its window whatever that is, in the typeface of its plots, and whole on paper.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitPlot } from "../../src/report/plots/fit-plot.ts";
import { lossPlot } from "../../src/report/plots/loss-plot.ts";
import { writeReport } from "../../src/report/report-page.ts";

const LONG = Array.from({ length: 30 }, (_, i) => `sin(${i}*x)`).join("+");
const points = Array.from({ length: 50 }, (_, i) => i / 49);
const values = points.map((x) => Math.sin(x));
const plots = [
  fitPlot({ network: "1-2-1", variable: "x", points, results: [{ name: LONG, expected: values, computed: values.map((y) => y + 0.1) }] }),
  lossPlot({ subject: LONG, training: "1-2-1", stride: 1, losses: points, maximumErrors: [] }),
];
const report = writeReport({
  title: LONG,
  subtitle: "approximated by a network: 1-2-1, Größe in µm",
  figures: ["largest error seen", "root mean square error", "a call costs", "parameters", `error of ${"w".repeat(60)}`].map((name) => ({ name, value: "7.4 × 10⁻⁷", detail: "at x = 0.6959964, in 22,324 inputs" })),
  plots: [...plots, ...plots],
  facts: Array.from({ length: 25 }, (_, i) => [`fact ${i}`, i % 5 === 0 ? "f".repeat(200) : "a fact"] as const),
  commands: Array.from({ length: 4 }, (_, i) => ({ purpose: `Purpose ${i}:`, command: `nnc train --target '${LONG}' -o ${i}.onnx` })),
  parameters: ["W1", "b1", "W2", "b2"].map((name) => ({ name, shape: "2 x 1", text: `${name} = array([${"0.25, ".repeat(90)}])` })),
  footer: "written by nnc",
});

const folder = mkdtempSync(join(tmpdir(), "nnc-printed-"));
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  context = await chromium.launchPersistentContext(folder, { executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
  page = context.pages()[0] ?? (await context.newPage());
  await page.setContent(report);
});
afterAll(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Elements that reach beyond the window, and whether the page scrolls sideways. */
const BEYOND = `[document.documentElement.scrollWidth > document.documentElement.clientWidth, ...[...document.querySelectorAll("main *:not(svg *)")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth || one.getBoundingClientRect().left < 0).map((one) => one.outerHTML.slice(0, 80))]`;

test("nothing is wider than the window, from a telephone's to a wall's", async () => {
  for (const width of [400, 521, 820, 2000]) {
    await page.setViewportSize({ width, height: 900 });
    expect({ width, beyond: await page.evaluate(BEYOND) }).toEqual({ width, beyond: [false] });
  }
});

test("its text is set in the typeface that it brings, superscripts too", async () => {
  expect(await page.evaluate('[400, 600].map((weight) => document.fonts.check(`${weight} 16px "nnc Source Sans 3 latin"`))')).toEqual([true, true]);
  expect(await page.evaluate('getComputedStyle(document.querySelector("strong")).fontFamily')).toBe('"nnc Source Sans 3 latin", system-ui, sans-serif');
  expect(await page.evaluate('document.querySelector("strong").innerHTML')).toBe("7.4 × 10<sup>−7</sup>");
});

test("on A4 nothing is cut and no plot, fact or command is divided", async () => {
  // 182 mm between the margins, at 96 units to the inch.
  await page.setViewportSize({ width: 688, height: 1017 });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(BEYOND)).toEqual([false]);
  const tallest = await page.evaluate('Math.max(...[...document.querySelectorAll("figure, dl div, div.command, section.parameters, ul.figures li")].map((one) => one.getBoundingClientRect().height))');
  expect(tallest).toBeLessThan(1017);
  const breaks = await page.evaluate('[...new Set([...document.querySelectorAll("figure, dl div, div.command, section.parameters, ul.figures li")].map((one) => getComputedStyle(one).breakInside))]');
  expect(breaks).toEqual(["avoid"]);
  expect(await page.evaluate('getComputedStyle(document.querySelector("h2")).breakAfter')).toBe("avoid");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  await page.emulateMedia({ media: null });
  expect(/\/MediaBox \[0 0 [\d.]+ [\d.]+\]/.exec(pdf)?.[0]).toMatch(/^\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]$/);
  // Two of the four plots on a page; a page that held a heading alone would be one more.
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(5);
});
