import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assertAccepted, assertLoginRejected, assertRefreshRejected, type Bench, type FaultList, type Outcome } from './bench.js';

/** A module of the OpenID Foundation's conformance suite that is mirrored here. */
export interface Module extends FaultList {
  readonly name: string;
  /** `passport`: by presets. `generic`: by `configure({ authority, discovery: true })`. */
  readonly path: 'passport' | 'generic';
  /** Its class in the suite. */
  readonly source: string;
  readonly mirror: keyof typeof MIRRORS;
  readonly expect: 'accept' | 'reject' | 'either';
  /** Whether the client has to fetch the keys. */
  readonly looksAtKeys?: boolean;
}

/** The modules, from the data file. */
export const MODULES = JSON.parse(readFileSync(new URL('../modules.json', import.meta.url), 'utf8')) as readonly Module[];

const KEYS = '/.well-known/jwks.json';

/** How each kind of module is mirrored. */
const MIRRORS = {
  async login(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    bench.setFaults(module);
    judge(module, await bench.login());
    if (module.looksAtKeys) assert.ok(bench.requests(KEYS).length > 0, 'the keys were fetched');
  },
  async nonce(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    assertAccepted(await bench.login());
    await bench.setUp({}, module.path);
    const first = readNonces(bench);
    assertAccepted(await bench.login());
    const nonces = [...first, ...readNonces(bench)];
    assert.ok(nonces.length > 0 && nonces.every((nonce) => nonce.length >= 22), 'at least 128 bits');
    assert.equal(new Set(nonces).size, nonces.length);
  },
  /** Two logins of one session; the keys of the first are known when the second signs with another. */
  async rotation(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    assertAccepted(await bench.login());
    const [before] = await readKeyIds(bench);
    await bench.leave();
    bench.setFaults(module, { times: 1 });
    judge(module, await bench.login());
    assert.notEqual((await readKeyIds(bench))[0], before);
  },
  async refresh(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    await bench.loginForRefresh();
    bench.setFaults(module);
    const outcome = await bench.refresh();
    if (module.expect === 'accept') assertAccepted(outcome, 'refreshed');
    else assertRefreshRejected(outcome);
    assert.equal(bench.requests('/oauth/token').length, 2);
  },
  async userinfo(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({ scope: 'openid profile email' }, module.path);
    bench.setFaults(module);
    const outcome = await bench.login();
    judge(module, outcome);
    const asked = bench.requests('/userinfo');
    assert.ok(asked.length > 0, 'the userinfo endpoint was asked');
    for (const { headers, url, body } of asked) {
      assert.match(String(headers.authorization), /^Bearer \S+$/);
      assert.equal(url.includes('access_token') || body.includes('access_token'), false);
    }
    assert.match(bench.requests('/authorize')[0]?.url ?? '', /scope=openid\+profile\+email/);
  },
  async discovery(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    bench.setFaults(module);
    judge(module, await bench.login());
    assert.ok(bench.requests('/.well-known/openid-configuration').length > 0, 'the document was fetched');
    if (module.expect === 'reject') assert.equal(bench.requests('/authorize').length, 0, 'nobody was sent anywhere');
  },
  async logout(bench: Bench, module: Module): Promise<void> {
    await bench.setUp({}, module.path);
    assertAccepted(await bench.login());
    bench.setFaults(module);
    const { asked, handed, ok, code, stored } = await bench.logout();
    assert.ok((asked.get('state')?.length ?? 0) >= 22 && asked.has('id_token_hint') && asked.has('post_logout_redirect_uri'), 'the standard\'s parameters');
    assert.equal(handed.has('id_token_hint'), false, 'the URL that is handed to the site holds no token');
    assert.equal(stored, 'nothing', 'the local session is gone, whatever comes back');
    assert.deepEqual([ok, code], module.expect === 'accept' ? [true, undefined] : [false, 'CALLBACK_STATE_INVALID']);
  },
} as const;

/** Runs the mirror of one module. */
export async function runModule(bench: Bench, module: Module): Promise<void> {
  await MIRRORS[module.mirror](bench, module);
}

function judge({ expect }: Module, outcome: Outcome): void {
  if (expect === 'accept' || (expect === 'either' && outcome.ok)) assertAccepted(outcome);
  else assertLoginRejected(outcome);
}

function readNonces(bench: Bench): string[] {
  return bench.requests('/authorize').map(({ url }) => new URL(url).searchParams.get('nonce') ?? '');
}

async function readKeyIds(bench: Bench): Promise<string[]> {
  const response = await fetch(bench.emulator.addresses.auth + KEYS);
  return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
}
