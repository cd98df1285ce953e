// The options of nnc train that show a training in a browser, and what is done where they are given. Serves nothing itself.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Problem } from "../../../diagnostics/problem.ts";
import type { TrainingRun } from "../../../run/training-run.ts";
import type { OptionDefinition } from "../../arguments/command.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { LiveView } from "./live-view.ts";

const LARGEST_PORT = 65_535;

export const LIVE_OPTIONS: readonly OptionDefinition[] = [
  { name: "live", kind: "flag", describe: "show the training on a page of this machine while it runs; prints the address" },
  { name: "live-port", kind: "value", describe: "with --live: the port of the page (any that is free)" },
];

/** 1 … 65535. */
export function readPort(text: string): number | Problem {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= LARGEST_PORT ? port : { problem: `'${text}' is not a port`, note: `it must be a whole number from 1 to ${LARGEST_PORT}` };
}

/** 0 for any that is free; undefined without --live. */
export function portOf({ live, livePort: port }: { readonly live: boolean; readonly livePort?: number | undefined }): number | undefined {
  if (live) return port ?? 0;
  if (port === undefined) return undefined;
  throw new DiagnosticError({
    id: "port-without-page",
    message: "--live-port needs a page to be shown",
    place: "--live-port",
    hint: "give --live as well",
  });
}

/** Runs `action` with a page that shows the run, where there is a port for it, and leaves none behind. */
export async function withLiveView<Result>(
  run: TrainingRun,
  port: number | undefined,
  terminal: Terminal,
  action: (live: LiveView | undefined) => Promise<Result>,
): Promise<Result> {
  if (port === undefined) return action(undefined);
  const { openLiveView } = await import("./live-view.ts");
  const live = await openLiveView(run, port, terminal);
  try {
    return await action(live);
  } catch (error) {
    live.fail(error);
    throw error;
  } finally {
    await live.close();
  }
}
