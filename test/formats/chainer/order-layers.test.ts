// The order of layers: by numbers in names, by shapes, and what is not clear. Every chain is found again.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNaturally } from "../../../src/formats/chainer/natural-order.ts";
import { orderLayers } from "../../../src/formats/chainer/order-layers.ts";

/** `fc1:1>16`. */
function layer(text: string): { name: string; inputs: number; outputs: number } {
  const [, name = "", inputs, outputs] = /^(.*):(\d+)>(\d+)$/.exec(text) ?? [];
  return { name, inputs: Number(inputs), outputs: Number(outputs) };
}

function order(...texts: readonly string[]): string {
  const result = orderLayers(texts.map(layer));
  return "order" in result ? result.order.map(({ name }) => name).join(" ") : result.problem;
}

describe("the order of layers", () => {
  test.each([
    ["numbers", ["l3:32>1", "l1:1>16", "l2:16>32"], "l1 l2 l3"],
    ["numbers where shapes say nothing", ["l10:4>4", "l2:4>4", "l1:4>4"], "l1 l2 l10"],
    ["numbers without a name", ["1:3>3", "0:3>3", "10:3>3", "9:3>3"], "0 1 9 10"],
    ["numbers in a path", ["block2/fc1:2>2", "block1/fc2:2>2", "block1/fc1:2>2"], "block1/fc1 block1/fc2 block2/fc1"],
    ["one layer", [":3>2"], ""],
    ["shapes where names say nothing", ["input:2>16", "hidden:16>8", "output:8>1"], "input hidden output"],
    ["shapes, and numbers between them", ["output:16>2", "h10:16>16", "h2:16>16", "input:1>16"], "input h2 h10 output"],
    ["shapes where numbers are only in some names", ["out:8>1", "fc2:16>8", "fc1:2>16"], "fc1 fc2 out"],
    ["numbers that no order of shapes bears out", ["l1:1>2", "l2:3>4"], "none"],
    ["numbers that only another order bears out", ["l1:16>1", "l2:32>16", "l3:1>32"], "against-numbers"],
    ["shapes that go round in a circle", ["output:32>1", "hidden:16>32", "input:1>16"], "several"],
    ["the same shapes under other names", ["input:4>4", "hidden:4>4", "output:4>4"], "several"],
    ["two ways round", ["b:2>1", "a:1>2", "d:3>1", "c:1>3"], "several"],
  ])("by %s", (_, layers, expected) => {
    expect(order(...layers)).toBe(expected);
    expect(order(...layers.toReversed())).toBe(expected);
  });

  test("a great many layers that could follow one another in any order are given up", () => {
    const letters = Array.from({ length: 256 }, (_, number) => `${"abcdefghijklmnop"[number >> 4]}${"abcdefghijklmnop"[number & 15]}`);
    expect(order(...letters.map((name) => `${name}:4>4`))).toBe("several");
    // No order fits, which trying them all would take for ever to find out.
    expect(order(...letters.map((name) => `${name}:4>4`), "z:5>6", "zz:7>8")).toBe("several");
  });

  test("of any chain is found again from any order", () => {
    const widths = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(widths, fc.array(fc.nat(), { minLength: 13, maxLength: 13 }), (sizes, keys) => {
        const layers = sizes.slice(1).map((outputs, position) => ({ name: `l${position + 1}`, inputs: sizes[position], outputs }));
        const shuffled = layers.map((one, position) => ({ one, key: keys[position] })).toSorted((a, b) => a.key - b.key);
        expect(orderLayers(shuffled.map(({ one }) => one))).toEqual({ order: layers });
        const roles = layers.map((one, position) => ({ ...one, name: String.fromCharCode(97 + ((position * 5) % 14)) }));
        const found = orderLayers(roles.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
        if ("order" in found) expect(found.order).toEqual(roles);
        else expect(found.problem).toBe("several");
      }),
    );
  });
});

test("natural order", () => {
  const names = ["", "1", "02", "3", "10", "a", "l", "l1", "l2", "l2/b1", "l10", "l10a", "l99999999999999999999", "l100000000000000000000", "m"];
  expect(names.toReversed().toSorted(compareNaturally)).toEqual(names);
  for (const name of names) expect(compareNaturally(name, name)).toBe(0);
  expect(compareNaturally("l01", "l1")).toBe(0);
});
