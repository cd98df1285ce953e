// The formats in which what was checked is written to a file, and how such a file begins: by that nnc knows its own. Writes none.

export const BEGINNINGS = {
  junit: '<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by nnc check -->\n',
  markdown: "<!-- written by nnc check -->\n",
  sarif: '{\n  "version": "2.1.0",\n  "properties": {\n    "writtenBy": "nnc check"',
} as const satisfies Readonly<Record<string, string>>;

export type ReportFormatName = keyof typeof BEGINNINGS;

export function isReportFormat(name: string): name is ReportFormatName {
  return Object.hasOwn(BEGINNINGS, name);
}
