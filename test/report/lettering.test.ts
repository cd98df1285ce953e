// Lettering: every character plots need is drawn, at its place, and its outline is there once.

import { describe, expect, test } from "vitest";
import { glyphDefinitions, label } from "../../src/report/label.ts";
import { fitText, setText, textWidth } from "../../src/report/lettering/set-line.ts";
import { glyphOf } from "../../src/report/lettering/typeface.ts";
import { elementsOf, writeElement } from "../../src/report/svg-element.ts";

test.each(["regular", "semibold"] as const)("the %s typeface has what plots write", (weight) => {
  for (const character of "0123456789abcxyzABCXYZ+−-·×|…()[]{}*/^=<>_.,;:%&#'\"πΣαβäöüéñßłşЖя²") {
    const glyph = glyphOf(character, weight);
    expect(glyph.id, character).not.toContain("missing");
    expect(glyph.advance, character).toBeGreaterThan(100);
    expect(glyph.outline, character).toMatch(/^M-?\d+[\dMLQCZ -]*Z$/);
    expect(glyph.outline, character).not.toBe(glyphOf("中", weight).outline);
  }
  expect(glyphOf(" ", weight).outline).toBe("");
});

test("what the typeface lacks is drawn as a box", () => {
  expect(glyphOf("中", "regular").id).toBe("r-missing");
  expect(glyphOf("中", "regular").outline).not.toBe("");
});

test("digits are equally wide, so that numbers stand in line", () => {
  expect(new Set(Array.from("0123456789", (digit) => glyphOf(digit, "regular").advance)).size).toBe(1);
});

test("superscripts are smaller, and raised", () => {
  expect(textWidth("10⁻³", 14)).toBeLessThan(textWidth("10−3", 14));
  const written = writeElement(label({ text: "10⁻³", x: 0, y: 0, size: 14, className: "ink" }));
  expect(written).toMatch(/<g transform="translate\(0 -330\) scale\(0.68\)">\n<use href="#r-[^"]*" x="\d+"\/>\n<use/);
  expect(written).toContain('aria-label="10⁻³"');
});

describe("a text", () => {
  test("ends or has its middle where it is anchored", () => {
    const width = textWidth("value", 15);
    const at = (anchor: "start" | "middle" | "end") => Number(/translate\(([-\d.]+) /.exec(writeElement(label({ text: "value", x: 100, y: 0, size: 15, className: "ink", anchor })))?.[1]);
    expect([at("start"), at("middle"), at("end")].map((x) => Number((100 - x).toFixed(1)))).toEqual([0, width / 2, width].map((x) => Number(x.toFixed(1))));
  });

  test("that is too long is cut and fits", () => {
    const long = "sin(x)·".repeat(30);
    const cut = fitText(long, 16, "regular", 200);
    expect(cut).toMatch(/^(sin\(x\)·)+…$/);
    expect(textWidth(cut, 16)).toBeLessThanOrEqual(200);
    expect(textWidth(cut, 16)).toBeGreaterThan(150);
    expect(fitText("x".repeat(1e6), 16, "regular", 50)).toMatch(/^x+…$/);
    expect(fitText("short", 16, "regular", 200)).toBe("short");
  });

  test("keeps its glyphs in order", () => {
    const { glyphs } = setText("AVATAR 123", "semibold");
    expect(glyphs.every(({ x }, place) => place === 0 || x > glyphs[place - 1].x)).toBe(true);
  });
});

test("each outline is defined once, however often it is used", () => {
  const texts = ["banana", "bandana 10⁻³"].map((text) => label({ text, x: 0, y: 0, size: 14, className: "ink" }));
  const used = texts.flatMap((text) => [...elementsOf(text)]).filter(({ name }) => name === "use").map(({ attributes }) => String(attributes.href).slice(1));
  const defined = glyphDefinitions(texts).map(({ attributes }) => attributes.id);
  expect(new Set(defined).size).toBe(defined.length);
  expect([...new Set(used)].sort()).toEqual(defined);
});
