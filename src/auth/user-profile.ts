import type { IdTokenClaims } from '../shared/network.js';
import type { UserProfile } from '../shared/types.js';

/** The documented profile of a user. */
export function toUserProfile({ sub, email, nickname, username }: IdTokenClaims): UserProfile {
  return Object.freeze({ sub, email, nickname, username });
}
