import type { Signature } from 'ethers';

/** Forbidden: `ethers` belongs to signing, its types too. */
export type Signed = Signature;
