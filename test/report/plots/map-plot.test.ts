// Maps: the colours in the image are those of the values, and the bars say which.

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import { SEQUENTIAL } from "../../../src/report/colour.ts";
import { mapPlot, type MapData } from "../../../src/report/plots/map-plot.ts";
import { attributesOf, labels } from "../drawn.ts";

const data: MapData = {
  heading: "x + y and its network",
  subject: "x + y",
  network: "2-3-1",
  variables: [
    { name: "x", low: 0, high: 4 },
    { name: "y", low: 0, high: 2 },
  ],
  columns: 4,
  rows: 2,
  results: [{ name: "x + y", expected: [0, 1, 2, 3, 10, 11, 12, 13], computed: [0, 1, 2, 3, 10, 11, 12, NaN], worst: { error: 0.5, at: [4, 0], of: 289 } }],
};

const DECODE = `
import json, struct, sys, zlib, base64
png = base64.b64decode(sys.stdin.read())
assert png[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
at, chunks = 8, {}
while at < len(png):
    size, name = struct.unpack(">I4s", png[at:at + 8])
    data = png[at + 8:at + 8 + size]
    assert struct.unpack(">I", png[at + 8 + size:at + 12 + size])[0] == zlib.crc32(name + data)
    chunks[name.decode()] = chunks.get(name.decode(), b"") + data
    at += 12 + size
width, height, depth, kind = struct.unpack(">IIBB", chunks["IHDR"][:10])
assert (depth, kind) == (8, 3)
rows = zlib.decompress(chunks["IDAT"])
pixels = []
for row in range(height):
    line = rows[row * (width + 1):(row + 1) * (width + 1)]
    assert line[0] == 0
    pixels.append([[*chunks["PLTE"][3 * i:3 * i + 3], chunks["tRNS"][i]] for i in line[1:]])
print(json.dumps(pixels))
`;

/** Red, green, blue and opacity of each pixel, by rows from the top, as Python reads them. */
function pixelsOf(href: string): unknown {
  return JSON.parse(execFileSync("/usr/bin/python3", ["-c", DECODE], { input: href.replace("data:image/png;base64,", ""), encoding: "utf8" }));
}

test("the first row of the image is the last of the values", () => {
  const svg = drawCard(mapPlot(data, "all"));
  const images = attributesOf(svg, "image");
  expect(images).toHaveLength(3);
  const colour = (value: number) => [...SEQUENTIAL(Math.round((254 * value) / 13) / 254), 255];
  expect(pixelsOf(images[0].href)).toEqual([[10, 11, 12, 13].map(colour), [0, 1, 2, 3].map(colour)]);
  expect(pixelsOf(images[1].href)).toMatchObject([[{}, {}, {}, { 3: 0 }], [{}, {}, {}, { 3: 255 }]]);
});

test("maps, axes and bars are labelled; the worst place is marked", () => {
  const svg = drawCard(mapPlot(data, "all"));
  expect(labels(svg)).toEqual(expect.arrayContaining(["x + y", "network", "network − target", "value", "error", "x", "y", "10", "0.4", "2-3-1; largest error seen in 289 inputs: 0.50 at x = 4, y = 0"]));
  const [, mark] = attributesOf(svg, "circle");
  const [, , error] = attributesOf(svg, "image");
  expect(Number(mark.cx)).toBeCloseTo(Number(error.x) + Number(error.width), 1);
  expect(Number(mark.cy)).toBeCloseTo(Number(error.y) + Number(error.height), 1);
});

test("nothing reaches beyond the card", () => {
  for (const scale of [1, 1e-9, 1e12]) {
    const scaled = data.results.map(({ name, expected = [], computed }) => ({ name, expected: Array.from(expected, (v) => v * scale), computed: Array.from(computed, (v) => -v * scale) }));
    const card = mapPlot({ ...data, results: scaled }, "all");
    const right = attributesOf(drawCard(card), "image").map(({ x, width }) => Number(x) + Number(width));
    expect(Math.max(...right)).toBeLessThan(card.width - 60);
    expect(drawCard(card)).not.toMatch(/="[^"]*(NaN|Infinity)/);
  }
});

test("the error may stand alone, and the network where there is no target", () => {
  expect(attributesOf(drawCard(mapPlot(data, "error")), "image")).toHaveLength(1);
  const alone = { ...data, results: [{ name: "z", computed: data.results[0].computed }] };
  expect(attributesOf(drawCard(mapPlot(alone, "all")), "image")).toHaveLength(1);
  expect(() => mapPlot(alone, "error")).toThrow(RangeError);
  expect(() => mapPlot({ ...data, results: [] }, "all")).toThrow(RangeError);
});
