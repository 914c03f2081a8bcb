import type { ClientConfig } from '../auth/authority.js';
import { judgeRecord } from '../auth/record.js';
import type { TokenSet } from '../auth/record.js';

export { followTokens } from './follow-tokens.js';
export { TokenKeeper } from './token-keeper.js';

/** The tokens of a record that may have left the store by now, whatever they are worth. */
export function readTokens(text: string, config: ClientConfig, nowMs: number): TokenSet | undefined {
  const stored = judgeRecord(text, config, nowMs);
  return 'tokens' in stored ? stored.tokens : undefined;
}
