// Small networks for tests of passes, and how they are printed.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { keepReachable } from "../../src/network/reachable.ts";
import { ORIGIN } from "../fixtures.ts";

export const withoutUnused = (network: Network): Network => keepReachable(network).network;

export class Sketch {
  readonly builder = new NetworkBuilder();
  input(name = "x", shape: Shape = [1, 2]): ValueId {
    return this.builder.input(name, shape, ORIGIN);
  }
  parameter(name: string, shape: Shape): ValueId {
    const count = shape.reduce((product, extent) => product * extent, 1);
    return this.builder.parameter(name, shape, Float32Array.from({ length: count }, (_, i) => i + 1), ORIGIN);
  }
  apply(op: Op, args: readonly ValueId[], name = op.name, attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, name, { file: "test.onnx", place: `node "${name}"` });
  }
}

export function sketch(draw: (s: Sketch) => readonly ValueId[]): Network {
  const s = new Sketch();
  return s.builder.finish(draw(s));
}

/** The lines of the printed network. */
export function lines(network: Network): readonly string[] {
  return printNetwork(network).trimEnd().split("\n");
}
