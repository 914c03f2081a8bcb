import { decodeJwt } from 'jose';

/** Forbidden: `jose` belongs to auth. */
export const decode = decodeJwt;
