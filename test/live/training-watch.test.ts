// What clients are sent: everything at first, then what is new, and the end.

import { describe, expect, test } from "vitest";
import type { FrameMessage, SubjectMessage } from "../../src/live/page-messages.ts";
import type { Probe } from "../../src/run/probe.ts";
import type { Subject } from "../../src/live/training-watch.ts";
import { newCursor, TrainingWatch } from "../../src/live/training-watch.ts";
import { parseActivation } from "../../src/network/activation.ts";
import { denseNetwork } from "../../src/train/architecture.ts";

const NETWORK = denseNetwork({ inputs: 1, hidden: [], outputs: 1, activation: parseActivation("relu"), inputName: "x" }, 1, [new Float32Array(1), new Float32Array(1)]);

const SUBJECT: Subject = { title: "exp(x)", where: "x = 0 … 1", network: "1–1, relu", recipe: "article", seed: 3, attempt: "" };

interface Event {
  readonly name: string;
  readonly data: SubjectMessage | FrameMessage;
}

/** The events of a stream, as a browser takes them apart. */
function eventsOf(text: string): readonly Event[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => {
      const [, name = "", data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      return { name, data: JSON.parse(data) as SubjectMessage | FrameMessage };
    });
}

function watched() {
  let clock = 0;
  let looks = 0;
  const probe: Probe = {
    arrangement: { kind: "curve", variable: { name: "x", low: 0, high: 1 } },
    points: { width: 1, count: 2, values: Float32Array.of(0, 1) },
    names: ["exp(x)"],
    targets: [Float64Array.of(1, Math.E)],
    look: () => {
      looks++;
      clock += 3;
      return { results: [Float32Array.of(looks, NaN)], errors: [Float64Array.of(looks - 1, NaN)], worst: Infinity };
    },
  };
  const watch = new TrainingWatch(probe, () => clock);
  const losses = Float64Array.from({ length: 4000 }, (_, i) => 1 / (i + 1));
  const advance = (iteration: number, milliseconds: number) => {
    clock += milliseconds;
    watch.report({ stage: "gradient", iteration, iterations: 4000, loss: losses[iteration - 1], losses: losses.subarray(0, iteration), network: () => NETWORK });
    watch.refresh();
  };
  const frame = (cursor = newCursor()): FrameMessage => eventsOf(watch.compose(cursor)).find(({ name }) => name === "frame")?.data as FrameMessage;
  return { watch, advance, frame, looks: () => looks, wait: (milliseconds: number) => (clock += milliseconds) };
}

describe("a watch", () => {
  test("has nothing to say before a training begins", () => {
    expect(watched().watch.compose(newCursor())).toBe("");
  });

  test("tells a new client everything, and then only what is new", () => {
    const { watch, advance } = watched();
    watch.begin("a", SUBJECT);
    advance(10, 100);
    const cursor = newCursor();
    const [subject, first, ...rest] = eventsOf(watch.compose(cursor));
    expect(rest).toEqual([]);
    expect(subject).toEqual({
      name: "subject",
      data: { ...SUBJECT, view: { kind: "curve", names: ["exp(x)"], targets: [[1, 2.718282]], variable: "x", points: [0, 1] } },
    });
    expect(first.data).toMatchObject({ phase: "training", iteration: 10, iterations: 4000, loss: 0.1, worstError: null, worstErrorAt: 10, rate: null, secondsLeft: null });
    expect(first.data).toMatchObject({ losses: { stride: 1, from: 0, length: 10 }, look: { results: [[1, null]], errors: [[0, null]] } });
    advance(30, 100);
    const [second] = eventsOf(watch.compose(cursor));
    // 20 iterations in the 103 ms from the first report to this one.
    expect(second.data).toMatchObject({ iteration: 30, losses: { stride: 1, from: 10, length: 30 }, look: { results: [[2, null]] } });
    expect(second.data).toHaveProperty("rate", expect.closeTo(20_000 / 103, 9));
    const [third] = eventsOf(watch.compose(cursor));
    expect(third.data).not.toHaveProperty("look");
  });

  test("tells all losses again when their stretches change, and a client that missed frames what it missed", () => {
    const { watch, advance, frame } = watched();
    watch.begin("a", SUBJECT);
    const [quick, slow] = [newCursor(), newCursor()];
    advance(1000, 100);
    frame(quick);
    frame(slow);
    advance(1020, 100);
    expect(frame(quick).losses).toMatchObject({ stride: 1, from: 1000, length: 1020 });
    advance(1100, 100);
    expect(frame(quick).losses).toMatchObject({ stride: 2, from: 0, length: 1100 });
    advance(1200, 100);
    expect(frame(quick).losses).toMatchObject({ stride: 2, from: 550, length: 1200 });
    expect(frame(slow).losses).toMatchObject({ stride: 2, from: 0, length: 1200 });
  });

  test("a frame of a long training is small", () => {
    const { watch, advance, frame } = watched();
    watch.begin("a", SUBJECT);
    advance(4000, 100);
    expect(frame().losses?.means.length).toBeLessThanOrEqual(1024);
  });

  test("looks at the network for a small share of the time, the first looks apart", () => {
    const { watch, advance, looks } = watched();
    watch.begin("a", SUBJECT);
    for (let i = 1; i <= 100; i++) advance(i, 10);
    // Three at once, and then each costs 3 ms and 97 ms of waiting: one in ten reports, or a few less.
    expect(looks()).toBeGreaterThan(8);
    expect(looks()).toBeLessThan(16);
  });

  test("shows the end, with the training whose network was chosen", () => {
    const { watch, advance, frame, wait } = watched();
    watch.begin("a", { ...SUBJECT, attempt: "seed 3" });
    advance(20, 100);
    watch.begin("b", { ...SUBJECT, attempt: "seed 4" });
    advance(10, 100);
    const cursor = newCursor();
    frame(cursor);
    wait(900);
    watch.finish("a", NETWORK, 0.25, { lines: ["wrote a.onnx"], good: true });
    wait(5000);
    const [subject, last] = eventsOf(watch.compose(cursor));
    expect(subject.data).toMatchObject({ attempt: "seed 3" });
    expect(last.data).toMatchObject({ phase: "finished", iteration: 20, loss: 0.05, worstError: 0.25, worstErrorAt: null, secondsLeft: null, losses: { from: 0, length: 20 } });
    expect(last.data).toMatchObject({ outcome: { lines: ["wrote a.onnx"], good: true } });
    watch.fail({ lines: ["too late"], good: false });
    expect(frame()).toMatchObject({ phase: "finished", outcome: { good: true } });
  });

  test("a construction has no iterations, and a failure has no network", () => {
    const { watch, frame } = watched();
    watch.begin("a", SUBJECT);
    expect(frame()).toMatchObject({ phase: "starting", iteration: 0, iterations: 0, loss: null });
    watch.fail({ lines: ["it diverged"], good: false });
    expect(frame()).toMatchObject({ phase: "failed", outcome: { lines: ["it diverged"] } });
  });

  test("a refinement has a curve of its own", () => {
    const { watch, advance, frame } = watched();
    watch.begin("a", SUBJECT);
    advance(10, 100);
    for (const [i, maximumError] of [0.5, 0.25].entries()) {
      watch.report({ stage: "refinement", iteration: i + 1, iterations: 64, maximumError, losses: Float64Array.of(1, 0.5), network: () => NETWORK });
    }
    expect(frame()).toMatchObject({ phase: "refining", iteration: 2, iterations: 64, refinement: { length: 2, means: [0.5, 0.25] }, losses: { length: 10 } });
  });
});
