import { isAddress, toShortAddress } from '../../shared/addresses.js';
import { isLoopbackHost } from '../../shared/guards.js';
import type { Token } from '../../shared/network.js';
import { cleanText } from '../support/clean-text.js';

const MAX_SYMBOL = 16;
const MAX_NAME = 48;

/** A token as it may be drawn: whoever deploys a contract chooses its texts and its logo (row 130). */
export interface TokenView {
  /** Absent when nothing visible is left of it. */
  readonly symbol?: string;
  readonly name?: string;
  readonly logoUrl?: string;
  /** The short address: what tells tokens of the same name apart. Absent for the native token. */
  readonly shortAddress?: string;
  /** The name is written in letters that pass for others. */
  readonly isLookalike: boolean;
}

/** Makes a token safe to draw. */
export function toTokenView(token: Token): TokenView {
  const symbol = cleanText(token.symbol, MAX_SYMBOL) || undefined;
  const name = cleanText(token.name ?? '', MAX_NAME) || undefined;
  return {
    symbol,
    name: name === symbol ? undefined : name,
    logoUrl: toPictureUrl(token.logoUrl),
    shortAddress: isAddress(token.address) ? toShortAddress(token.address) : undefined,
    isLookalike: isLookalike(symbol ?? '') || isLookalike(name ?? ''),
  };
}

/** A picture's URL if an `<img>` may load it: https, or plain http from this machine. */
export function toPictureUrl(value: string | undefined): string | undefined {
  // Without a base, so that `//host` and paths are refused.
  if (!value || value.length > 2_048 || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isAllowed && !url.username && !url.password ? url.href : undefined;
}

const LATIN = /\p{Script=Latin}/u;
const OTHERS = [/\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];
// Cyrillic and Greek letters that are drawn like Latin ones. Source: UTS #39, confusables.
const CONFUSABLE = /^[АВЕЅІЈКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\d\s.$-]+$/u;

/** Whether a text mixes scripts, or is written only in letters that pass for Latin ones. */
export function isLookalike(text: string): boolean {
  const others = OTHERS.filter((script) => script.test(text)).length;
  if (others === 0) return false;
  return others > 1 || LATIN.test(text) || CONFUSABLE.test(text);
}
