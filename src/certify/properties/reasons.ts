// Why nothing is decided, where several properties say the same.

export const NOT_LINES = "the network is not made of lines that nnc can follow";
export const NOTHING_KNOWN = "it is not known near enough what is computed";
