import { amount, decimalsText, listOf, objectOf, text } from './parse-shape.js';
import type { Parser } from './parse-shape.js';

/** A user of Immutable X. */
export interface GetUsersApiResponse {
  /** The Stark keys that are registered for the address. */
  accounts: string[];
}

/** One balance of a user, as the service tells it. Amounts are decimal text in the smallest unit. */
export interface Balance {
  /** Empty for ETH. */
  token_address: string;
  symbol: string;
  balance: string;
  preparing_withdrawal: string;
  withdrawable: string;
}

/** What is known of a token that balances are held in. Names and pictures were chosen by strangers. */
export interface TokenDetails {
  token_address: string;
  name: string;
  symbol: string;
  /** Text, unlike the `decimals` of orders and transfers. */
  decimals: string;
  /** How many of the smallest unit one unit of a signed amount is. */
  quantum: string;
  image_url: string;
}

/** Reads a user. */
export const parseUserAccounts: Parser<GetUsersApiResponse> = objectOf<GetUsersApiResponse>({ accounts: listOf(text) });

/** Reads one balance. */
export const parseUserBalance: Parser<Balance> = objectOf<Balance>({
  token_address: text, symbol: text, balance: amount, preparing_withdrawal: amount, withdrawable: amount,
});

/** Reads what is known of a token. */
export const parseTokenDetails: Parser<TokenDetails> = objectOf<TokenDetails>({
  token_address: text, name: text, symbol: text, decimals: decimalsText, quantum: amount, image_url: text,
});
