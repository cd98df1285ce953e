// What an operator of TensorFlow Lite is to the reader: a function from what it is applied to.

import type { Application } from "../application.ts";
import type { Operand } from "../values.ts";

/** The results, in order. @throws Unsupported where it cannot be computed. */
export type Operation = (application: Application) => readonly Operand[];
