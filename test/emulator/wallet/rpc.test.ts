import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyMessage } from 'ethers';
import type { Emulator } from '../../../emulator/src/index.js';
import { STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';
import { createFrameParams } from '../support/frame-params.js';
import { actAs, withEmulator, type Person } from '../support/people.js';
import { SEED_HEX } from '../support/seed-hex.js';

const EMAIL = 'nova@example.com';
const PROVIDER = 'fSMzaRQ4O7p4fttl7pCyGVtJS_G70P8SNsLXtPPGHo0=';

interface RpcAnswer {
  readonly jsonrpc?: string;
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Action {
  readonly do: string;
  readonly response?: RpcAnswer;
  readonly refusal?: RpcAnswer;
  readonly to?: string;
}

/** One loaded frame, asked as its own script asks. */
interface Frame {
  readonly html: string;
  readonly headers: Headers;
  /** What the frame's script is told to do. */
  act(method: string, params?: readonly unknown[], confirmed?: boolean): Promise<readonly Action[]>;
  /** The one answer that the page receives. */
  call(method: string, params?: readonly unknown[]): Promise<RpcAnswer>;
  login(person: Person): Promise<RpcAnswer>;
}

async function loadFrame(emulator: Emulator, apiKey?: string): Promise<Frame> {
  const { wallet } = emulator.addresses;
  const page = await fetch(`${wallet}/send?params=${encodeURIComponent(createFrameParams('http://localhost:1234', apiKey))}`);
  const html = await page.text();
  const session = /data-session="([^"]+)"/.exec(html)?.[1];
  let id = 0;
  const act: Frame['act'] = async (method, params = [], confirmed = false) => {
    id += 1;
    const response = await fetch(`${wallet}/__rpc`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ session, request: { jsonrpc: '2.0', id, method, params }, confirmed }),
    });
    assert.equal(response.status, 200);
    return ((await response.json()) as { actions: Action[] }).actions;
  };
  const call: Frame['call'] = async (method, params) => {
    const [action, ...others] = await act(method, params);
    assert.equal(others.length, 0);
    assert.equal(action?.do, 'post');
    assert.equal(action.response?.id, id);
    return action.response ?? {};
  };
  return {
    html, headers: page.headers, act, call,
    login: async (person) => call('magic_auth_login_with_oidc', [{ jwt: await person.idToken(), providerId: PROVIDER }]),
  };
}

async function loadLoggedIn(emulator: Emulator): Promise<{ frame: Frame; person: Person }> {
  const frame = await loadFrame(emulator);
  const person = actAs(emulator, EMAIL);
  await frame.login(person);
  return { frame, person };
}

describe('the wallet frame\'s methods', () => {
  it('log in, tell the address, sign and log out', () => withEmulator(async (emulator) => {
    const frame = await loadFrame(emulator);
    const person = actAs(emulator, EMAIL);
    assert.equal((await frame.call('magic_is_logged_in')).result, false);

    assert.equal(typeof (await frame.login(person)).result, 'string');

    assert.equal((await frame.call('magic_is_logged_in')).result, true);
    assert.deepEqual((await frame.call('eth_accounts')).result, [person.address]);
    const { result } = await frame.call('personal_sign', [SEED_HEX, person.address.toLowerCase()]);
    assert.equal(verifyMessage(STARK_SEED_MESSAGE, String(result)), person.address);
    assert.equal((await frame.call('personal_sign', [SEED_HEX, person.address])).result, result);
    assert.equal((await frame.call('magic_auth_logout')).result, true);
    assert.equal((await frame.call('magic_is_logged_in')).result, false);
  }));

  it('know the chain', () => withEmulator(async (emulator) => {
    const frame = await loadFrame(emulator);

    assert.equal((await frame.call('eth_chainId')).result, '0x1');
    assert.equal((await frame.call('net_version')).result, '1');
  }));

  it('count signatures by message, together with the HTTP wallet', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);

    await frame.call('personal_sign', [SEED_HEX, person.address]);
    await frame.call('personal_sign', [SEED_HEX, person.address]);

    assert.equal(emulator.signatures.count(STARK_SEED_MESSAGE), 2);
    assert.deepEqual(emulator.signatures.list().map(({ text, count }) => [text, count]), [[STARK_SEED_MESSAGE, 2]]);
  }));

  it('share nothing between two frames', () => withEmulator(async (emulator) => {
    await loadLoggedIn(emulator);

    assert.equal((await (await loadFrame(emulator)).call('magic_is_logged_in')).result, false);
  }));

  it('ask before eth_requestAccounts', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);

    const [asked] = await frame.act('eth_requestAccounts');
    const [answered] = await frame.act('eth_requestAccounts', [], true);

    assert.equal(asked?.do, 'ask');
    assert.equal(asked.refusal?.error?.code, -10011);
    assert.deepEqual(answered?.response?.result, [person.address]);
  }));
});

