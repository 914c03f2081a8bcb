/**
 * Leaves out of a service's text every word that is longer than an address, and the secrets that are
 * named: it may repeat what it was sent, and no message may hold a token, key or signature (row 72).
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) {
    // Shorter ones are words such as a client's name, which a message needs.
    if (secret.length >= MIN_SECRET_LENGTH) masked = masked.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…');
  }
  return masked.replace(/[^\s"',:;()]{43,}/g, '…');
}

const MIN_SECRET_LENGTH = 6;

/**
 * A foreign error as a cause: its name and its words, masked. What hangs on it besides may be the
 * request that failed, with its form (row 72).
 */
export function toSafeCause(error: unknown, secrets: readonly string[] = []): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const cause = new Error(maskSecrets(message, secrets).slice(0, 300));
  cause.name = maskSecrets(name, secrets).slice(0, 60);
  return cause;
}
