// The benchmarks of a member of a Go package: a call, and a slice of calls, with arguments of the domain.

import { camelCase } from "../../../codegen/name-scope.ts";
import type { PackageMember } from "../../../codegen/packaging/package-style.ts";
import { TYPES } from "../types.ts";
import { begunState, variables, type Imported } from "./calls.ts";
import type { CaseTable } from "./case-table.ts";

/** Cases that are called in turn, a power of two, and calls of one slice: fewer where they hold many numbers. */
const [CASES, CALLS, FEW_CALLS, MANY_NUMBERS] = [8, 1024, 64, 64];

export interface Benchmarks {
  readonly sinks: readonly string[];
  readonly benchmarks: readonly BenchmarkView[];
}

interface BenchmarkView {
  readonly name: string;
  readonly comment: string;
  readonly before: readonly string[];
  readonly call: readonly string[];
  readonly after: readonly string[];
}

export function benchmarks(own: Imported, member: PackageMember, table: CaseTable): Benchmarks {
  const { function: { functionName, parameters }, batch, returns } = member;
  const sink = `${camelCase(functionName)}Sink`;
  const scope = variables(own, ["b", "c", "i", table.name, sink]);
  const within = table.cases.filter(({ place }) => place === "within").length;
  const row = within >= CASES ? `${table.name}[i&${CASES - 1}]` : `${table.name}[0]`;
  const hasRows = within > 0 && table.inputs.length > 0;
  const named = parameters.map((parameter) => ({ ...parameter, field: parameter.name, own: scope.declare(parameter.name) }));
  const declared = named.flatMap(({ role, own: variable, scalar, size }) => {
    if (role === "input" && (hasRows || size === undefined)) return [];
    return [`var ${variable} [${size ?? 1}]${TYPES[scalar]}`];
  });
  const given = named.map(({ role, own: variable, field, scalar, size }) => {
    if (role === "output") return `&${variable}`;
    if (hasRows) return size === undefined ? `c.${field}` : `&c.${field}`;
    return size === undefined ? (scalar === "bool" ? "false" : "0") : `&${variable}`;
  });
  const state = begunState(own, member, scope);
  const call = `${own.name}.${functionName}(${[...state.given, ...given].join(", ")})`;
  const [filled] = named.filter(({ role }) => role === "output");
  const single: BenchmarkView = {
    name: functionName,
    comment: `times a call`,
    before: [...state.lines, ...declared],
    call: [...(hasRows ? [`c := &${row}`] : []), returns === undefined ? call : `${sink} = ${call}`],
    after: returns === undefined ? [`${sink} = ${filled.own}[0]`] : [],
  };
  return {
    sinks: [`var ${sink} ${TYPES[returns ?? filled.scalar]}`],
    benchmarks: [single, ...(batch === undefined ? [] : [sliceBenchmark(own, batch.functionName, batch.parameters, table, hasRows ? row : undefined)])],
  };
}

function sliceBenchmark(own: Imported, name: string, parameters: CaseTable["inputs"], table: CaseTable, row: string | undefined): BenchmarkView {
  const scope = variables(own, ["b", "c", "i", "calls", table.name]);
  const calls = parameters.some(({ size = 1 }) => size > MANY_NUMBERS) ? FEW_CALLS : CALLS;
  const named = parameters.map((parameter) => ({ ...parameter, own: scope.declare(parameter.name) }));
  const inputs = named.slice(0, table.inputs.length);
  const rows = inputs.map(({ own: variable, size }, place) => {
    const field = `c.${table.inputs[place].name}`;
    return size === undefined ? `\t${variable}[i] = ${field}` : `\tcopy(${variable}[${size}*i:], ${field}[:])`;
  });
  return {
    name,
    comment: `times ${calls} calls at once`,
    before: [
      `const calls = ${calls}`,
      ...named.map(({ own: variable, scalar, size }) => `${variable} := make([]${TYPES[scalar]}, ${size === undefined ? "" : `${size}*`}calls)`),
      ...(row === undefined ? [] : ["for i := 0; i < calls; i++ {", `\tc := &${row}`, ...rows, "}"]),
      "b.ResetTimer()",
    ],
    call: [`${own.name}.${name}(${named.map(({ own: variable }) => variable).join(", ")})`],
    after: [],
  };
}
