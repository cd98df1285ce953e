// What a package says of MISRA C:2012: the rules that its sources deviate from, as cppcheck's addon reports them.

import misra from "../../../../templates/c/package/MISRA.md.hbs";
import type { PackageFile } from "../../../codegen/packaging/package-style.ts";
import type { PackageView } from "./package-view.ts";
import type { Deviation, PackageStandard } from "./standard.ts";

const DEVIATIONS: readonly Deviation[] = [
  { rule: "2.5", category: "advisory", where: "macros of headers", why: "they are for callers" },
  { rule: "5.5", category: "required", where: "the function that headers compile into callers", why: "a macro stands for it where options of the compiler or an AVR's flash forbid that" },
  { rule: "8.4", category: "required", where: "a table that a header reads", why: "on AVR it is not declared there, since callers in C++ cannot read flash" },
  { rule: "8.7", category: "advisory", where: "functions that only their self-test calls within the sources", why: "they are for callers" },
  { rule: "8.9", category: "advisory", where: "tables of a single function", why: "they stand together before the functions, with what they hold" },
  { rule: "10.6", category: "required", where: "numbers that a condition picks", why: "constants are of the type they are for in every compiler" },
  { rule: "10.8", category: "required", where: "sums and products of integers modulo 2^32", why: "unsigned numbers have them in every compiler, and the result is a signed one" },
  { rule: "12.1", category: "advisory", where: "conditions, comparisons and sums in one expression", why: "the usual precedence is meant" },
  { rule: "17.7", category: "required", where: "`memcpy`", why: "it returns its first argument" },
  { rule: "20.1", category: "advisory", where: "tables that are copied from an AVR's flash", why: "the header that copies is included where the tables are placed" },
];

export function misraFile(shared: PackageView, { option, deviations: own }: PackageStandard): PackageFile {
  const deviations = [...DEVIATIONS, ...own].map(({ rule, category, where, why }) => `${rule} | ${category} | ${where} | ${why}`);
  return { path: "MISRA.md", template: misra, view: { ...shared, standard: option, deviations } };
}
