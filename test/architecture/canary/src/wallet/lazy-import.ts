/** Forbidden: loading late does not change the direction. */
export async function fetchLate(): Promise<boolean> {
  return (await import('../session/late.js')).late;
}
