import type { KeyValueStore } from '../platform/storage.js';
import { isRecord, parseJson } from '../shared/guards.js';
import { getSharedName } from './authority.js';
import type { ClientConfig } from './authority.js';

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;
/** A service that asks for more gets a request after this all the same. */
const MAX_RETRY_AFTER_MS = 300_000;

/** What `notePause` works with. */
export interface PauseOptions {
  readonly nowMs: number;
  /** What the service asked to wait; absent when it did not. */
  readonly retryAfterMs?: number;
  /** From 0 up to 1. Default: the browser's. */
  readonly random?: () => number;
}

/**
 * How long no tab should ask the service for new tokens, in milliseconds: 0 when it may be asked. It stands
 * in the store, so that fifty tabs do not each find out by themselves.
 */
export function getPauseMs(config: ClientConfig, store: KeyValueStore, nowMs: number): number {
  const restMs = readPause(config, store).untilMs - nowMs;
  // Further ahead is no pause of ours: the clock was set back, or somebody wrote there.
  return restMs > 0 && restMs <= MAX_RETRY_AFTER_MS + MAX_PAUSE_MS ? restMs : 0;
}

/** Remembers that the service could not be asked: exponential back-off with full jitter, on top of `Retry-After`. */
export function notePause(config: ClientConfig, store: KeyValueStore, options: PauseOptions): void {
  const { nowMs, retryAfterMs = 0, random = Math.random } = options;
  const attempts = readPause(config, store).attempts + 1;
  const jitterMs = random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
  const untilMs = Math.ceil(nowMs + Math.min(retryAfterMs, MAX_RETRY_AFTER_MS) + jitterMs);
  store.set(getSharedName('pause', config), JSON.stringify({ attempts, untilMs }));
}

/** Forgets the pause: the service has answered. */
export function clearPause(config: ClientConfig, store: KeyValueStore): void {
  const key = getSharedName('pause', config);
  if (store.get(key) !== null) store.remove(key);
}

function readPause(config: ClientConfig, store: KeyValueStore): { readonly attempts: number; readonly untilMs: number } {
  const value = parseJson(store.get(getSharedName('pause', config)) ?? '');
  const { attempts, untilMs } = isRecord(value) ? value : {};
  return {
    attempts: typeof attempts === 'number' && attempts >= 0 && attempts < 100 ? attempts : 0,
    untilMs: typeof untilMs === 'number' && Number.isFinite(untilMs) ? untilMs : 0,
  };
}
