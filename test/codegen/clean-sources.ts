// What is emitted to be held to each language's own tools: scalar and array forms, odd names, units.

import { batchModule } from "../../src/assemble/batch-module.ts";
import type { Language } from "../../src/codegen/language.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import type { EmitRequest, Package } from "../../src/codegen/package.ts";
import { emitSource, emitUnit, emitUnitWithHeader, emitWithHeader } from "../../src/codegen/package.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { and } from "../../src/network/ops/logic.ts";
import { less } from "../../src/network/ops/comparisons.ts";
import { add } from "../../src/network/ops/add.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { allOperators } from "../conformance/all-operators.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { segmentNetwork } from "../conformance/segment-networks.ts";
import { lookups } from "../conformance/lookups.ts";
import { denseNetwork, EXP_RECORD, ORIGIN, requestFor, requestOfProgram } from "../fixtures.ts";
import { EXAMPLE_UNITS, HEADING } from "../program/example-units.ts";

/** Inputs and outputs with names that mean something in a language, an input that is never used, a copied input. */
function awkward(): EmitRequest {
  const builder = new NetworkBuilder();
  const inputs = ["for", "range", "awkward", "9 lives/é", "unused"].map((name) => builder.input(name, [3], ORIGIN));
  const single = builder.input("float", [1], ORIGIN);
  const sum = inputs.slice(1, 4).reduce((total, input) => builder.operation(add, [total, input], {}, "sum", ORIGIN), inputs[0] ?? 0);
  const outputs = [
    builder.operation(relu, [sum], {}, "return", ORIGIN),
    builder.operation(identity, [single], {}, "y", ORIGIN),
    single,
  ];
  return requestFor(builder.finish(outputs), "awkward");
}

/** Numbers and a truth value in, a truth value out. */
function truths(): EmitRequest {
  const builder = new NetworkBuilder();
  const [a, b] = ["a", "b"].map((name) => builder.input(name, [], ORIGIN));
  const given = builder.input("given", [], ORIGIN, "bool");
  return requestFor(builder.finish([builder.operation(and, [builder.operation(less, [a, b], {}, "less", ORIGIN), given], {}, "y", ORIGIN)]), "truths");
}

/** Nothing in. */
function constantNetwork(): Network {
  const builder = new NetworkBuilder();
  return builder.finish([{ name: "y", value: builder.parameter("p", [1], Float32Array.of(0.5), ORIGIN) }]);
}

/** Inputs that bear the names of what the source has for itself. */
function taken(): Network {
  const builder = new NetworkBuilder();
  const inputs = ["run", "vectors", "first", "calls", "cell", "k", "exports", "buffer", "WebAssembly", "atob"].map((name) => builder.input(name, [2], ORIGIN));
  const weights = builder.parameter("bytes", [2], Float32Array.of(0.5, 2), ORIGIN);
  return builder.finish([{ name: "instance", value: inputs.reduce((sum, input) => builder.operation(add, [sum, input], {}, "sum", ORIGIN), weights) }]);
}

function selfTested(request: EmitRequest): EmitRequest {
  return { ...request, selfTest: chooseGolden(request.program, request.model.record?.domain) };
}

export interface CleanSource {
  readonly name: string;
  readonly sources: (language: Language) => Package;
  /** With a header, where there are headers. */
  readonly folder: (language: Language) => Package;
}

export const CLEAN_SOURCES: readonly CleanSource[] = [
  ...[
    selfTested(requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD)),
    selfTested(requestFor(denseNetwork([2, 5, 3], 2), "two_in_three_out")),
    requestFor(denseNetwork([1, 1], 3), "x"),
    selfTested(awkward()),
    requestOfProgram(allOperators().program, "all_operators"),
    requestOfProgram(lookups(), "lookups"),
    { ...selfTested(requestFor(tableNetwork(1), "many_lines", EXP_RECORD)), batch: "blocks" as const },
    { ...requestFor(segmentNetwork("search", 1), "many_searches", EXP_RECORD), batch: "blocks" as const },
    { ...requestFor(segmentNetwork("grid", 2), "many_segments"), batch: "blocks" as const },
    { ...requestFor(denseNetwork([2, 5, 3], 2), "many_layers"), batch: "blocks" as const },
    { ...requestFor(denseNetwork([3, 4, 1], 2), "many_to_one"), batch: "blocks" as const },
    { ...selfTested(truths()), name: "many_truths", batch: "blocks" as const },
    { ...selfTested(requestFor(constantNetwork(), "many_constants")), batch: "blocks" as const },
    { ...awkward(), name: "many_awkward", batch: "blocks" as const },
    ...[
      { ...requestFor(tableNetwork(1), "vectors_of_lines", EXP_RECORD), batch: "blocks" as const },
      { ...requestFor(denseNetwork([2, 5, 3], 2), "vectors_of_layers"), batch: "blocks" as const },
      { ...truths(), name: "vectors_of_truths", batch: "blocks" as const },
      { ...requestFor(constantNetwork(), "vectors_of_constants"), batch: "blocks" as const },
      { ...awkward(), name: "vectors_of_awkward", batch: "blocks" as const },
      { ...requestFor(taken(), "vectors_of_taken"), batch: "blocks" as const },
    ].map((request) => ({ ...request, batchModule: batchModule(request.program) })),
  ].map((request): CleanSource => ({ name: request.name, sources: (language) => emitSource(language, request), folder: (language) => emitWithHeader(language, request).files })),
  ...EXAMPLE_UNITS.map((unit): CleanSource => ({ name: unit.name, sources: (language) => emitUnit(language, unit, HEADING), folder: (language) => emitUnitWithHeader(language, unit, HEADING) })),
];
