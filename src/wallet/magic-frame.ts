import { createFrameHost } from '../platform/frame-host.js';
import type { FrameHost } from '../platform/frame-host.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { readDocument } from '../platform/own-document.js';
import { createPendingAnswers, openWindowChannel } from '../platform/window-channel.js';
import type { PendingAnswers, WindowChannel } from '../platform/window-channel.js';
import { untilAborted } from '../platform/abort.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import type { ErrorCode } from '../shared/passport-error.js';
import { PassportWalletShowEvent } from '../shared/wallet.events.js';
import { createHeartbeat } from './heartbeat.js';
import type { Heartbeat } from './heartbeat.js';
import { createMagicPing, createMagicRequest, getMagicAnswer, parseMagicResult, readMagicType } from './magic-rpc.js';
import type { MagicAddress } from './magic-rpc.js';

/** Time from the frame's insertion or reload until it says that it is ready. */
const HANDSHAKE_LIMIT_MS = 10_000;
/** Time for an answer while the wallet shows its own screen to the user. */
const OVERLAY_LIMIT_MS = 600_000;

/** One request to the frame. */
export interface MagicCall {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly timeoutMs: number;
  /** Whether asking twice is as good as once. What is not is never sent again by itself (row 88). */
  readonly isRepeatable: boolean;
}

/** What a frame works with. */
export interface MagicFrameOptions {
  readonly document?: Document;
  readonly clock?: Clock;
}

interface Handshake {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A frame of the wallet and the line to it. Ended by its first failure: the next call makes another.
 */
export class MagicFrame {
  /** Whom the wallet was logged in for, by this page. */
  loggedInAs?: string;

