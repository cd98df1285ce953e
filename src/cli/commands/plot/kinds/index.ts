// The kinds of plot. Adding one is a file beside this one and a line here.

import type { PlotKind } from "../plot-kind.ts";
import { calibration } from "./calibration.ts";
import { confusion } from "./confusion.ts";
import { contour } from "./contour.ts";
import { error } from "./error.ts";
import { fit } from "./fit.ts";
import { loss } from "./loss.ts";

export const PLOT_KINDS: readonly PlotKind[] = [loss, fit, error, calibration, confusion, contour];
