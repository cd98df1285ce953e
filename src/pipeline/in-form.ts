// Puts a table in the place of a model's network, where one is asked for.

import type { Form } from "../codegen/form.ts";
import type { Optimisation } from "../codegen/lower/layout.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
import type { DomainVariable } from "../network/model.ts";
import type { Numbers } from "../network/table-numbers.ts";
import { emittedDomain } from "./emitted-domain.ts";
import type { LoadedModel } from "./load-model.ts";
import type { InForm, NoTable } from "./loaded-form.ts";
import { refuseWithState } from "./without-state.ts";

export interface FormWanted {
  readonly form: Form;
  /**
   * Of the function: against its target, where the model records one, else against the network. It is asked of tables alone: the network
   * has the error that it has.
   */
  readonly maxError?: number | undefined;
  /** What loops and tables are arranged for; of a network no bit of a result depends on it. */
  readonly optimize: Optimisation;
  /** What a table's numbers are stored as; asked of tables alone. */
  readonly numbers: Numbers;
  /** Of a model that records none; empty where it is not said. */
  readonly domain: readonly DomainVariable[];
}

/** @throws DiagnosticError (usage) where a table is asked for and there is none, or an error is allowed or small numbers are asked of none. */
export async function inForm(loaded: LoadedModel, { form, maxError, optimize, numbers, domain }: FormWanted): Promise<InForm> {
  if (form === "network") {
    refuseNumbers(numbers);
    if (maxError === undefined) return { loaded };
    throw new DiagnosticError({
      id: "error-without-table",
      message: "an error is allowed of tables alone",
      place: setting("maxError"),
      note: "the network has the error that it has",
      hint: prose`give ${setting("form", "table")} as well, or leave it out`,
    });
  }
  refuseWithState(loaded, { form: true });
  if (form === "table" && loaded.multiplyAdds === "fused") {
    throw new DiagnosticError({
      id: "fused-table",
      message: "a table has no sums of products to fuse",
      place: setting("multiplyAdd"),
      note: "what is proved of its one multiplication and addition counts the roundings of both",
      hint: prose`leave it out, or write ${setting("form", "network")}`,
    });
  }
  // Loaded where it is needed: most functions are their networks.
  const { tabulated } = await import("./tabulated.ts");
  const found = await tabulated(loaded, emittedDomain(loaded.model.record, domain), maxError, { optimize, numbers });
  if (!("reason" in found)) return found;
  if (form === "auto") return { loaded, taken: { kind: "network", reason: found.reason } };
  throw new DiagnosticError({
    id: "table-unavailable",
    message: "the network cannot be a table",
    place: setting("form"),
    note: found.reason,
    hint: hintOf(found.lacks, maxError, numbers),
  });
}

/**
 * The form whose source is checked: a table may have the error that the check allows, in the domain that the model records or that is given.
 *
 * @throws DiagnosticError (usage) as `inForm` for a table, and where small numbers are asked of a network.
 */
export async function formToCheck(loaded: LoadedModel, { form, maxError, optimize, numbers, domain }: FormWanted): Promise<InForm> {
  if (form === "network") {
    refuseNumbers(numbers);
    return { loaded };
  }
  return await inForm(loaded, { form, maxError, optimize, numbers, domain: loaded.model.record === undefined ? domain : [] });
}

/** @throws DiagnosticError (usage) where a network is to have the numbers of a table. */
function refuseNumbers(numbers: Numbers): void {
  if (numbers === "float32") return;
  throw new DiagnosticError({
    id: "numbers-without-table",
    message: "numbers are chosen of tables alone",
    place: setting("numbers"),
    note: "a network has the float32 parameters of its model",
    hint: prose`give ${setting("form", "table")} as well, or leave it out`,
  });
}

function hintOf(lacks: NoTable["lacks"], maxError: number | undefined, numbers: Numbers): Prose {
  if (lacks === "lines") return "leave it out";
  if (lacks === "a domain") return prose`give ${setting("domain")}, or leave it out`;
  if (lacks === "an error") return prose`give ${setting("maxError")}, or leave it out`;
  if (numbers !== "float32") return prose`write ${setting("numbers", "float32")}, or allow it a larger error with ${setting("maxError")}`;
  return maxError === undefined ? prose`allow it a larger error with ${setting("maxError")}, or leave it out` : "allow it a larger error, or leave it out";
}
