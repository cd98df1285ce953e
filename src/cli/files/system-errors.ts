// Says in words what the operating system answered. Knows the answers a user of files can meet.

const TEXTS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EIO: "the device reported an input/output error",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  ENOENT: "there is no such file or folder",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "the symbolic links form a circle",
  EMFILE: "too many files are open",
  EBADF: "the stream is closed",
  EADDRINUSE: "another program uses it",
  EADDRNOTAVAIL: "this machine has no such address",
  EAGAIN: "the stream is not ready",
};

/** The code of an error of Node's file functions: `ENOENT`; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** `permission denied (EACCES)`. */
export function systemErrorText(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  const words = TEXTS[code];
  return words === undefined ? code : `${words} (${code})`;
}
