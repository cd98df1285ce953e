// Draws points uniform over a domain, in WebAssembly where the engine has it, else in plain JavaScript: with the same bits, and
// the same state of the generator afterwards. Evaluates nothing.

import type { DomainVariable } from "../network/model.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import type { FunctionBuilder, Local } from "../wasm/function-builder.ts";
import { hasWasmSimd, instantiate } from "../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../wasm/module-builder.ts";
import type { Operand } from "../wasm/operand.ts";
import { f32, f64, i32 } from "../wasm/scalar-instructions.ts";

/** An interval of a variable, with the first and the last float32 in it. */
export interface Axis extends DomainVariable {
  readonly lowest: number;
  readonly highest: number;
}

/** Overwrites an array with whole points, one coordinate for each axis: low + (high − low)·u in float64, rounded once and held in. */
export type PointDrawer = (points: Float32Array) => void;

/** @param generator gives u, coordinate by coordinate. */
export function pointDrawer(axes: readonly Axis[], generator: RandomGenerator): PointDrawer {
  if (hasWasmSimd()) return moduleDrawer(axes, generator);
  return (points) => {
    generator.fillUniform(points);
    axes.forEach((axis, position) => spread(points, position, axes.length, axis));
  };
}

/** A function of its array and numbers: V8 compiles it once and keeps them in registers. */
function spread(values: Float32Array, first: number, step: number, { low, high, lowest, highest }: Axis): void {
  const width = high - low;
  for (let i = first; i < values.length; i += step) {
    const drawn = Math.fround(low + width * values[i]);
    values[i] = drawn < lowest ? lowest : drawn > highest ? highest : drawn;
  }
}

/** The generator's words, then for each axis low and width as float64, lowest and highest as float32, then coordinates. */
const [STATE_WORDS, AXIS_BYTES, STATE_BYTES] = [4, 24, 16];

function moduleDrawer(axes: readonly Axis[], generator: RandomGenerator): PointDrawer {
  const tableEnd = STATE_BYTES + AXIS_BYTES * axes.length;
  const pages = Math.ceil(tableEnd / PAGE_BYTES) + 1;
  const instance = instantiate(drawingModule(tableEnd, pages));
  const buffer = instance.memory("memory");
  const view = new DataView(buffer);
  axes.forEach(({ low, high, lowest, highest }, index) => {
    const at = STATE_BYTES + AXIS_BYTES * index;
    view.setFloat64(at, low, true);
    view.setFloat64(at + 8, high - low, true);
    view.setFloat32(at + 16, lowest, true);
    view.setFloat32(at + 20, highest, true);
  });
  const state = new Uint32Array(buffer, 0, STATE_WORDS);
  const drawn = new Float32Array(buffer, tableEnd);
  const draw = instance.function("draw");
  const chunk = Math.floor(drawn.length / axes.length) * axes.length;
  let cells = drawn.subarray(0, 0);
  return (points) => {
    for (let start = 0; start < points.length; start += chunk) {
      const count = Math.min(chunk, points.length - start);
      if (cells.length !== count) cells = drawn.subarray(0, count);
      state.set(generator.state);
      draw(4 * count);
      const [s0, s1, s2, s3] = state;
      generator.state = [s0, s1, s2, s3];
      points.set(cells, start);
    }
  };
}

/** Exports `draw(bytes)`, for one coordinate at least. The table of axes ends at `tableEnd`, where coordinates begin. */
function drawingModule(tableEnd: number, pages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", pages);
  module.function("draw", (code) => {
    const bytes = code.parameter("i32");
    const at = code.keep(i32.constant(tableEnd));
    const end = code.keep(i32.add(at.get, bytes.get));
    const words = Array.from({ length: STATE_WORDS }, (_, word) => code.keep(i32.load(i32.constant(0), 4 * word)));
    const axis = code.keep(i32.constant(STATE_BYTES));
    code.loop((again) => {
      const bits = i32.shiftRightUnsigned(emitNext(code, words), i32.constant(8));
      const uniform = f64.multiply(f64.fromUnsigned(bits), f64.constant(2 ** -24));
      const value = code.keep(f32.demote(f64.add(f64.load(axis.get), f64.multiply(f64.load(axis.get, 8), uniform))));
      const least = code.keep(f32.load(axis.get, 16));
      const most = code.keep(f32.load(axis.get, 20));
      const held = f32.select(f32.less(most.get, value.get), most.get, value.get);
      code.emit(f32.store(at.get, f32.select(f32.less(value.get, least.get), least.get, held)));
      code.increase(at, 4);
      code.increase(axis, AXIS_BYTES);
      code.if(i32.equal(axis.get, i32.constant(tableEnd)), () => code.set(axis, i32.constant(STATE_BYTES)));
      code.branchIf(again, i32.lessSigned(at.get, end.get));
    });
    words.forEach((word, index) => code.emit(i32.store(i32.constant(0), word.get, 4 * index)));
    return undefined;
  });
  return module.finish();
}

/** The next integer of xoshiro128** 1.1, as `RandomGenerator` has it. */
function emitNext(code: FunctionBuilder, [s0, s1, s2, s3]: readonly Local<"i32">[]): Operand<"i32"> {
  const rotated = i32.rotateLeft(i32.multiply(s1.get, i32.constant(5)), i32.constant(7));
  const result = code.keep(i32.multiply(rotated, i32.constant(9)));
  const shifted = code.keep(i32.shiftLeft(s1.get, i32.constant(9)));
  for (const [word, other] of [[s2, s0], [s3, s1], [s1, s2], [s0, s3], [s2, shifted]]) code.set(word, i32.exclusiveOr(word.get, other.get));
  code.set(s3, i32.rotateLeft(s3.get, i32.constant(11)));
  return result.get;
}
