// What an emitted function computes with, by name, and what is said of a table.

import { multiplyAddWord } from "../network/describe.ts";
import type { Monotony, Symmetry } from "../network/table-numbers.ts";
import { roundedUp } from "./rounded-up.ts";
import { layoutLines, operationsOf, type TableLayout } from "./table-layout.ts";

export const FORMS = ["network", "table", "auto"] as const;

/** `network`: its layers; `table`: lines over cells of equal width or over segments; `auto`: a table where its error is no larger, else the network. */
export type Form = (typeof FORMS)[number];

/** What became of a network that was to be a table. */
export type FormTaken =
  | {
      readonly kind: "table";
      readonly layout: TableLayout;
      /** Of the function over every float32 of the domain, of an even one over those from 0 on; proved of what is stored; absent where that is not so. */
      readonly monotony?: Monotony | undefined;
      /** Of the function for every float32, by how it is computed; absent where that is not so. */
      readonly symmetry?: Symmetry | undefined;
      /** Whether the table is read at absolute values. */
      readonly isFolded?: true | undefined;
      readonly bytes: number;
      /** How far what is computed is from the network in real arithmetic at the most, both roundings included. */
      readonly deviation: number;
      /** Whose errors the record has; absent where it has none. */
      readonly errorsOf?: "table" | "network";
      /** The network it stands for, in a line, and what a call of it costs. */
      readonly instead: { readonly description: string; readonly multiplyAdds: number; readonly parameterBytes: number };
    }
  /** `auto` found no table. */
  | { readonly kind: "network"; readonly reason: string };

const SYMMETRIES: Readonly<Record<Symmetry, string>> = {
  even: "even: f(-x) and f(x) are the same for every x, which is proved",
  odd: "odd: f(-x) is -f(x) for every x, which is proved",
};

/** For the header: what is computed in the network's place, and how near it is. */
export function formLines(taken: FormTaken): readonly string[] {
  if (taken.kind === "network") return [`the network: ${taken.reason}`];
  const { layout, monotony, symmetry, deviation, errorsOf } = taken;
  const [first, ...others] = layoutLines(layout);
  return [
    `a table in its place: ${first}`,
    ...others,
    `never further than ${roundedUp(deviation)} from the network in real arithmetic, with all roundings of the table`,
    ...(symmetry === undefined ? [] : [SYMMETRIES[symmetry]]),
    ...(monotony === undefined ? [] : [`${monotony} over every float32 of the domain${symmetry === "even" ? " from 0 on" : ""}, which is proved`]),
    ...(errorsOf === undefined ? [] : [`the errors here are those of the ${errorsOf}`]),
  ];
}

/** What a call costs, and what one of the network would. */
export function costLines({ layout, isFolded, bytes, instead }: Extract<FormTaken, { readonly kind: "table" }>): readonly string[] {
  return [
    `${isFolded === undefined ? "" : "1 absolute value, "}${operationsOf(layout)} and ${bytes} bytes of a table;`,
    `as a network ${instead.multiplyAdds} ${multiplyAddWord(instead.multiplyAdds)} and ${instead.parameterBytes} bytes of parameters`,
  ];
}