describe('the wallet frame refuses', () => {
  const refusals: Readonly<Record<string, readonly [number, string, (person: Person) => Promise<readonly unknown[]> | readonly unknown[]]>> = {
    'an unknown method': [-32601, 'eth_sendTransaction', () => []],
    'a method that every object has': [-32601, 'constructor', () => []],
    'another provider': [-32602, 'magic_auth_login_with_oidc', async (person) => [{ jwt: await person.idToken(), providerId: 'other' }]],
    'a login without a token': [-32602, 'magic_auth_login_with_oidc', () => [{ providerId: PROVIDER }]],
    'an access token': [-32603, 'magic_auth_login_with_oidc', async (person) => [{ jwt: await person.accessToken(), providerId: PROVIDER }]],
    'an expired ID token': [-32603, 'magic_auth_login_with_oidc', async (person) => [{ jwt: await person.idToken({ exp: 1 }), providerId: PROVIDER }]],
    'a changed ID token': [-32603, 'magic_auth_login_with_oidc', async (person) => [{ jwt: `${(await person.idToken()).slice(0, -8)}AAAAAAAA`, providerId: PROVIDER }]],
    'a message that is no hex': [-32602, 'personal_sign', (person) => ['hello', person.address]],
    'another address': [-32602, 'personal_sign', () => ['0x00', `0x${'1'.repeat(40)}`]],
    'no address': [-32602, 'personal_sign', () => ['0x00']],
  };
  for (const [name, [code, method, params]] of Object.entries(refusals)) {
    it(`${name} with ${code}`, () => withEmulator(async (emulator) => {
      const { frame, person } = await loadLoggedIn(emulator);

      assert.equal((await frame.call(method, await params(person))).error?.code, code);
      assert.equal(emulator.signatures.count(), 0);
    }));
  }

  for (const method of ['eth_accounts', 'eth_requestAccounts', 'personal_sign']) {
    it(`${method} of who is not logged in`, () => withEmulator(async (emulator) => {
      const { error } = await (await loadFrame(emulator)).call(method, ['0x00', `0x${'1'.repeat(40)}`]);

      assert.equal(error?.code, -32603);
    }));
  }

  it('another API key with -32600', () => withEmulator(async (emulator) => {
    assert.equal((await (await loadFrame(emulator, 'pk_live_other')).call('eth_chainId')).error?.code, -32600);
  }));

  it('an address without readable parameters', () => withEmulator(async (emulator) => {
    const noOrigin = Buffer.from('{"API_KEY":"x","DOMAIN_ORIGIN":"http://localhost:1/path"}').toString('base64');
    for (const query of ['', '?params=', '?params=%25', `?params=${noOrigin}`]) {
      assert.equal((await fetch(`${emulator.addresses.wallet}/send${query}`)).status, 400);
    }
  }));

  it('a call from another site', () => withEmulator(async (emulator) => {
    const url = `${emulator.addresses.wallet}/__rpc`;
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://localhost:1' } });

    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
    assert.equal((await fetch(url, { method: 'POST', body: '{}' })).status, 415);
    assert.equal((await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status, 404);
  }));
});

describe('the wallet frame\'s page', () => {
  it('may be framed by loopback pages only, and runs nothing but its own files', () => withEmulator(async (emulator) => {
    const { headers, html } = await loadFrame(emulator);

    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'/);
    assert.match(policy, /frame-ancestors http:\/\/localhost:\* https:\/\/localhost:\* http:\/\/127\.0\.0\.1:\* https:\/\/127\.0\.0\.1:\*$/);
    assert.doesNotMatch(html, /<script(?! src=)|<style| style=| on[a-z]+=/);
  }));
});

describe('faults of the wallet frame', () => {
  it('row 105: another address', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:other-address');

    assert.notDeepEqual((await frame.call('eth_accounts')).result, [person.address]);
  }));

  it('row 103: no answer to one method', () => withEmulator(async (emulator) => {
    const { frame } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:mute', { params: { method: 'personal_sign' } });

    assert.deepEqual(await frame.act('personal_sign', ['0x00']), []);
    assert.equal((await frame.call('eth_chainId')).result, '0x1');
    assert.equal(emulator.faults.list()[0]?.taken, 1);
  }));

  it('row 103: a session that has ended', () => withEmulator(async (emulator) => {
    const { frame } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:logged-out', { times: 1, params: { method: 'personal_sign' } });

    assert.equal((await frame.call('eth_accounts')).error, undefined);
    assert.equal((await frame.call('personal_sign', ['0x00', '0x00'])).error?.code, -32603);
    assert.equal((await frame.call('magic_is_logged_in')).result, false);
  }));

  it('row 101: refusals with any code, and answers of any shape', () => withEmulator(async (emulator) => {
    const { frame } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:error', { times: 1, params: { code: -10002, message: 'Slow down' } });
    assert.deepEqual((await frame.call('eth_accounts')).error, { code: -10002, message: 'Slow down' });

    const seen = new Set<string>();
    for (const shape of ['none', 'both', 'error-text', 'code-text', 'null', 'prototype', 'text']) {
      emulator.faults.set('wallet:malformed', { times: 1, params: { shape } });
      const [action] = await frame.act('eth_accounts');
      seen.add(JSON.stringify(action).replace(/"id":\d+/, ''));
    }
    assert.equal(seen.size, 7);
  }));

  it('row 100: answers with other ids around the right one', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:stray-answers');

    const answers = (await frame.act('eth_accounts')).map(({ response }) => response);

    assert.deepEqual(answers.filter((answer) => typeof answer?.id === 'number' && Number.isInteger(answer.id) && answer.id < 1000).map((answer) => answer?.result), [[person.address], '0xlate']);
    assert.equal(answers.length, 8);
  }));

  it('row 104: leaving for another page', () => withEmulator(async (emulator) => {
    const { frame } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:navigate', { params: { to: 'http://localhost:9/' } });

    assert.deepEqual(await frame.act('eth_accounts'), [{ do: 'navigate', to: 'http://localhost:9/' }]);
  }));

  it('row 108: a question before the signature, which is made only after consent', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:overlay');

    assert.deepEqual((await frame.act('personal_sign', ['0x6869', person.address])).map((action) => action.do), ['ask']);
    assert.equal(emulator.signatures.count(), 0);
    assert.deepEqual((await frame.act('personal_sign', ['0x6869', person.address], true)).map((action) => action.do), ['post']);
    assert.equal(emulator.signatures.count('hi'), 1);
  }));

  it('row 111: silence for good, a document that is loaded anew, and a question that answers itself', () => withEmulator(async (emulator) => {
    const { frame, person } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:dead', { times: 1 });
    assert.deepEqual(await frame.act('eth_accounts'), [{ do: 'die' }]);
    emulator.faults.set('wallet:reload', { times: 1 });
    assert.deepEqual(await frame.act('eth_accounts'), [{ do: 'reload' }]);
    emulator.faults.set('wallet:overlay', { times: 1, params: { answer: 'refuse' } });
    const [asked] = await frame.act('personal_sign', ['0x6869', person.address]) as readonly { do: string; answer?: string }[];

    assert.deepEqual([asked?.do, asked?.answer], ['ask', 'refuse']);
    assert.deepEqual((await frame.call('eth_accounts')).result, [person.address]);
  }));

  it('row 102: an answer that comes after one to a later request', () => withEmulator(async (emulator) => {
    const { frame } = await loadLoggedIn(emulator);
    emulator.faults.set('wallet:slow', { params: { method: 'eth_chainId', ms: 1500 } });
    const order: string[] = [];

    await Promise.all(['eth_chainId', 'net_version'].map(async (method) => {
      await frame.act(method);
      order.push(method);
    }));

    assert.deepEqual(order, ['net_version', 'eth_chainId']);
  }));

  it('row 94: a frame that is ready late, twice or never', () => withEmulator(async (emulator) => {
    const attributes = async (fault: string): Promise<string | undefined> => {
      emulator.faults.set(fault, { times: 1 });
      return /data-ready="\d" data-delay="\d+"/.exec((await loadFrame(emulator)).html)?.[0];
    };

    assert.equal(await attributes('wallet:ready-late'), 'data-ready="1" data-delay="3000"');
    assert.equal(await attributes('wallet:ready-twice'), 'data-ready="2" data-delay="0"');
    assert.equal(await attributes('wallet:no-ready'), 'data-ready="0" data-delay="0"');
  }));

  it('row 93: a page that may not be framed', () => withEmulator(async (emulator) => {
    emulator.faults.set('wallet:refuses-framing');
    const { headers } = await loadFrame(emulator);

    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'$/);
  }));
});
