// What is held out where nothing is said, and what is said of it: the whole notes.

import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { chooseHoldOut } from "../../../src/train/data/choose-hold-out.ts";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";

const NO_NOISE = "nothing is held out: the samples show no noise, and each of them is needed";

function chosen(header: string, rows: readonly string[], said?: number) {
  return chooseHoldOut(chooseColumns(parseCsv([header, ...rows, ""].join("\n"), "t.csv"), {}), said);
}

describe("of one input", () => {
  const generator = new RandomGenerator(1);
  const smooth = Array.from({ length: 40 }, (_, i) => `${i},${Math.sin(i / 5).toFixed(4)}`);
  const noisy = Array.from({ length: 60 }, (_, i) => `${i},${(i / 5 + 0.5 * generator.normal()).toFixed(4)}`);
  const noiseNote = /^the samples of 'y \[V\]' have noise of about 0\.[3-7]\d?$/;

  test("nothing where there is no noise", () => {
    expect(chosen("x,y", smooth)).toEqual({ share: 0, notes: [NO_NOISE] });
    expect(chosen("x,y", smooth, 0.25)).toEqual({ share: 0.25, notes: [] });
    expect(chosen("x,y", ["0,1", "1,5"])).toEqual({ share: 0, notes: [NO_NOISE] });
  });

  test("a fifth where there is, which is said", () => {
    const { share, notes } = chosen("x,y [V]", noisy);
    expect(share).toBe(0.2);
    expect(notes).toEqual([expect.stringMatching(noiseNote)]);
    expect(chosen("x,y [V]", noisy, 0)).toEqual({ share: 0, notes });
  });

  test("nothing of few noisy ones", () => {
    const { share, notes } = chosen("x,y [V]", noisy.slice(0, 19));
    expect(share).toBe(0);
    expect(notes).toEqual([expect.stringMatching(noiseNote), "nothing is held out: of 19 samples each is needed"]);
  });
});

test("of several inputs nothing of fewer than twenty samples, else a fifth", () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${i % 3},${i * i}`);
  expect(chosen("a,b,y", rows)).toEqual({ share: 0.2, notes: [] });
  expect(chosen("a,b,y", rows.slice(1))).toEqual({ share: 0, notes: ["nothing is held out: of 19 samples each is needed"] });
});
