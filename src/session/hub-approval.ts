import type { Approval } from '../approval/approval.js';
import { createApproval } from '../approval/create-approval.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { NetworkName } from '../shared/types.js';
import type { HubParts } from './hub-parts.js';

/**
 * Refuses a provider that this page's configuration has none of.
 *
 * @throws {PassportError} `ABORTED` once the session has begun anew, `INVALID_CONFIGURATION` on another network
 */
export function requireNetwork(hub: HubParts, network: NetworkName, verb: string): void {
  if (hub.isOver()) throw new PassportError(SHARED_ERRORS, 'ABORTED');
  const { network: configured } = hub.getConfig();
  if (configured === network) return;
  throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `${verb}() needs network="${network}". This page is on ${configured}.`,
  });
}

/** That of now: another configuration has another one. */
export function getApproval(hub: HubParts): Approval {
  const { user, window, clock } = hub;
  hub.approval ??= createApproval({ config: hub.getConfig(), user, window, clock });
  return hub.approval;
}

/** What a provider calls when assets may have moved. */
export function createForgetter(hub: HubParts, onTransacted: () => void): () => void {
  return () => {
    hub.forgetBalances();
    onTransacted();
  };
}
