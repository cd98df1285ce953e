// What programs import of nnc: bytes in, sources out. All of it runs in a browser as well.

export { emit, type EmitOptions } from "./emit.ts";
export { read, type PreparedModel, type ReadOptions } from "./read.ts";
