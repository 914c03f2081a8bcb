/**
 * oidc-provider warns about each Node older than 22 while it is imported. What the emulator uses of it is tested in
 * Node 20, and a warning in front of the first command worries whoever tries it, so that one message is left out.
 */
const warn = console.warn;

console.warn = (...words: unknown[]): void => {
  if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...words);
};

/** Ends it: what is said later is said. */
export function restoreWarnings(): void {
  console.warn = warn;
}
