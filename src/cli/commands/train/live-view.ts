// nnc train --live: opens the page's server, feeds it and ends it when the result was seen. Trains nothing.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { readPageFiles } from "../../../live/page-files.ts";
import type { LiveServer } from "../../../live/server.ts";
import { openLiveServer } from "../../../live/server.ts";
import { newCursor, TrainingWatch } from "../../../live/training-watch.ts";
import type { Network } from "../../../network/network.ts";
import type { Listener } from "../../../run/events.ts";
import { probeOf } from "../../../run/probe.ts";
import type { TrainingRun } from "../../../run/training-run.ts";
import type { Recipe } from "../../../train/recipes.ts";
import { spellOptions } from "../../../shell/option-spelling.ts";
import { systemErrorText } from "../../files/system-errors.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { describeTraining } from "./live-subject.ts";
import { attemptName } from "./run-lines.ts";

/** Between two frames at least. A training looks up every 20 ms, so that ten frames a second come out. */
const FRAME_MILLISECONDS = 80;
/** How long the result waits for a first visitor. */
const FIRST_VISIT_MILLISECONDS = 10_000;
/** How long it stays when the last visitor has gone: a page that is loaded anew is back by then. */
const GRACE_MILLISECONDS = 1000;
/** How long a client may take to take the last frame. */
const DELIVERY_MILLISECONDS = 3000;
const POLL_MILLISECONDS = 50;

/** The network that a training ends with. */
export interface Chosen {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly network: Network;
  readonly worst: number;
}

export interface LiveView {
  /** Shows the result, and resolves when it was seen. */
  readonly finish: (chosen: Chosen, outcome: { readonly lines: readonly string[]; readonly good: boolean }) => Promise<void>;
  /** Shows why there is no result. */
  readonly fail: (error: unknown) => void;
  /** Whatever happened: nothing is left open. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the server and says where it is; the page shows what the run tells.
 *
 * @param port 0 for any that is free.
 * @throws DiagnosticError (usage) where the port cannot be had.
 */
export async function openLiveView(run: TrainingRun, port: number, terminal: Terminal): Promise<LiveView> {
  const { source } = run.plan;
  const watch = new TrainingWatch(probeOf(source), now);
  const compose = watch.compose.bind(watch);
  const server = await openLiveServer({ port, files: readPageFiles(), newCursor, compose }).catch((error: unknown) => {
    throw unavailable(port, error);
  });
  terminal.insist(`watching at ${server.url}`);
  run.subscribe(listenerOf(run, watch, server));
  return {
    finish: async ({ recipe, seed, network, worst }, outcome) => {
      watch.finish(keyOf(recipe, seed), network, worst, outcome);
      server.publish();
      await untilSeen(server, terminal);
    },
    fail: (error) => {
      const line = error instanceof DiagnosticError ? spellOptions(error.diagnostic.message) : "a defect of nnc ended the training";
      watch.fail({ lines: [line], good: false });
      server.publish();
    },
    close: () => server.close(DELIVERY_MILLISECONDS),
  };
}

/** Shows what the run tells while the training stands still. */
function listenerOf(run: TrainingRun, watch: TrainingWatch, server: LiveServer): Listener {
  let nextFrame = 0;
  return (event) => {
    if (event.kind === "started") {
      const { recipe, seed } = event.attempt;
      watch.begin(keyOf(recipe, seed), describeTraining(run.plan.source, event.attempt, attemptName(run, event.attempt)));
      server.publish();
    }
    if (event.kind !== "progress") return;
    watch.report(event.progress);
    if (now() < nextFrame || server.attentive() === 0) return;
    nextFrame = now() + FRAME_MILLISECONDS;
    watch.refresh();
    server.publish();
  };
}

function now(): number {
  return performance.now();
}

/**
 * Resolves when nobody is there who could still look (a client that takes nothing is nobody), or when Ctrl-C says so: what was
 * asked for is done.
 */
async function untilSeen(server: LiveServer, terminal: Terminal): Promise<void> {
  const finished = performance.now();
  const isOver = (): boolean => {
    if (server.attentive() > 0) return false;
    const alone = performance.now() - Math.max(server.lastSeen(), server.visited() ? 0 : finished);
    return alone >= (server.visited() ? GRACE_MILLISECONDS : FIRST_VISIT_MILLISECONDS);
  };
  if (isOver()) return;
  if (server.visited()) terminal.say("the page shows the result; close it, or press Ctrl-C, to end");
  else terminal.say(`the result is at ${server.url} for ${FIRST_VISIT_MILLISECONDS / 1000} s; Ctrl-C ends`);
  await onInterrupt(async (interrupted) => {
    while (!isOver() && !interrupted()) await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  });
}

/** While `action` runs, SIGINT and SIGTERM only tell it so. */
async function onInterrupt(action: (interrupted: () => boolean) => Promise<void>): Promise<void> {
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  const usual = signals.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  for (const signal of signals) process.removeAllListeners(signal).on(signal, interrupt);
  try {
    await action(() => isInterrupted);
  } finally {
    for (const { signal, listeners } of usual) {
      process.off(signal, interrupt);
      for (const listener of listeners) process.on(signal, listener);
    }
  }
}

/** Recognises a training among those of a search. */
function keyOf(recipe: Recipe, seed: number): string {
  return JSON.stringify([recipe, seed]);
}

function unavailable(port: number, error: unknown): DiagnosticError {
  return new DiagnosticError({
    id: "port-unavailable",
    message: port === 0 ? "cannot open a port for the page" : `cannot open the port ${port} for the page`,
    place: port === 0 ? "--live" : "--live-port",
    note: systemErrorText(error),
    hint: port === 0 ? undefined : "choose another port, or leave --live-port out for any that is free",
  });
}
