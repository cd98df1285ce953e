// What a training says of itself while it runs: what is drawn on a terminal, what is said elsewhere, and when.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DrawnLine } from "../../../src/cli/terminal/drawing.ts";
import { Drawing, glyphsOf } from "../../../src/cli/terminal/drawing.ts";
import type { Standing } from "../../../src/cli/terminal/progress-text.ts";
import { drawnLines, plainLine } from "../../../src/cli/terminal/progress-text.ts";
import { progressDisplay } from "../../../src/cli/terminal/progress.ts";
import { sketchLogarithmic } from "../../../src/cli/terminal/sketch.ts";
import type { Loudness } from "../../../src/cli/terminal/terminal.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import type { Network } from "../../../src/network/network.ts";
import { worstErrorGauge } from "../../../src/run/worst-error-gauge.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

const UNTRAINED = denseNetwork({ inputs: 1, hidden: [], outputs: 1, activation: parseActivation("relu"), inputName: "x" }, 1, [new Float32Array(1), new Float32Array(1)]);

const textOf = (line: DrawnLine): string => (typeof line === "string" ? line : line.map(({ text }) => text).join(""));

const standing: Standing = {
  stage: "gradient",
  attempt: "",
  iteration: 2500,
  iterations: 10_000,
  loss: 1.234e-4,
  worstError: { worst: 6.1e-3, iteration: 2500 },
  rate: 50_000,
  curve: [1, 0.1, 0.01, 0.001],
};

describe("the words", () => {
  test("of the gradient", () => {
    expect(plainLine(standing)).toBe("iteration  2,500 of 10,000  loss 1.23e-4  largest error seen 6.10e-3  50,000/s  1 s left");
  });

  test("of the gradient, where the error was seen before", () => {
    expect(plainLine({ ...standing, rate: undefined, worstError: { worst: 0.5, iteration: 1200 } })).toBe(
      "iteration  2,500 of 10,000  loss 1.23e-4  largest error seen 5.00e-1 at iteration 1,200",
    );
  });

  test("of the gradient, before anything but the loss is known", () => {
    expect(plainLine({ ...standing, rate: undefined, worstError: undefined })).toBe("iteration  2,500 of 10,000  loss 1.23e-4");
  });

  test("of a refinement in a search", () => {
    const refinement: Standing = { ...standing, stage: "refinement", attempt: "seed 4", iteration: 7, iterations: 64, loss: undefined, rate: 3, worstError: { worst: 6.1e-3, iteration: 7 } };
    expect(plainLine(refinement)).toBe("seed 4  refinement  7 of at most 64  largest error seen 6.10e-3");
  });

  test.each([
    [75, "1 s left"],
    [7450, "2 min 29 s left"],
    [7500 * 3600 * 2.5, "2 h 30 min left"],
  ])("time left is in units of its size", (seconds, expected) => {
    const rate = seconds === 75 ? 7500 : 7500 / (seconds > 1e6 ? 9000 : 149);
    expect(plainLine({ ...standing, rate })).toContain(expected);
  });
});

