// Names what the function for many arguments has, and has it spelled.

import { callingConvention, type Program, type TableBuffer } from "../program/program.ts";
import { givenTables, type BatchModule } from "../program/unit.ts";
import type { ModuleName, Parameter, SpelledModule, Spelling } from "./language.ts";
import type { NameScope } from "./name-scope.ts";
import type { SpelledFunction } from "./spelled-function.ts";

interface NamedBatch {
  readonly functionName: string;
  /** Of working memory that callers own; undefined where there is none. */
  readonly workspaceType: string | undefined;
  readonly single: { readonly name: string; readonly program: Program; readonly body: readonly string[] };
  /** Whether functions of the file compute what is elementary. */
  readonly hasKernels: boolean;
  readonly block: { readonly name: string; readonly calls: number } | undefined;
  readonly module: NamedModule | undefined;
  readonly spelling: Spelling;
  readonly scope: NameScope;
}

interface NamedModule {
  readonly module: BatchModule;
  readonly tableName: (table: TableBuffer) => string;
}

interface SpelledBatch {
  readonly batchFunction: SpelledFunction;
  /** What stands before it, in the file. */
  readonly declarations: readonly (readonly string[])[];
}

export function spellBatch({ functionName, workspaceType, single, hasKernels, block, module: named, spelling, scope }: NamedBatch): SpelledBatch {
  const { inputs, outputs } = callingConvention(single.program);
  const parameters = [...inputs, ...outputs].map(({ buffer, passing }): Parameter => {
    const { name, role, scalar, size } = buffer;
    return { name: scope.declare(name), role, scalar, size: passing === "array" ? size : undefined, isPassedOn: passing === "array" };
  });
  const workspace = workspaceType === undefined ? undefined : { type: workspaceType, name: scope.declare("workspace") };
  const [count, counter] = ["n", "i"].map((name) => scope.declare(name));
  const result = outputs.some(({ passing }) => passing === "returned") ? parameters[inputs.length] : undefined;
  const passed = parameters.filter((parameter) => parameter !== result);
  const module = named === undefined ? undefined : spelledModule(named, single.program, scope);
  const straightBody = hasKernels || single.program.body.some(({ kind }) => kind === "for" || kind === "call") ? undefined : single.body;
  const spelled = spelling.batch({ functionName, parameters, count, counter, single: single.name, passed, result, workspace, straightBody, block, module });
  const { signature, tags = [], body, demands = "", declarations = [] } = spelled;
  const comment = `${functionName} ${does(single.name, parameters)}${demands}.`;
  const takesWorkspace = workspace !== undefined;
  return { batchFunction: { functionName, exported: true, comment, signature, tags, parameters, takesState: false, takesWorkspace, body }, declarations };
}

function spelledModule({ module, tableName }: NamedModule, { buffers }: Program, scope: NameScope): SpelledModule {
  const startOf = (buffer: Program["buffers"][number]): number => {
    const start = module.starts.get(buffer);
    if (start === undefined) throw new Error(`the module has no place for ${buffer.name}`);
    return start;
  };
  const tables = buffers.filter((buffer) => buffer.role === "table").filter(({ size }) => size > 1);
  const lacking = givenTables(module).find((table) => !tables.includes(table));
  if (lacking !== undefined) throw new Error(`nobody gives the module ${lacking.name}`);
  const parameters = (["input", "output"] as const).flatMap((wanted) => buffers.filter(({ role }) => role === wanted));
  return {
    module,
    tables: tables.map((table) => ({ name: tableName(table), scalar: table.scalar, size: table.size, start: startOf(table) })),
    starts: parameters.map(startOf),
    names: moduleNames((hint) => scope.declare(hint)),
  };
}

function moduleNames(free: (hint: string) => string): Readonly<Record<ModuleName, string>> {
  return {
    text: free("module_text"),
    instance: free("instance"),
    start: free("start_module"),
    bytes: free("bytes"),
    exports: free("exports"),
    buffer: free("buffer"),
    run: free("run"),
    vectors: free("vectors"),
    first: free("first"),
    calls: free("calls"),
    cell: free("cell"),
    element: free("k"),
  };
}

function does(single: string, parameters: readonly Parameter[]): string {
  const [inputs, results] = (["input", "output"] as const).map((wanted) => parameters.filter(({ role }) => role === wanted));
  const isOfNumbers = parameters.every(({ size }) => size === undefined);
  const arrays = parameters.map(({ name, size }) => (size === undefined ? name : `${name} (${size} each)`)).join(", ");
  const given = isOfNumbers ? inPlace(inputs, results[0]) : `: ${arrays}, one after the other; no array may overlap a result's`;
  return `is ${single} for many ${inputs.length === 0 ? "calls" : "arguments"}, with the same bits${given}`;
}

/** Of functions that read an argument before they store its result. */
function inPlace(inputs: readonly Parameter[], result: Parameter): string {
  const same = inputs.filter(({ scalar }) => scalar === result.scalar).map(({ name }) => name);
  if (same.length === 0) return "";
  return `; ${result.name} may be ${same.length === 1 ? `${same[0]} itself` : `one of ${same.join(", ")}`}`;
}
