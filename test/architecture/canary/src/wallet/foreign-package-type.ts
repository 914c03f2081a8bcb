import type { Signature } from 'ethers';

/** Forbidden: `ethers` belongs to signing and shared, its types too. */
export type Signed = Signature;