  readonly #address: MagicAddress;
  readonly #clock: Clock;
  readonly #host: FrameHost;
  readonly #channel: WindowChannel;
  readonly #pending: PendingAnswers<Record<string, unknown>>;
  readonly #heartbeat: Heartbeat;
  readonly #sent = new Map<number, { call: MagicCall; isRepeated: boolean }>();
  #handshake!: Handshake;
  #stopLimit = (): void => {};
  #isReady = false;
  /** Whether this document's `load` has come, and whether another `ready` came after it. */
  #isLoaded = false;
  #isNextReady = false;
  #endedBy?: PassportError;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(address: MagicAddress, { document: page = document, clock = systemClock }: MagicFrameOptions = {}) {
    this.#address = address;
    this.#clock = clock;
    this.#pending = createPendingAnswers({ clock, createTimeoutError: () => new PassportError(WALLET_ERRORS, 'WALLET_TIMEOUT') });
    this.#heartbeat = createHeartbeat({
      clock,
      ping: () => this.#channel.post(createMagicPing(address)),
      onDead: () => this.#handleDead(),
    });
    this.#startHandshake();
    // The line is open before the frame can speak.
    this.#channel = openWindowChannel({
      origin: address.origin,
      getTarget: () => this.#host?.window ?? null,
      onMessage: (data) => this.#handleMessage(data),
      window: readDocument(page, 'defaultView') ?? undefined,
    });
    this.#host = createFrameHost({
      src: address.src,
      title: 'Passport wallet',
      onLoad: () => this.#handleLoad(),
      onRemoved: () => this.#handleRemoved(),
      onGaveUp: () => this.#fail('WALLET_CONNECTION_ERROR', 'The wallet could not be reached: the page keeps removing its frame.'),
      onEscape: () => this.#fail('WALLET_CLOSED'),
      onObstructed: () => this.#fail('WALLET_OBSTRUCTED'),
      document: page,
      clock,
    });
  }

  /** Whether the frame can be used no more. */
  get isEnded(): boolean {
    return this.#endedBy !== undefined;
  }

  /** Runs one task at a time, so that a login and what follows it belong together. */
  runExclusive<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(task, task);
    this.#turn = run.catch(() => {});
    return run;
  }

  /**
   * Asks the wallet, once it is ready, and gives the result. Nothing is sent before the handshake.
   *
   * @throws {PassportError} `WALLET_CONNECTION_ERROR`, `WALLET_TIMEOUT`, `WALLET_REFUSED`, `WALLET_RESPONSE_INVALID`
   */
  async request(call: MagicCall, signal: AbortSignal): Promise<unknown> {
    while (!this.#isReady) await untilAborted(this.#handshake.promise, signal);
    if (this.#endedBy) throw this.#endedBy;
    const { id, answer } = this.#pending.add({ timeoutMs: call.timeoutMs, signal });
    this.#sent.set(id, { call, isRepeated: false });
    try {
      this.#post(id, call);
      this.#heartbeat.start();
      return parseMagicResult(await answer);
    } catch (error) {
      // A frame that does not answer may be dead: the next call gets a new one.
      if (error instanceof PassportError && error.code === 'WALLET_TIMEOUT') this.end(error);
      throw error;
    } finally {
      this.#sent.delete(id);
      if (this.#pending.size === 0) {
        this.#heartbeat.stop();
        // A wallet that forgets to hide its screen does not leave the page covered.
        this.#host.hide();
      }
    }
  }

  /** Removes the frame; whoever waits for it is told `error`. */
  end(error: PassportError): void {
    if (this.#endedBy) return;
    this.#endedBy = error;
    this.#stopLimit();
    this.#heartbeat.stop();
    this.#channel.close();
    this.#host.remove();
    this.#handshake.reject(error);
    this.#pending.rejectAll(error);
  }

  #startHandshake(): void {
    this.#isReady = false;
    this.#stopLimit();
    this.#heartbeat.stop();
    this.#stopLimit = this.#clock.after(HANDSHAKE_LIMIT_MS, () => this.#fail(
      'WALLET_CONNECTION_ERROR', `The wallet could not be reached: its frame was not ready within ${HANDSHAKE_LIMIT_MS / 1_000} seconds.`,
    ));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => {});
    this.#handshake?.resolve();
    this.#handshake = { promise, resolve, reject };
  }

  #handleMessage(data: Record<string, unknown>): void {
    switch (readMagicType(this.#address, data)) {
      case 'MAGIC_OVERLAY_READY': return this.#handleReady();
      case 'MAGIC_HANDLE_RESPONSE': return this.#handleResponse(data);
      case 'MAGIC_SHOW_OVERLAY': return this.#handleShow();
      case 'MAGIC_HIDE_OVERLAY': return this.#handleHide();
      case 'MAGIC_PONG': return this.#heartbeat.handlePong();
      case undefined: return undefined;
    }
  }

  #handleReady(): void {
    if (this.#isReady) {
      // Said twice, or by the next document ahead of its `load`: only that `load` can tell.
      this.#isNextReady = this.#isLoaded;
      return;
    }
    this.#isReady = true;
    this.#stopLimit();
    this.#host.markAlive();
    this.#handshake.resolve();
    for (const [id, { call }] of this.#sent) this.#post(id, call);
    if (this.#pending.size > 0) this.#heartbeat.start();
  }

  #handleResponse(data: Record<string, unknown>): void {
    const answer = getMagicAnswer(data);
    if (this.#isReady && answer) this.#pending.settle(answer['id'], answer);
  }

  /** The wallet's own screen is shown only to somebody who has asked it for something, and where the page lets it. */
  #handleShow(): void {
    if (this.#pending.size === 0 || this.#host.isShown) return;
    if (!this.#host.announce(new PassportWalletShowEvent())) return this.#fail('WALLET_OBSTRUCTED', 'The page refused to show the wallet\'s screen.');
    this.#host.show();
    this.#pending.restartLimits(OVERLAY_LIMIT_MS);
  }

  #handleHide(): void {
    this.#host.hide();
    this.#pending.restartLimits();
  }

  /**
   * The first `load` belongs to the document that is there; each further one is another document. One
   * that is replaced ahead of its own `load` is not noticed here: its requests run into their limits.
   */
  #handleLoad(): void {
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      return;
    }
    const isNextReady = this.#isNextReady;
    this.#isNextReady = false;
    this.#handleLost();
    if (isNextReady) this.#handleReady();
  }

  /** The frame's process has crashed, or its script hangs: another document may do better (row 111). */
  #handleDead(): void {
    this.#host.reload();
    this.#handleRemoved();
  }

  #handleRemoved(): void {
    this.#isLoaded = false;
    this.#isNextReady = false;
    this.#handleLost();
  }

  /** The document that knew of the requests is gone: what may be repeated waits for the next one. */
  #handleLost(): void {
    this.#startHandshake();
    this.loggedInAs = undefined;
    this.#host.hide();
    for (const [id, sent] of this.#sent) {
      if (sent.call.isRepeatable && !sent.isRepeated) {
        sent.isRepeated = true;
      } else {
        // At once: the next document may be ready already, and is sent what is still on this list.
        this.#sent.delete(id);
        this.#pending.reject(id, new PassportError(WALLET_ERRORS, 'WALLET_CONNECTION_ERROR'));
      }
    }
    this.#pending.restartLimits();
  }

  #post(id: number, { method, params }: MagicCall): void {
    this.#channel.post(createMagicRequest(this.#address, id, method, params));
  }

  #fail(code: ErrorCode, message?: string): void {
    this.end(new PassportError(WALLET_ERRORS, code, { message }));
  }
}

const frames = new Map<string, { frame: MagicFrame; users: Set<object> }>();

/** Gives the page's frame for an address, making it on first need. `user` keeps it until it lets go. */
export function acquireMagicFrame(address: MagicAddress, user: object, options?: MagicFrameOptions): MagicFrame {
  let entry = frames.get(address.src);
  if (!entry || entry.frame.isEnded) {
    entry = { frame: new MagicFrame(address, options), users: new Set() };
    frames.set(address.src, entry);
  }
  entry.users.add(user);
  return entry.frame;
}

/** Lets go of a frame; the last one to do so removes it. */
export function releaseMagicFrame(address: MagicAddress, user: object): void {
  const entry = frames.get(address.src);
  if (!entry?.users.delete(user) || entry.users.size > 0) return;
  frames.delete(address.src);
  entry.frame.end(new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR'));
}
