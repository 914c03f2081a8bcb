import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyMessage } from 'ethers';
import type { Emulator } from '../../../emulator/src/index.js';
import { STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';
import { SIGNATURE_FORMS } from '../../../emulator/src/wallet/signer.js';
import { actAs, withEmulator, type Answer } from '../support/people.js';
import { SEED_HEX } from '../support/seed-hex.js';

const EMAIL = 'nova@example.com';

/** Posts as a person, with headers to replace (undefined leaves one out). */
async function post(emulator: Emulator, path: string, body?: unknown, headers: Record<string, string | undefined> = {}): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-magic-api-key': 'pk_live_10F423798A540ED7',
    'x-oidc-provider-id': 'aa80b860-8869-4f13-9000-6a6ad3d20017',
    'x-magic-chain': 'ETH',
    'authorization': `Bearer ${await actAs(emulator, EMAIL).idToken()}`,
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const response = await fetch(`${emulator.addresses.tee}${path}`, {
    method: 'POST', headers: sent, body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

interface Signed {
  readonly signature: string;
  readonly message_hash: string;
  readonly r: string;
  readonly s: string;
  readonly v: string;
}

async function sign(emulator: Emulator, text: string): Promise<Signed> {
  const { status, body } = await post(emulator, '/v1/wallet/sign/message', { message_base64: Buffer.from(text, 'utf8').toString('base64') });
  assert.equal(status, 200);
  return body as Signed;
}

describe('the HTTP wallet', () => {
  it('tells the same address each time, with checksum', () => withEmulator(async (emulator) => {
    const expected = { status: 200, body: { public_address: actAs(emulator, EMAIL).address } };

    assert.deepEqual(await post(emulator, '/v1/wallet'), expected);
    assert.deepEqual(await post(emulator, '/v1/wallet'), expected);
  }));

  it('signs a text, the same each time, and tells the parts of the signature', () => withEmulator(async (emulator) => {
    const signed = await sign(emulator, 'Good morning');

    assert.equal(verifyMessage('Good morning', signed.signature), actAs(emulator, EMAIL).address);
    assert.equal(signed.signature, `${signed.r}${signed.s.slice(2)}${Number(signed.v).toString(16)}`);
    assert.match(signed.message_hash, /^0x[0-9a-f]{64}$/);
    assert.deepEqual(await sign(emulator, 'Good morning'), signed);
  }));

  it('takes hex for bytes, so that the Stark seed is that of the frame', () => withEmulator(async (emulator) => {
    const { signature } = await sign(emulator, SEED_HEX);

    assert.equal(verifyMessage(STARK_SEED_MESSAGE, signature), actAs(emulator, EMAIL).address);
  }));

  it('takes hex of an odd length for a text', () => withEmulator(async (emulator) => {
    const { signature } = await sign(emulator, '0x123');

    assert.equal(verifyMessage('0x123', signature), actAs(emulator, EMAIL).address);
  }));

  it('counts signatures by message', () => withEmulator(async (emulator) => {
    await sign(emulator, SEED_HEX);
    await sign(emulator, 'one');
    await sign(emulator, 'one');

    assert.equal(emulator.signatures.count(), 3);
    assert.equal(emulator.signatures.count('one'), 2);
    assert.equal(emulator.signatures.count(STARK_SEED_MESSAGE), 1);
    const [record] = emulator.signatures.list();
    assert.equal(emulator.signatures.count(record?.sha256), 1);
    assert.equal(record?.sub, actAs(emulator, EMAIL).sub);
  }));

  it('may be asked by a page of another origin, with all its headers', () => withEmulator(async (emulator) => {
    const response = await fetch(`${emulator.addresses.tee}/v1/wallet`, { method: 'OPTIONS', headers: { origin: 'http://localhost:1' } });

    const allowed = response.headers.get('access-control-allow-headers') ?? '';
    for (const name of ['authorization', 'content-type', 'x-magic-api-key', 'x-magic-chain', 'x-oidc-provider-id']) {
      assert.ok(allowed.includes(name), name);
    }
  }));
});

describe('the HTTP wallet refuses', () => {
  for (const name of ['x-magic-api-key', 'x-oidc-provider-id', 'x-magic-chain', 'authorization']) {
    it(`a request without ${name}`, () => withEmulator(async (emulator) => {
      assert.deepEqual(await post(emulator, '/v1/wallet', undefined, { [name]: undefined }), {
        status: 422, body: { detail: [{ loc: ['header', name], msg: 'Field required', type: 'missing' }] },
      });
    }));
  }

  it('another chain', () => withEmulator(async (emulator) => {
    assert.equal((await post(emulator, '/v1/wallet', undefined, { 'x-magic-chain': 'SOL' })).status, 422);
  }));

  for (const [name, value] of [['x-magic-api-key', 'pk_live_other'], ['x-oidc-provider-id', 'other'], ['authorization', 'Bearer nonsense'], ['authorization', 'Basic abc']] as const) {
    it(`${name}: ${value}`, () => withEmulator(async (emulator) => {
      assert.deepEqual(await post(emulator, '/v1/wallet', undefined, { [name]: value }), { status: 401, body: { detail: 'Could not validate credentials' } });
    }));
  }

  it('an access token, an expired ID token and one of a stranger', () => withEmulator(async (emulator) => {
    const person = actAs(emulator, EMAIL);
    for (const token of [await person.accessToken(), await person.idToken({ exp: 1 }), await person.idToken({ sub: 'nobody' })]) {
      assert.equal((await post(emulator, '/v1/wallet', undefined, { authorization: `Bearer ${token}` })).status, 401);
    }
  }));

  for (const body of [undefined, {}, null, { message_base64: 5 }, { message_base64: '***' }]) {
    it(`to sign ${JSON.stringify(body)}`, () => withEmulator(async (emulator) => {
      const answer = await post(emulator, '/v1/wallet/sign/message', body);

      assert.equal(answer.status, 422);
      assert.deepEqual((answer.body as { detail: { loc: string[] }[] }).detail[0]?.loc, ['body', 'message_base64']);
      assert.equal(emulator.signatures.count(), 0);
    }));
  }
});

describe('faults of the HTTP wallet', () => {
  it('row 105: another address', () => withEmulator(async (emulator) => {
    emulator.faults.set('tee:other-address', { times: 1 });

    const { body } = await post(emulator, '/v1/wallet');

    assert.notEqual((body as { public_address: string }).public_address, actAs(emulator, EMAIL).address);
  }));

  it('row 123: signatures that differ each time and are valid', () => withEmulator(async (emulator) => {
    emulator.faults.set('tee:random-k');
    const first = await sign(emulator, 'x');
    const second = await sign(emulator, 'x');

    assert.notEqual(first.s, second.s);
    for (const { signature } of [first, second]) assert.equal(verifyMessage('x', signature), actAs(emulator, EMAIL).address);
  }));

  it('row 122: signatures of other forms', () => withEmulator(async (emulator) => {
    const good = (await sign(emulator, 'x')).signature;
    const seen = new Set([good]);
    for (const form of SIGNATURE_FORMS) {
      emulator.faults.set('tee:odd-signature', { times: 1, params: { form } });
      seen.add((await sign(emulator, 'x')).signature);
    }

    assert.equal(seen.size, SIGNATURE_FORMS.length + 1);
    assert.equal((await sign(emulator, 'x')).signature, good);
  }));

  it('documented errors and lost answers come from the common faults', () => withEmulator(async (emulator) => {
    emulator.faults.set('tee:unauthorized', { times: 1 });
    assert.deepEqual(await post(emulator, '/v1/wallet'), { status: 401, body: { detail: 'Could not validate credentials' } });

    emulator.faults.set('tee:reset', { times: 1 });
    await assert.rejects(post(emulator, '/v1/wallet'));
  }));
});
