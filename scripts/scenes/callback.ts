import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { USER } from '../../test/support/fake-session.js';
import type { ElementScene } from './scene.js';

/** `<passport-callback>`. */
export const CALLBACK: readonly ElementScene[] = [
  { name: 'finishing', play: () => {} },
  { name: 'delivered', play: (session) => session.callbacks[0]?.resolve({ kind: 'delivered' }) },
  { name: 'signed-in', play: (session) => session.callbacks[0]?.resolve({ kind: 'signed-in', user: USER }) },
  { name: 'delivered-open', page: { isOpened: true }, play: (session) => session.callbacks[0]?.resolve({ kind: 'delivered' }) },
  { name: 'already-finished', play: (session) => session.callbacks[0]?.resolve({ kind: 'already-finished', user: USER }) },
  { name: 'signed-out', play: (session) => session.callbacks[0]?.resolve({ kind: 'signed-out' }) },
  { name: 'opener-gone', page: { isOpened: true }, play: (session) =>
    session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_STATE_INVALID')) },
  { name: 'opened-directly', play: (session) => session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_OPENED_DIRECTLY')) },
  { name: 'failed', play: (session) => session.callbacks[0]?.reject(new PassportError(ERROR_TABLE, 'CALLBACK_STATE_INVALID')) },
];
