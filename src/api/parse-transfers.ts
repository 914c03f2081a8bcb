import { objectOf, orNull, text, whole } from './parse-shape.js';
import type { Parser } from './parse-shape.js';
import { parseTokenAmount } from './parse-token-amounts.js';
import type { Token } from './parse-token-amounts.js';

/** A transfer from one account to another. */
export interface Transfer {
  transaction_id: number;
  /** `success` or `failure`. */
  status: string;
  /** Who sent it. */
  user: string;
  receiver: string;
  /** ISO 8601, UTC. */
  timestamp: string | null;
  token: Token;
}

/** Reads a transfer. */
export const parseTransfer: Parser<Transfer> = objectOf<Transfer>({
  transaction_id: whole, status: text, user: text, receiver: text, timestamp: orNull(text), token: parseTokenAmount,
});
