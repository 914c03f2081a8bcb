/**
 * Immersve's known answers, end to end: every login by click through the element to the emulator, every wrong signature
 * to the emulator, and every text that may not be signed to the element, whose wallet counts what it signs.
 */
import { chromium, type Browser } from 'playwright-core';
import { openListener } from '../emulator/src/core/listener.js';
import { startEmulator, type Emulator } from '../emulator/src/index.js';
import { LOOPBACK_CLIENT } from '../emulator/src/immersve/clients.js';
import vectors from '../test/vectors/immersve.json' with { type: 'json' };
import type { VectorOutcome, VectorPage } from './immersve-vectors-page.js';
import { bundleWallets } from './start/immersve-demo.js';

/** A figure of `npm run vectors`. */
export interface VectorCount {
  readonly equal: number;
  readonly total: number;
}

interface Login {
  readonly message: string;
  readonly network: string;
  readonly url: string;
  readonly keys: VectorPage['keys'];
}

/** Where a login is played. */
interface Stage {
  readonly browser: Browser;
  readonly emulator: Emulator;
  /** The page's address. */
  readonly site: string;
}

const PAGE = 'http://localhost:3000/';
const HTML = '<!doctype html><html lang="en"><title>Vectors</title><body><script type="module" src="/page.js"></script></html>';
const LOGINS: readonly (Login & { readonly signature: string })[] = [
  ...vectors.siwe.map((vector) => ({ ...vector, keys: { privateKey: vector.privateKey } })),
  ...vectors.algorand.map((vector) => ({ ...vector, url: PAGE, keys: { mnemonic: vector.mnemonic } })),
  ...vectors.xrpl.map((vector) => ({ ...vector, url: PAGE, keys: { publicKey: vector.publicKey, privateKey: vector.privateKey } })),
];

/** Checks all of them in a browser of its own. */
export async function checkImmersveVectors(): Promise<Readonly<Record<string, VectorCount>>> {
  const origins = [...new Set(vectors.siwe.map(({ url }) => url))];
  const emulator = await startEmulator({ registeredUris: origins });
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const script = await bundleWallets('scripts/immersve-vectors-page.ts');
  const listener = await openListener(0, (request, response) => {
    const isScript = request.url === '/page.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' }).end(isScript ? script : HTML);
  });
  const stage: Stage = { browser, emulator, site: `http://localhost:${listener.port}/` };
  try {
    return {
      'Immersve logins verified': await count(LOGINS, async (login) => {
        const { code } = await logIn(stage, login);
        const sent = emulator.requests.list(({ path }) => path === '/auth/login-complete').at(-1);
        return code === 'signed-in' && sent?.status === 200 && sent.body.includes(login.signature);
      }),
      'Immersve wrong signatures refused': await count(vectors.negative, (negative) => isRefused(emulator, negative)),
      'Immersve texts refused before the wallet': await count(vectors.mustRefuseToSign, async (hostile) => {
        const { code, signed } = await logIn(stage, { ...findLogin(hostile), message: hostile.message });
        return code === 'IMMERSVE_CHALLENGE_UNSAFE' && signed.length === 0;
      }),
    };
  } finally {
    await browser.close();
    await Promise.all([listener.close(), emulator.close()]);
  }
}

async function count<T>(items: readonly T[], isRight: (item: T) => Promise<boolean>): Promise<VectorCount> {
  let equal = 0;
  for (const item of items) if (await isRight(item)) equal += 1;
  return { equal, total: items.length };
}

/** One login by click, at the time of its text. */
async function logIn({ browser, emulator, site }: Stage, { message, network, url, keys }: Login): Promise<VectorOutcome> {
  const nowMs = Date.parse(/Issued At: (.*)/.exec(message)?.[1] ?? '2026-01-01T00:00:00Z');
  emulator.world.clock.reset();
  emulator.world.clock.shift(nowMs - Date.now());
  emulator.faults.set('immersve:challenge', { times: 1, params: { message } });
  const page = await browser.newPage();
  try {
    await page.clock.setFixedTime(nowMs);
    const vector: VectorPage = { endpoint: emulator.addresses.immersve, clientApplicationId: LOOPBACK_CLIENT, url, network, keys };
    await page.addInitScript((value) => { Object.assign(window, { vector: value }); }, vector);
    await page.goto(site);
    await page.locator('immersve-login button:enabled').click();
    await page.locator('immersve-login .wallet').click();
    return await page.evaluate(() => (window as unknown as { outcome: Promise<VectorOutcome> }).outcome);
  } finally {
    await page.close();
  }
}

/** The known login whose account a hostile text is for. */
function findLogin(hostile: (typeof vectors.mustRefuseToSign)[number]): Login {
  const { loginMethod, address, publicKey } = hostile as { loginMethod: string; address?: string; publicKey?: string };
  const all = { siwe: vectors.siwe, algorand: vectors.algorand, xrpl: vectors.xrpl }[loginMethod] ?? [];
  const index = all.findIndex((vector) => ('publicKey' in vector ? vector.publicKey === publicKey : vector.address === address));
  const offset = { siwe: 0, algorand: 5, xrpl: 10 }[loginMethod] ?? 0;
  return LOGINS[offset + Math.max(0, index)] as Login;
}

async function isRefused(emulator: Emulator, negative: (typeof vectors.negative)[number]): Promise<boolean> {
  const { loginMethod, message, signature, expect } = negative;
  const account = 'publicKey' in negative ? { publicKey: negative.publicKey } : { address: negative.address };
  const network = { siwe: 'polygon-amoy', algorand: 'algorand-testnet', xrpl: 'xahau-testnet' }[loginMethod];
  emulator.world.clock.reset();
  emulator.faults.set('immersve:challenge', { times: 1, params: { message } });
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${emulator.addresses.immersve}${path}`, {
      method: 'POST', headers: { origin: new URL(PAGE).origin, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    return await response.json() as Record<string, unknown>;
  };
  const started = await post('/auth/login-init', {
    loginMethod, network, clientApplicationId: LOOPBACK_CLIENT, scopes: ['cardholder-partner'], url: PAGE, autoSignup: true, ...account,
  });
  const done = await post('/auth/login-complete', { loginRequestId: started['id'], signature });
  return typeof started['id'] === 'string' && done['errorCode'] === expect;
}
