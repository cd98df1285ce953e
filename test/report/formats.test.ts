// The formats of pictures: real decoders read them, text is drawn in them without any font, and the bytes are always the same.

import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { drawCard } from "../../src/report/card.ts";
import { PICTURE_FORMATS } from "../../src/report/formats/index.ts";
import { fitPlot } from "../../src/report/plots/fit-plot.ts";

const card = fitPlot({ network: "1-2-1", variable: "x", points: [0, 1, 2], results: [{ name: "x", expected: [0, 1, 2], computed: [0, 1.5, 2] }] });

async function encoded(name: string): Promise<Uint8Array> {
  const format = PICTURE_FORMATS.find((one) => one.name === name);
  if (format === undefined) throw new RangeError(name);
  return format.encode(card);
}

test.each(PICTURE_FORMATS)("$name: the same card gives the same bytes, and nnc knows them as its own", async (format) => {
  const [bytes, again] = [await format.encode(card), await format.encode(card)];
  expect(Buffer.from(bytes).equals(again)).toBe(true);
  expect(Buffer.from(bytes.subarray(0, 200)).toString("latin1")).toMatch(/<!-- drawn by nnc -->|tEXtSoftware\0nnc/);
  expect(format.extensions).toContain(format.name);
});

const DECODE = `
import json, struct, sys, zlib
png = sys.stdin.buffer.read()
assert png[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
at, chunks, names = 8, {}, []
while at < len(png):
    size, name = struct.unpack(">I4s", png[at:at + 8])
    data = png[at + 8:at + 8 + size]
    assert struct.unpack(">I", png[at + 8 + size:at + 12 + size])[0] == zlib.crc32(name + data)
    names.append(name.decode())
    chunks[name.decode()] = chunks.get(name.decode(), b"") + data
    at += 12 + size
width, height, depth, kind = struct.unpack(">IIBB", chunks["IHDR"][:10])
assert (depth, kind) == (8, 6)
raw = zlib.decompress(chunks["IDAT"])
stride = 4 * width
above = bytearray(stride)
dark = [0] * height
for row in range(height):
    filter, line = raw[row * (stride + 1)], bytearray(raw[row * (stride + 1) + 1:(row + 1) * (stride + 1)])
    for i in range(stride):
        a = line[i - 4] if i >= 4 else 0
        b = above[i]
        c = above[i - 4] if i >= 4 else 0
        if filter == 1: add = a
        elif filter == 2: add = b
        elif filter == 3: add = (a + b) // 2
        elif filter == 4:
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            add = a if pa <= pb and pa <= pc else b if pb <= pc else c
        else: add = 0
        line[i] = (line[i] + add) & 255
    dark[row] = sum(1 for x in range(width) if line[4 * x + 3] > 200 and line[4 * x] + line[4 * x + 1] + line[4 * x + 2] < 250)
    above = line
print(json.dumps({"names": names, "text": chunks["tEXt"].decode("latin-1"), "size": [width, height], "dark": dark}))
`;

describe("a PNG", () => {
  test("has twice the pixels, says what made it, and the heading is written in dark pixels", async () => {
    const decoded: unknown = JSON.parse(execFileSync("/usr/bin/python3", ["-c", DECODE], { input: await encoded("png"), encoding: "utf8" }));
    expect(decoded).toMatchObject({ text: "Software\0nnc", size: [2 * card.width, 2 * card.height] });
    const { names, dark } = decoded as { readonly names: readonly string[]; readonly dark: readonly number[] };
    expect(names.slice(0, 2)).toEqual(["IHDR", "tEXt"]);
    // The heading's letters stand between 26 and 48 units from the top; above them is nothing.
    expect(dark.slice(56, 86).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
    expect(dark.slice(4, 46).every((count) => count === 0)).toBe(true);
  });
});

test("an SVG has no text that a font would have to draw", async () => {
  const svg = Buffer.from(await encoded("svg")).toString();
  expect(svg).not.toMatch(/<text|font-family|font-size|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  expect(svg).toContain('role="img"');
  expect(svg).toMatch(/<title>x and its network<\/title>\n<desc>x for x from 0 to 2\. largest error seen in 3 inputs: 0\.50 at x = 1<\/desc>/);
});

test("a page of HTML asks for nothing", async () => {
  const html = Buffer.from(await encoded("html")).toString();
  expect(html.startsWith("<!doctype html>\n<!-- drawn by nnc -->\n<html lang=\"en\">")).toBe(true);
  expect(html).not.toMatch(/<script|<link|src=|@import|url\((?!#)/);
  expect(html).toContain(drawCard(card));
});
