// What the exit code of nnc says. The one place where codes are chosen.

import type { DiagnosticCategory } from "../../diagnostics/ids.ts";

/** By who has to act; files that cannot be read or written count as wrong use. */
export const EXIT_CODES: Readonly<Record<DiagnosticCategory, number>> = {
  check: 1,
  usage: 2,
  file: 2,
  model: 3,
  toolchain: 4,
  // EX_SOFTWARE of BSD's sysexits.h.
  defect: 70,
};

/** Ended by a signal, as shells count: 128 + its number (POSIX.1-2017, XCU 2.8.2 leaves the sum to the shell). */
export const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export const EXIT_CODES_HELP =
  "Exit codes: 0 done, 1 a check failed, 2 wrong use or a file that cannot be read or written, 3 a model that cannot " +
  "be used, 4 a compiler is missing or failed, 70 a defect of nnc, 130 interrupted.";
