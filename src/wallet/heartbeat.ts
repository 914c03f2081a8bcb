import type { Clock } from '../platform/clock.js';

const PING_INTERVAL_MS = 30_000;
const PONG_LIMIT_MS = 10_000;

/** Options of `createHeartbeat`. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  /** Asks the other side whether it lives. */
  readonly ping: () => void;
  /** It has answered before, and does so no more. */
  readonly onDead: () => void;
}

/** Asks again and again whether the other side lives, while somebody waits for it. */
export interface Heartbeat {
  start(): void;
  stop(): void;
  /** Takes an answer. */
  handlePong(): void;
}

/**
 * Creates a heart beat that stands still. One side that has never answered is not judged by its silence:
 * a wallet need not know this question.
 */
export function createHeartbeat({ clock, ping, onDead }: HeartbeatOptions): Heartbeat {
  let isProven = false;
  let isAsking = false;
  let cancel: (() => void) | undefined;
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
    isAsking = false;
  };
  const ask = (): void => {
    isAsking = true;
    cancel = clock.after(PONG_LIMIT_MS, () => {
      stop();
      if (isProven) onDead();
      else cancel = clock.after(PING_INTERVAL_MS, ask);
    });
    ping();
  };
  return {
    start() {
      if (!cancel) ask();
    },
    stop,
    handlePong() {
      isProven = true;
      if (!isAsking) return;
      stop();
      cancel = clock.after(PING_INTERVAL_MS, ask);
    },
  };
}
