// Dense networks: shapes, names, and the sizes that are refused before anything is allocated.

import { describe, expect, test } from "vitest";
import { printNetwork } from "../../src/network/print-network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { parseActivation } from "../../src/network/activation.ts";
import type { DenseArchitecture } from "../../src/train/architecture.ts";
import { checkArchitecture, denseNetwork, denseParameters } from "../../src/train/architecture.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const article: DenseArchitecture = { inputs: 1, hidden: [16, 32], outputs: 1, activation: parseActivation("leaky_relu:0.2") };
const zeros = (architecture: DenseArchitecture) => denseParameters(architecture).map(({ shape }) => new Float32Array(elementCount(shape)));

describe("dense networks", () => {
  test("the article's, one call at a time", () => {
    expect(printNetwork(denseNetwork(article, 1, zeros(article)))).toBe(
      [
        "%0 x[1, 1] = input",
        "%1 l1.W[16, 1] = parameter",
        "%2 l1.b[16] = parameter",
        "%3 l1[1, 16] = gemm(%0, %1, %2) transposeB=1",
        "%4 h1[1, 16] = leaky_relu(%3) slope=0.2",
        "%5 l2.W[32, 16] = parameter",
        "%6 l2.b[32] = parameter",
        "%7 l2[1, 32] = gemm(%4, %5, %6) transposeB=1",
        "%8 h2[1, 32] = leaky_relu(%7) slope=0.2",
        "%9 l3.W[1, 32] = parameter",
        "%10 l3.b[1] = parameter",
        "%11 l3[1, 1] = gemm(%8, %9, %10) transposeB=1",
        "%12 y[1, 1] = leaky_relu(%11) slope=0.2",
        "return %12 y",
        "",
      ].join("\n"),
    );
  });

  test("identity leaves no op, and the input and batch are as asked for", () => {
    const architecture = { inputs: 3, hidden: [2], outputs: 2, activation: parseActivation("identity"), inputName: "u" };
    expect(printNetwork(denseNetwork(architecture, 7, zeros(architecture)))).toBe(
      [
        "%0 u[7, 3] = input",
        "%1 l1.W[2, 3] = parameter",
        "%2 l1.b[2] = parameter",
        "%3 h1[7, 2] = gemm(%0, %1, %2) transposeB=1",
        "%4 l2.W[2, 2] = parameter",
        "%5 l2.b[2] = parameter",
        "%6 y[7, 2] = gemm(%3, %4, %5) transposeB=1",
        "return %6 y",
        "",
      ].join("\n"),
    );
  });

  const whole = (most: number) => `it must be a whole number from 1 to ${most}`;
  test.each([
    [{ hidden: [16, 0] }, "the size of hidden layer 2 is 0", "--hidden", whole(4096)],
    [{ hidden: [4097] }, "the size of hidden layer 1 is 4097", "--hidden", whole(4096)],
    [{ hidden: [1.5] }, "the size of hidden layer 1 is 1.5", "--hidden", whole(4096)],
    [{ hidden: [NaN] }, "the size of hidden layer 1 is NaN", "--hidden", whole(4096)],
    [{ hidden: Array.from({ length: 17 }, () => 2) }, "the number of hidden layers is 17", "--hidden", whole(16)],
    [{ inputs: 0 }, "the number of inputs is 0", "--domain", whole(4096)],
    [{ outputs: 5000 }, "the number of outputs is 5000", "--target", whole(4096)],
  ])("%j is refused", (change, message, place, note) => {
    expect(thrownDiagnostic(() => checkArchitecture({ ...article, ...change }))).toEqual({ category: "usage", message, place, note });
  });

  test("too many parameters are refused, and the largest number is not", () => {
    const diagnostic = {
      category: "usage",
      message: "the network would have 16793601 parameters",
      place: "--hidden",
      note: "at most 16777216 are allowed",
      hint: "use fewer or smaller layers",
    };
    expect(thrownDiagnostic(() => checkArchitecture({ ...article, hidden: [4096, 4096] }))).toEqual(diagnostic);
    expect(() => checkArchitecture({ ...article, hidden: [4096, 4090] })).not.toThrow();
  });
});
