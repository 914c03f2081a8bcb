/** Puts a text on the clipboard. Resolves to whether that worked; never rejects. */
export async function copyText(text: string, clipboard = globalThis.navigator?.clipboard): Promise<boolean> {
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard outside secure contexts, or the page may not write to it.
    return false;
  }
}
