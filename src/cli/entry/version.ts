// The version of nnc, which --version prints.

export { VERSION } from "../../library/version.ts";
