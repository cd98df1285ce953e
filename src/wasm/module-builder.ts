// Assembles functions and one memory into a WebAssembly module in the binary format. Does not compile or run it.
// WebAssembly Core Specification 2.0, §5.5.

import { bytes, name, section, toArray, unsigned, type Bytes } from "./module-bytes.ts";
import { FunctionBuilder } from "./function-builder.ts";
import { operation, type Operand, type Statement, type ValueType } from "./operand.ts";

/** Bytes of a page, the unit of memory sizes. */
export const PAGE_BYTES = 65536;

const MAGIC_AND_VERSION = bytes(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
const CALL = bytes(0x10);
const EXPORT_FUNCTION = 0x00;
const EXPORT_MEMORY = 0x02;
const IMPORT_MEMORY = 0x02;
/** Limits with a minimum and no maximum. */
const MINIMUM_ONLY = 0x00;

export class ModuleBuilder {
  private readonly types: Bytes[] = [];
  private readonly bodies: Bytes[] = [];
  private readonly exports: Bytes[] = [];
  private readonly imports: Bytes[] = [];
  private readonly memories: Bytes[] = [];

  /** Takes the memory from the host: at least `pages` pages. */
  importMemory(module: string, field: string, pages: number): void {
    this.requireNoMemory();
    this.imports.push(name(module) + name(field) + bytes(IMPORT_MEMORY, MINIMUM_ONLY) + unsigned(pages));
  }

  /** Makes a memory of `pages` pages, all 0, and exports it. */
  exportMemory(field: string, pages: number): void {
    this.requireNoMemory();
    this.memories.push(bytes(MINIMUM_ONLY) + unsigned(pages));
    this.exports.push(name(field) + bytes(EXPORT_MEMORY, 0));
  }

  /** Adds an exported function; `build` emits its statements and gives what it returns, if anything. */
  function(field: string, build: (code: FunctionBuilder) => Operand<ValueType> | undefined): void {
    this.exports.push(name(field) + bytes(EXPORT_FUNCTION) + this.add(build));
  }

  /** Adds a function without result for the module's other functions; called with its arguments it gives a statement. */
  procedure(build: (code: FunctionBuilder) => void): (...parameters: readonly Operand<ValueType>[]) => Statement {
    const withoutResult = (code: FunctionBuilder): undefined => {
      build(code);
    };
    const call = CALL + this.add(withoutResult);
    return (...parameters) => ({ code: parameters.map(({ code }) => code).join("") + call });
  }

  /** Adds a function for the module's other functions; called with its arguments it gives an operand. */
  expression<T extends ValueType>(
    type: T,
    build: (code: FunctionBuilder) => Operand<T>,
  ): (...parameters: readonly Operand<ValueType>[]) => Operand<T> {
    const call = CALL + this.add(build);
    return (...parameters) => operation(type, parameters, call);
  }

  /** Adds a function: its index. */
  private add(build: (code: FunctionBuilder) => Operand<ValueType> | undefined): Bytes {
    const code = new FunctionBuilder();
    const result = build(code);
    this.types.push(code.type(result?.type));
    return unsigned(this.bodies.push(code.body(result)) - 1);
  }

  /** The module's bytes. */
  finish(): Uint8Array<ArrayBuffer> {
    return toArray(this.text());
  }

  /** The module's bytes as the characters U+0000 to U+00FF; function i has type i. */
  text(): Bytes {
    const sections = [
      section(1, this.types),
      section(2, this.imports),
      section(3, this.types.map((_, index) => unsigned(index))),
      section(5, this.memories),
      section(7, this.exports),
      section(10, this.bodies),
    ];
    return MAGIC_AND_VERSION + sections.join("");
  }

  private requireNoMemory(): void {
    if (this.imports.length + this.memories.length > 0) throw new RangeError("a module has one memory");
  }
}
