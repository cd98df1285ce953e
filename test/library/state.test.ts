// What programs read of models whose functions remember their calls: states by names, sequences by an axis.

import { expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { emit, read } from "../../src/library/browser.ts";
import { toldOf } from "../diagnostics/thrown.ts";
import { ORIGIN } from "../fixtures.ts";
import { cell } from "../network/stateful-networks.ts";
import { Sketch } from "../network/streaming/sequence-networks.ts";

const open = writeModel({ network: cell().network, record: undefined }, "1");
const sketch = new Sketch(1);
const sequence = sketch.builder.finish([sketch.convolution(sketch.builder.input("x", [1, 2, 20], ORIGIN), { kernel: 3, before: 2 })]);

test("a state and a step in the source that is emitted", async () => {
  const files = await emit(read(open, { file: "cell.onnx", state: { h: "h_out" } }), { language: "c" });
  expect(files.get("cell.c")).toContain("void cell_step(struct cell_state *state, const float x[3], float y[2]);\n");
  const model = read(writeModel({ network: sequence, record: undefined }, "1"), { file: "sequence.onnx", stream: -1 });
  expect(model.model.stream).toEqual({ axis: 2, frames: 1, outputs: [{ name: "conv", frames: 1, early: 0 }] });
  expect((await emit(model, { language: "go" })).get("sequence.go")).toContain("func SequenceStep(state *SequenceState, x *[2]float32, conv *[3]float32) {\n");
});

test("what cannot be is refused as on the command line", () => {
  const refusal = (options: Parameters<typeof read>[1]): unknown => {
    try {
      return read(open, options);
    } catch (error) {
      return toldOf(error).note;
    }
  };
  expect(refusal({ state: { hidden: "h_out" } })).toBe('the model has no input "hidden"');
  expect(refusal({ stream: 0 })).toBe("its first input is [1, 6], of which axis 0 is no sequence");
});
