// Writes what was checked in each of the formats.

import type { ReportFormatName } from "./beginnings.ts";
import type { Checked } from "./checked.ts";
import { junitXml } from "./junit.ts";
import { markdownSummary } from "./markdown.ts";
import { sarifLog } from "./sarif.ts";

export const REPORTS: Readonly<Record<ReportFormatName, (checked: Checked) => string>> = { junit: junitXml, markdown: markdownSummary, sarif: sarifLog };