describe("what is drawn", () => {
  const room = { columns: 80, rows: 24, glyphs: "unicode" } as const;

  test("is a bar, the figures and a curve five lines high with the ends of its axis", () => {
    const [figures, ...curve] = drawnLines(standing, room).map(textOf);
    expect(figures).toBe("███░░░░░░░░░   2,500/10,000  loss 1.23e-4  error 6.10e-3  50,000/s  1 s left");
    expect(curve).toHaveLength(5);
    expect(curve[0]).toMatch(/^ 1\.00e\+0 [\u2800-\u28ff]{70}$/);
    expect(curve[2]).toMatch(/^ {4}loss /);
    expect(curve[4]).toMatch(/^ 1\.00e-3 /);
  });

  test("is in ASCII where the locale has no more", () => {
    const lines = drawnLines(standing, { ...room, glyphs: "ascii" }).map(textOf);
    expect(lines[0]).toMatch(/^\[###\.{9}\] {3}2,500/);
    expect(lines.every((line) => /^[\x20-\x7e]*$/.test(line))).toBe(true);
  });

  test.each([
    [20, 6], [12, 4], [5, 2], [4, 1],
  ])("of %i rows it takes %i", (rows, lines) => {
    expect(drawnLines(standing, { ...room, rows })).toHaveLength(lines);
  });

  test.each([
    [110, "██████░░░░░░░░░░░░░░░░░░   2,500/10,000  loss 1.23e-4  error 6.10e-3  50,000/s  1 s left"],
    [60, "███░░░░░░░░░   2,500/10,000  loss 1.23e-4  1 s left"],
    [39, "25 %  loss 1.23e-4  1 s left"],
    [20, "loss 1.23e-4"],
  ])("in %i columns the least important is left out", (columns, expected) => {
    expect(textOf(drawnLines(standing, { ...room, columns })[0])).toBe(expected);
  });

  test("is never wider than the terminal", () => {
    const figures = fc.record({ iteration: fc.nat(1e7), columns: fc.integer({ min: 30, max: 200 }), rows: fc.nat(60), attempt: fc.constantFrom("", "hidden 16,32") });
    fc.assert(
      fc.property(figures, fc.array(fc.double({ min: 1e-90, max: 1e90, noNaN: true })), fc.constantFrom("unicode", "ascii"), ({ iteration, columns, rows, attempt }, curve, glyphs) => {
        const lines = drawnLines({ ...standing, iteration, iterations: 1e7, attempt, curve }, { columns, rows, glyphs });
        expect(Math.max(...lines.map((line) => textOf(line).length))).toBeLessThan(columns);
      }),
    );
  });
});

describe("a sketch", () => {
  test("falls from the upper left to the lower right, evenly on a logarithmic scale", () => {
    expect(sketchLogarithmic([1, 0.1, 0.01, 0.001], 4, 2, "ascii")).toEqual({ rows: ["'.  ", "  '."], low: 0.001, high: 1 });
  });

  test("fills braille cells dot by dot", () => {
    // Two columns of four dots: the upper left one, then the three below it on the right.
    expect(sketchLogarithmic([8, 1], 1, 1, "unicode")?.rows).toEqual([String.fromCodePoint(0x2800 + 0x01 + 0x10 + 0x20 + 0x80)]);
  });

  test.each([[[]], [[1]], [[2, 2, 2]], [[0, -1, NaN]], [[0, 3]]])("there is none of %j", (values) => {
    expect(sketchLogarithmic(values, 10, 3, "unicode")).toBeUndefined();
  });

  test("leaves out what has no logarithm", () => {
    expect(sketchLogarithmic([4, 0, Infinity, 1], 4, 1, "ascii")?.rows).toEqual(["'  ."]);
  });
});

describe("drawing over", () => {
  test("goes up to the first line and erases what is left of the old ones", () => {
    const drawing = new Drawing(false);
    expect(drawing.over(["abc", "de"], 80)).toBe("\rabc\u001b[K\nde\u001b[K\u001b[J");
    expect(drawing.over(["x"], 80)).toBe("\r\u001b[1Ax\u001b[K\u001b[J");
    expect(drawing.over([], 80)).toBe("\r\u001b[J");
    expect(drawing.over([], 80)).toBe("");
  });

  test("finds the first line of a terminal that has become narrower", () => {
    const drawing = new Drawing(false);
    drawing.over(["a".repeat(70), "b".repeat(30)], 80);
    // 70 columns are four rows of 20, 30 are two.
    expect(drawing.over(["c"], 20)).toBe("\r\u001b[5Ac\u001b[K\u001b[J");
  });

  test("cuts lines one column short of the terminal and colours what is left", () => {
    const spans = [{ text: "12345", style: "accent" }, { text: "67890", style: "faint" }] as const;
    expect(new Drawing(true).over([spans], 8)).toBe("\r\u001b[36m12345\u001b[0m\u001b[2m67\u001b[0m\u001b[K\u001b[J");
    expect(new Drawing(false).over([spans], 8)).toBe("\r1234567\u001b[K\u001b[J");
  });

  test.each([
    [{ LANG: "en_GB.UTF-8" }, "unicode"],
    [{ LC_CTYPE: "C.utf8", LANG: "C" }, "unicode"],
    [{ LC_ALL: "C", LANG: "en_GB.UTF-8" }, "ascii"],
    [{ LC_ALL: "", LANG: "de_DE.ISO-8859-1" }, "ascii"],
    [{}, "ascii"],
  ])("characters by the locale %j", (env, glyphs) => {
    expect(glyphsOf(env)).toBe(glyphs);
  });
});

describe("the display", () => {
  const unused = (): Network => {
    throw new Error("nobody looks at the network");
  };

  const show = (isInteractive: boolean, seconds: number, loudness: Loudness = "normal") => {
    const { terminal, said, frames: drawn, clock } = recordedTerminal(isInteractive, loudness);
    const display = progressDisplay({ terminal, now: () => clock.now, attempt: "", worstError: () => undefined });
    const iterations = seconds * 1000;
    const losses = Float64Array.from({ length: iterations }, (_, i) => 1 / (i + 1));
    for (let iteration = 10; iteration <= iterations; iteration += 10) {
      clock.now = iteration;
      display({ stage: "gradient", iteration, iterations, loss: losses[iteration - 1], losses: losses.subarray(0, iteration), network: unused });
    }
    for (let iteration = 1; iteration <= 20; iteration++) {
      clock.now += 100;
      display({ stage: "refinement", iteration, iterations: 40, maximumError: 0.5 / iteration, losses, network: unused });
    }
    display(undefined);
    return { said, drawn };
  };

  const secondsOf = (said: readonly string[]): readonly number[] => said.map((line) => Number.parseFloat(line));

  test("says nothing of less than two seconds where there is no terminal, then less and less", () => {
    const { said } = show(false, 30);
    expect(secondsOf(said)).toEqual([2, 5, 10, 20]);
    expect(said[1]).toBe("5 s: iteration  5,000 of 30,000  loss 2.00e-4  1,000/s  25 s left");
    expect(show(false, 1).said).toEqual(["2 s: refinement 10 of at most 40"]);
  });

  test("goes on for as long as it takes", () => {
    expect(secondsOf(show(false, 1500).said)).toEqual([2, 5, 10, 20, 50, 100, 200, 500, 800, 1100, 1400]);
  });

  test("draws ten times a second on a terminal and leaves nothing", () => {
    const { said, drawn } = show(true, 5);
    expect(said).toEqual([]);
    expect(drawn.length).toBeGreaterThan(60);
    expect(drawn.length).toBeLessThanOrEqual(72);
    expect(textOf(drawn[20][0])).toMatch(/^\[#{5}\.{7}\] {2}2,010\/5,000 {2}loss/);
    expect(drawn[20]).toHaveLength(6);
    expect(textOf(drawn[60][0])).toContain("refinement");
    expect(drawn.at(-1)).toEqual([]);
  });

  test("shows nothing where it is to be quiet", () => {
    expect(show(true, 5, "quiet")).toEqual({ said: [], drawn: [[]] });
    expect(show(false, 5, "quiet")).toEqual({ said: [], drawn: [[]] });
  });
});

describe("the gauge of the worst error", () => {
  test("looks for at most a fiftieth of the time", () => {
    let clock = 0;
    let looks = 0;
    const look = () => {
      looks++;
      clock += 30;
      return { results: [], errors: [], worst: 1 / looks };
    };
    const probe = { arrangement: { kind: "cloud", origin: "points" }, points: { width: 1, count: 0, values: new Float32Array() }, names: [], targets: [], look } as const;
    const gauge = worstErrorGauge(() => probe, () => clock);
    const network = (): Network => UNTRAINED;
    let iteration = 0;
    expect(gauge({ network, iteration })).toBeUndefined();
    while (clock < 10_000) {
      gauge({ network, iteration: ++iteration });
      clock += 20;
    }
    expect(looks).toBe(6);
    const seen = gauge({ network, iteration: iteration + 1 });
    expect(seen?.worst).toBe(1 / 6);
    expect(seen?.iteration).toBeGreaterThan(iteration / 2);
    expect(seen?.iteration).toBeLessThanOrEqual(iteration);
  });
});
