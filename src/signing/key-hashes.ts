// The two hashes of key derivation, the browser's own. They are there wherever somebody can be signed in: a page over plain
// `http:` has none, and no login either, which needs them for PKCE and for the signature of the ID token.

const HMAC = { name: 'HMAC', hash: 'SHA-512' };

/** SHA-256. */
export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', toOwnBuffer(data)));
}

/** HMAC with SHA-512. */
export async function hmacSha512(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', toOwnBuffer(key), HMAC, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(HMAC, imported, toOwnBuffer(data)));
}

/** WebCrypto takes no view of shared memory; of the types, only this one says so. */
function toOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
