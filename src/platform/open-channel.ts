/** Opens a channel to the other tabs; undefined where the browser has none or forbids it. */
export function openChannel(page: Window & typeof globalThis, name: string): BroadcastChannel | undefined {
  try {
    return new page.BroadcastChannel(name);
  } catch {
    // Absent, or a SecurityError where the page may store nothing.
    return undefined;
  }
}
