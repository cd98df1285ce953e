// Compiles and instantiates a module with the engine's WebAssembly, synchronously. The only file that names the engine's
// interface, which the language's own type declarations leave out.

/** An exported function: its parameters and result are i32, f32 or f64. */
export type WasmFunction = (...parameters: number[]) => number;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
      readonly Instance: new (
        module: object,
        imports: Readonly<Record<string, Readonly<Record<string, WasmMemory>>>>,
      ) => { readonly exports: Readonly<Record<string, WasmFunction | WasmMemory | undefined>> };
      readonly Memory: new (limits: { readonly initial: number }) => WasmMemory;
      readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
    }
  | undefined;

export interface WasmInstance {
  /** @throws RangeError where the module exports no function of this name. */
  function(name: string): WasmFunction;
  /** The bytes of an exported memory. @throws RangeError where there is none of this name. */
  memory(name: string): ArrayBuffer;
}

/** A valid module of one function with one SIMD instruction. */
const SIMD_PROBE = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
  0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // type () → v128
  0x03, 0x02, 0x01, 0x00, // function 0 has type 0
  0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b, // i8x16.splat (i32.const 0)
);

/** Whether this engine runs WebAssembly with SIMD: not under `--jitless`, and not on processors without vectors. */
export function hasWasmSimd(): boolean {
  return typeof WebAssembly === "undefined" ? false : WebAssembly.validate(SIMD_PROBE);
}

/** Memory to import, all 0. */
export function createMemory(pages: number): { readonly buffer: ArrayBuffer } {
  return new (engine().Memory)({ initial: pages });
}

/**
 * An instance of a module.
 *
 * @param imports by module name and field.
 * @throws Error where there is no WebAssembly; the engine's CompileError or LinkError for a broken module.
 */
export function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  imports: Readonly<Record<string, Readonly<Record<string, { readonly buffer: ArrayBuffer }>>>> = {},
): WasmInstance {
  const { Module, Instance } = engine();
  const { exports } = new Instance(new Module(bytes), imports);
  return {
    function(name) {
      const found = exports[name];
      if (typeof found !== "function") throw new RangeError(`the module exports no function ${name}`);
      return found;
    },
    memory(name) {
      const found = exports[name];
      if (typeof found !== "object") throw new RangeError(`the module exports no memory ${name}`);
      return found.buffer;
    },
  };
}

function engine(): NonNullable<typeof WebAssembly> {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  return WebAssembly;
}
