// Domains as texts: read, refused and shown.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isProblem } from "../../../src/diagnostics/problem.ts";
import { readDomainVariable, showDomainVariable } from "../../../src/run/settings/domain.ts";

describe("domains", () => {
  test.each([
    ["0:1", "x", 0, 1],
    ["-1:1", "x", -1, 1],
    ["t=1e-3:2.5E2", "t", 1e-3, 250],
    ["-pi:pi", "x", -Math.PI, Math.PI],
    ["a1=-pi/2:2pi", "a1", -Math.PI / 2, 2 * Math.PI],
    [" 0:0.5*PI/3 ", "x", 0, (0.5 * Math.PI) / 3],
    [".5:+1.", "x", 0.5, 1],
    ["0..1", "x", 0, 1],
    ["-1...1", "x", -1, 1],
    ["0.5..1.5", "x", 0.5, 1.5],
    ["0,1", "x", 0, 1],
    ["[0, 1]", "x", 0, 1],
    ["(0;1]", "x", 0, 1],
    ["0 1", "x", 0, 1],
    ["0 to 1", "x", 0, 1],
    ["0 : 1", "x", 0, 1],
    ["x = 0..1", "x", 0, 1],
    ["t in [0, 1]", "t", 0, 1],
    ["t [0,1]", "t", 0, 1],
    ["t∈[−π, π]", "t", -Math.PI, Math.PI],
    ["0 <= u < 1", "u", 0, 1],
    ["1 ≥ u > −1", "u", -1, 1],
    ["-1/3:2/3", "x", -1 / 3, 2 / 3],
    ["-pi*2:pi * 2/3", "x", -2 * Math.PI, (2 * Math.PI) / 3],
  ])("%s", (text, name, low, high) => {
    expect(readDomainVariable(text)).toEqual({ name, low, high });
  });

  test.each([
    "",
    // Longer than an interval may be.
    `0${" ".repeat(1000)}:1`,
    ":",
    "0:",
    "=0:1",
    "0:1:2",
    "x=y=0:1",
    "0:pip",
    "0:pi/0",
    "0:1/2/3",
    "0:1/0",
    "0:1:2:3",
    "[0,1",
    "0<1",
    "x=0:1,2=3",
    "1:-1",
    "a b=0:1",
    "0:Infinity",
    "pi*2:1",
  ])("'%s' is refused", (text) => {
    expect(isProblem(readDomainVariable(text))).toBe(true);
  });

  test.each([
    ["1:0", "the domain 1:0 is empty: 1 is not less than 0", "write 0:1"],
    ["t in [1, -1]", "the domain t in [1, -1] is empty: 1 is not less than -1", "write t=-1:1"],
    ["0-1", "'0-1' is not a domain", "write 0:1"],
    ["0:1:0.1", "'0:1:0.1' is not a domain", "write 0:1"],
    ["x:0:1,y=0:1", "'x:0:1,y' cannot be the name of a variable", "a name is a letter followed by letters, digits and underscores"],
    ["0,5:1,5", "'0,5:1,5' is not a domain", "write 0.5:1.5"],
    ["[-1, 1]^2", "'[-1, 1]^2' is not a domain", "write x=-1:1 and y=-1:1, each by itself"],
    ["x=0:1,y=-1:1", "'x=0:1,y=-1:1' is not a domain", "write x=0:1 and y=-1:1, each by itself"],
  ])("'%s' can be meant as something", (text, problem, hint) => {
    expect(readDomainVariable(text)).toEqual({ problem, hint });
  });

  test("what is shown is read back", () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(float, float, (one, other) => {
        fc.pre(one !== other);
        const variable = { name: "u", low: Math.min(one, other) + 0, high: Math.max(one, other) + 0 };
        expect(readDomainVariable(showDomainVariable(variable))).toEqual(variable);
      }),
    );
  });
});
