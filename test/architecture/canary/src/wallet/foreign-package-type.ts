import type { Signature } from 'ethers';

/** Forbidden: `ethers` belongs to no room, its types neither. */
export type Signed = Signature;
