// The order of nodes, against its definition.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderNodes } from "../../../src/formats/onnx/order-nodes.ts";

/** For each node the ones it needs; any graph, cycles and nodes that need themselves included. */
const graphs = fc.integer({ min: 0, max: 12 }).chain((size) =>
  fc.array(fc.array(fc.nat(Math.max(0, size - 1)), { maxLength: 3 }), { minLength: size, maxLength: size }),
);

/** Whether nodes can be taken away one by one, each needing only those that are gone: the naive way. */
function isAcyclic(dependencies: readonly (readonly number[])[]): boolean {
  const gone = new Set<number>();
  for (let round = 0; round < dependencies.length; round++) {
    dependencies.forEach((needed, node) => {
      if (needed.every((one) => gone.has(one))) gone.add(node);
    });
  }
  return gone.size === dependencies.length;
}

describe("orderNodes", () => {
  test("each node once, after those it needs; or a cycle", () => {
    fc.assert(
      fc.property(graphs, (dependencies) => {
        const result = orderNodes(dependencies);
        expect("order" in result).toBe(isAcyclic(dependencies));
        if ("order" in result) {
          expect([...result.order].sort((a, b) => a - b)).toEqual([...dependencies.keys()]);
          for (const [node, needed] of dependencies.entries()) {
            for (const one of needed) expect(result.order.indexOf(one)).toBeLessThan(result.order.indexOf(node));
          }
        } else {
          result.cycle.forEach((node, position) => {
            expect(dependencies[node]).toContain(result.cycle[(position + 1) % result.cycle.length]);
          });
          expect(new Set(result.cycle).size).toBe(result.cycle.length);
        }
      }),
    );
  });

  test("what is in order stays in it", () => {
    expect(orderNodes([[], [], [0], [1, 2]])).toEqual({ order: [0, 1, 2, 3] });
  });

  test("a chain of any length, backwards", () => {
    const length = 200_000;
    const chain = Array.from({ length }, (_, node) => (node + 1 < length ? [node + 1] : []));
    const result = orderNodes(chain);
    expect("order" in result && result.order[0] === length - 1 && result.order.length === length).toBe(true);
  });
});
