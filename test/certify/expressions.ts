// Networks that are expressions of single numbers, and what is found out of their properties.

import { proveProperties } from "../../src/certify/properties/index.ts";
import type { Figure, Verdict } from "../../src/certify/properties/finding.ts";
import type { PropertyName } from "../../src/certify/properties/property-name.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { Program } from "../../src/program/program.ts";
import { ORIGIN } from "../fixtures.ts";

export interface Terms {
  readonly inputs: readonly ValueId[];
  readonly constant: (value: number) => ValueId;
  readonly of: (op: Op, given: readonly ValueId[], attributes?: Attributes) => ValueId;
}

export function expressionOf(inputs: number, build: (terms: Terms) => ValueId): Network {
  const builder = new NetworkBuilder();
  const constant = (value: number): ValueId => builder.parameter(`c${value}`, [1], Float32Array.of(value), ORIGIN);
  const of = (op: Op, given: readonly ValueId[], attributes: Attributes = {}): ValueId => builder.operation(op, given, attributes, "y", ORIGIN);
  const names = Array.from({ length: inputs }, (_, place) => builder.input(`x${place}`, [1], ORIGIN));
  return builder.finish([build({ inputs: names, constant, of })]);
}

export function programOf(network: Network): Program {
  return lower(runPasses(network));
}

/** @param domain one interval for each input. */
export function verdictOf(network: Network, name: PropertyName, ...domain: readonly (readonly [number, number])[]): Verdict {
  const program = programOf(network);
  const box = domain.map(([low, high]) => ({ low: Math.fround(low), high: Math.fround(high) }));
  return proveProperties([name], { computed: program, network: program, domain: box }, 200)[0].verdict;
}

export function figureOf({ figures }: Verdict, name: string): number {
  return figures.find((figure: Figure) => figure.name === name)?.value ?? NaN;
}
