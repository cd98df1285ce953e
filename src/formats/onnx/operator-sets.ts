// Finds out which versions of the format and of ONNX's operators a file is of. Knows no operator.

import type { Notice } from "../../network/notice.ts";
import { quoted, refused } from "../refuse.ts";
import { isDefaultDomain } from "./match-node.ts";
import type { Model, OperatorSetId } from "./onnx-messages.ts";

/** Those of ONNX 1.23. */
const NEWEST_OPERATOR_SET = 28;
const NEWEST_IR_VERSION = 14;
/** Since this version of the format a file says which operators it uses; before it there was one version of them. */
const IR_VERSION_WITH_OPERATOR_SETS = 3n;

export interface OperatorSet {
  /** Of ONNX's own operators. */
  readonly version: number;
  readonly notices: readonly Notice[];
}

/** @throws DiagnosticError of category model where the file does not say it, says two things, or has no operators of ONNX's own. */
export function operatorSetOf({ irVersion, opsetImport }: Model, file: string): OperatorSet {
  const isOfFirst = opsetImport.length === 0 && irVersion !== undefined && irVersion < IR_VERSION_WITH_OPERATOR_SETS;
  const version = isOfFirst ? 1 : defaultVersion(opsetImport, "the model", file);
  if (version === undefined) throw withoutOwnOperators(opsetImport, file);
  const newer = (kind: "newer-operator-set" | "newer-format", found: number, known: number): readonly Notice[] => {
    return found > known ? [{ kind, version: found, known }] : [];
  };
  return {
    version,
    notices: [
      ...newer("newer-operator-set", version, NEWEST_OPERATOR_SET),
      ...newer("newer-format", Number(irVersion ?? 0n), NEWEST_IR_VERSION),
    ],
  };
}

/**
 * The version of ONNX's own operators in a list; undefined where the list has none.
 *
 * @param whose for messages: `the model`.
 * @throws DiagnosticError of category model where there are two, or one that there cannot be.
 */
export function defaultVersion(imports: readonly OperatorSetId[], whose: string, file: string): number | undefined {
  const versions = new Set(imports.filter(({ domain }) => isDefaultDomain(domain)).map(({ version = 0n }) => version));
  const [version] = versions;
  if (version === undefined) return undefined;
  if (versions.size > 1) {
    throw refused(file, { message: `${whose} uses several versions of the ONNX operators at once: ${[...versions].join(", ")}` });
  }
  if (version >= 1n && version <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(version);
  throw refused(file, { message: `${whose} uses version ${version} of the ONNX operators, which there is not` });
}

/** The file is in order where its operators are those of another domain. */
function withoutOwnOperators(imports: readonly OperatorSetId[], file: string): Error {
  const domains = [...new Set(imports.map(({ domain = "" }) => domain))];
  if (domains.length === 0) return refused(file, { message: "the model does not say which version of the ONNX operators it uses" });
  const message = `the model uses only operators of ${domains.map(quoted).join(", ")}`;
  if (domains.includes("ai.onnx.ml")) {
    return refused(file, {
      kind: "unsupported",
      message,
      note: "ai.onnx.ml holds trees, support vectors and other models that are no neural networks",
      hint: 'with skl2onnx, pass options={"zipmap": False} and black_op={"LinearClassifier", "LinearRegressor", "Normalizer", "Scaler"}',
    });
  }
  return refused(file, {
    kind: "unsupported",
    message,
    note: "nnc reads models whose nodes are operators of ONNX itself",
    hint: "export the model with ONNX's own operators, without those of one runtime",
  });
}
