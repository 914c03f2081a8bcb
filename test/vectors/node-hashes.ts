import { createHash, createHmac } from 'node:crypto';

import type { ReferenceHashes } from './stark-reference.js';

/** The hashes of Node. */
export const NODE_HASHES: ReferenceHashes = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  hmac: (hash, key, data) => createHmac(hash, key).update(data).digest(),
};
