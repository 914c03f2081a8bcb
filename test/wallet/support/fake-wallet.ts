import vectors from '../../vectors/stark.json' with { type: 'json' };
import { resolveConfig } from '../../../src/shared/config.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import type { WalletTransport } from '../../../src/shared/wallet.js';
import { flush } from '../../support/fake-clock.js';
import { createWalletTransport } from '../../../src/wallet/create-wallet-transport.js';
import type { WalletCollaborators } from '../../../src/wallet/create-wallet-transport.js';

/** The key that the fake wallets have: the first of the published vectors. */
export const WALLET = vectors.vectors[0]!;
export const SEED_HEX = vectors.signed_message_utf8_hex;
export const LINK_TEXT = 'Only sign this key linking request from Immutable X';
/** The wallet's frame is on another site than the tests. */
export const WALLET_ORIGIN = `http://127.0.0.1:${location.port}`;

/** What the frame answers by method. */
const ANSWERS = {
  magic_auth_login_with_oidc: { result: 'did' },
  magic_is_logged_in: { result: true },
  magic_auth_logout: { result: true },
  eth_accounts: { result: [WALLET.eth_address] },
  personal_sign: { result: WALLET.personal_sign_signature },
};

/** How the frame behaves. */
export interface FrameSettings {
  /** Replaces single answers; null leaves a method without one. */
  readonly answers?: Readonly<Record<string, object | null>>;
  /** How often it says that it is ready. Default 1. */
  readonly ready?: number;
  /** Whether it answers the question whether it lives, until the order `die`. Default false. */
  readonly pong?: boolean;
}

/** One request as the frame received it. */
export interface SeenRequest {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

let count = 0;

/** Makes an ID token that says this much. Its signature is none: the wallet room does not verify. */
export function createIdToken(sub: string, claims: object = {}): string {
  const encode = (value: object): string => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return [{ alg: 'RS256' }, { sub, ...claims }].map(encode).join('.') + '.signature';
}

/** The address of a frame that behaves like this: to be continued with `send?params=`. */
export function createFrameUrl(settings: FrameSettings, name: string): string {
  const answers = Object.fromEntries(
    Object.entries({ ...ANSWERS, ...settings.answers }).filter(([, answer]) => answer !== null),
  );
  const text = encodeURIComponent(JSON.stringify({ ...settings, answers, name }));
  return `${WALLET_ORIGIN}/test/wallet/support/wallet-frame.html?settings=${text}&path=`;
}

/** A transport to a frame of its own, with all that the test can see of it. */
export function setupFrameWallet(
  settings: FrameSettings = {}, collaborators: WalletCollaborators = {}, options: Partial<PassportConfig> = {},
) {
  count += 1;
  const name = `wallet-${count}`;
  const stop = new AbortController();
  const loads = createCounter();
  const requests: SeenRequest[] = [];
  const [arrivals, pings] = [createCounter(), createCounter()];
  window.addEventListener('message', ({ data }: MessageEvent) => {
    if (data?.loaded === name) loads.add();
    if (data?.pinged === name) pings.add();
    if (data?.by !== name) return;
    requests.push(data.seen.payload as SeenRequest);
    arrivals.add();
  }, { signal: stop.signal });
  const user = { idToken: createIdToken('user-1'), getIdToken: async () => user.idToken };
  const config = resolveConfig({
    environment: 'sandbox', walletTransport: 'iframe', ...options,
    overrides: { magicIframeUrl: createFrameUrl(settings, name), ...options.overrides },
  }, location);
  const getFrame = (): HTMLIFrameElement | undefined =>
    [...document.querySelectorAll('iframe')].find(({ src }) => src.includes(`%22${name}%22`));
  return {
    transport: createWalletTransport(config, user, collaborators),
    user,
    config,
    requests,
    /** Resolves when the frame's document has loaded this often. */
    untilLoaded: loads.until,
    /** Resolves when the frame has received this many requests. */
    untilReceived: arrivals.until,
    /** Resolves when it has been asked this often whether it lives. */
    untilPinged: pings.until,
    getMethods: () => requests.map(({ method }) => method),
    getFrame,
    /** Resolves at the frame's own `load`. To be called right after the call that makes the frame. */
    async untilFrameLoad(): Promise<void> {
      await flush();
      const frame = getFrame()!;
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    },
    /** Tells the frame to do something. */
    order: (order: object) => getFrame()!.contentWindow!.postMessage(order, '*'),
    async end(transport: WalletTransport): Promise<void> {
      await transport.disconnect();
      stop.abort();
    },
  };
}

function createCounter() {
  let total = 0;
  let waiting: { target: number; resolve: () => void }[] = [];
  return {
    add(): void {
      total += 1;
      for (const { target, resolve } of waiting) if (target <= total) resolve();
      waiting = waiting.filter(({ target }) => target > total);
    },
    until: (target: number): Promise<void> => new Promise((resolve) => {
      if (target <= total) resolve();
      else waiting.push({ target, resolve });
    }),
  };
}
