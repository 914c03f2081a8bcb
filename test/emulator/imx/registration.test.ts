import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Emulator } from '../../../emulator/src/index.js';
import { LINK_MESSAGE } from '../../../emulator/src/imx/registration.js';
import { SEED_SPELLINGS } from '../../../emulator/src/imx/seed-spellings.js';
import { actAs, createRegistration, getJson, postJson, signRaw, withEmulator, type Answer, type Person } from '../support/people.js';
import { signStark } from '../support/stark-signer.js';

const PATH = '/v2/passport/users';
const EMAIL = 'nova@example.com';

type Body = Readonly<Record<string, string>>;

/** Whose registration it is, somebody else, and the hash that both sign. */
interface Parties {
  readonly person: Person;
  readonly other: Person;
  readonly payloadHash: string;
}

type Spoil = (body: Body, parties: Parties) => Body;

/** Registers with a body that one hand has been laid on. */
async function registerWith(emulator: Emulator, spoil: Spoil = (body) => body, path = PATH): Promise<Answer> {
  const person = actAs(emulator, EMAIL);
  const { body, payloadHash } = await createRegistration(emulator, person);
  const parties = { person, other: actAs(emulator, 'other@example.com'), payloadHash };
  return postJson(emulator, path, spoil(body, parties), await person.accessToken());
}

async function offerKeys(emulator: Emulator): Promise<{ payload_hash: string; signable_message: string }> {
  const { address, starkKey } = actAs(emulator, EMAIL);
  const { body } = await postJson(emulator, '/v1/signable-registration-offchain', { ether_key: address, stark_key: starkKey });
  return body as { payload_hash: string; signable_message: string };
}

describe('registration', () => {
  for (const path of [PATH, '/v1/passport/users']) {
    it(`answers 201 at ${path} and knows the account from then on`, () => withEmulator(async (emulator) => {
      const person = actAs(emulator, EMAIL);

      const { status, body } = await registerWith(emulator, undefined, path);

      const account = (body as { ether_key: string }).ether_key;
      assert.equal(status, 201);
      assert.deepEqual(body, { ether_key: account, stark_key: person.starkKey, user_admin_key: person.address });
      assert.notEqual(account.toLowerCase(), person.address.toLowerCase());
      assert.equal(emulator.world.findUser(person.sub)?.imx?.ethAddress, account);
      assert.deepEqual(await getJson(emulator, `/v1/users/${account.toUpperCase().replace('0X', '0x')}`), { status: 200, body: { accounts: [person.starkKey] } });
    }));
  }

  it('answers 409 the second time', () => withEmulator(async (emulator) => {
    await registerWith(emulator);

    const { status, body } = await registerWith(emulator);

    assert.equal(status, 409);
    assert.deepEqual(body, { code: 'account_registration_error', message: 'Key already registered', details: '' });
  }));

  it('keeps what it stored when the answer is lost', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:lost-answer', { times: 1, match: PATH });

    await assert.rejects(registerWith(emulator));

    assert.equal((await registerWith(emulator)).status, 409);
  }));

  it('is forgotten by a reset, except for those who are registered from the start', () => withEmulator(async (emulator) => {
    await registerWith(emulator);

    emulator.reset();

    assert.equal(emulator.world.findUserByEmail(EMAIL)?.imx, undefined);
    assert.notEqual(emulator.world.findUserByEmail('tamsin@example.com')?.imx, undefined);
  }));
});

describe('a wrong wallet signature', () => {
  const kinds: Readonly<Record<string, Spoil>> = {
    'by another key': (body, { other }) => ({ ...body, eth_signature: signRaw(other.walletKey, LINK_MESSAGE) }),
    'of another hash': (body, { person }) => ({ ...body, eth_signature: signRaw(person.walletKey, `${LINK_MESSAGE}.`) }),
    'with r and s swapped': (body) => ({ ...body, eth_signature: swapHalves(body.eth_signature ?? '') }),
    'truncated': (body) => ({ ...body, eth_signature: (body.eth_signature ?? '').slice(0, -2) }),
  };
  for (const [kind, spoil] of Object.entries(kinds)) {
    it(`${kind} is refused`, () => withEmulator(async (emulator) => expectRefusal(emulator, spoil, 'The eth_signature is not valid')));
  }

  it('with 1b or 1c as its last byte is refused', () => withEmulator(async (emulator) => {
    const spoil: Spoil = (body) => ({ ...body, eth_signature: (body.eth_signature ?? '').replace(/0([01])$/, (_all, bit) => (bit === '0' ? '1b' : '1c')) });
    await expectRefusal(emulator, spoil, 'The eth_signature is not valid');
  }));
});

describe('a wrong Stark signature', () => {
  const kinds: Readonly<Record<string, Spoil>> = {
    'by another key': (body, { other, payloadHash }) => ({ ...body, stark_signature: signStark(other.starkPrivateKey, payloadHash) }),
    'of another hash': (body, { person }) => ({ ...body, stark_signature: signStark(person.starkPrivateKey, '0x1234') }),
    'with r and s swapped': (body) => ({ ...body, stark_signature: swapHalves(body.stark_signature ?? '') }),
    'truncated': (body) => ({ ...body, stark_signature: (body.stark_signature ?? '').slice(0, -2) }),
  };
  for (const [kind, spoil] of Object.entries(kinds)) {
    it(`${kind} is refused`, () => withEmulator(async (emulator) => expectRefusal(emulator, spoil, 'The stark_signature is not valid')));
  }
});

describe('a registration that is not allowed', () => {
  const tokens: Readonly<Record<string, readonly [number, (person: Person) => Promise<string | undefined>]>> = {
    'without a token': [401, async () => undefined],
    'with an ID token': [401, (person) => person.idToken()],
    'with an expired token': [401, (person) => person.accessToken({ exp: 1 })],
    'with a token for another audience': [401, (person) => person.accessToken({ aud: 'elsewhere' })],
    'with a token of another issuer': [401, (person) => person.accessToken({ iss: 'https://elsewhere.example.com/' })],
    'with a changed token': [401, async (person) => `${(await person.accessToken()).slice(0, -8)}AAAAAAAA`],
    'without the scope transact': [403, (person) => person.accessToken({ scope: 'openid' })],
  };
  for (const [kind, [expected, issue]] of Object.entries(tokens)) {
    it(`${kind} is refused with ${expected}`, () => withEmulator(async (emulator) => {
      const person = actAs(emulator, EMAIL);

      const { status, body } = await postJson(emulator, PATH, (await createRegistration(emulator, person)).body, await issue(person));

      assert.equal(status, expected);
      assert.equal((body as { code: string }).code, expected === 401 ? 'unauthorized' : 'forbidden');
    }));
  }

  it('for another user\'s wallet is refused with 403', () => withEmulator(async (emulator) => {
    const person = actAs(emulator, EMAIL);
    const thief = actAs(emulator, 'thief@example.com');

    const { status } = await postJson(emulator, PATH, (await createRegistration(emulator, person)).body, await thief.accessToken());

    assert.equal(status, 403);
  }));

  it('that nothing was offered for is refused', () => withEmulator(async (emulator) => {
    const person = actAs(emulator, EMAIL);
    const { body } = await createRegistration(emulator, person);
    emulator.reset();

    const answer = await postJson(emulator, PATH, body, await person.accessToken());

    assert.equal(answer.status, 400);
    assert.match((answer.body as { message: string }).message, /asked for/);
  }));

  for (const [name, keys] of Object.entries({
    'no address': { ether_key: '0x12', stark_key: '0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca' },
    'no point of the curve': { ether_key: `0x${'1'.repeat(40)}`, stark_key: '0x5' },
    'nothing': {},
  })) {
    it(`with ${name} for a key is refused with 400`, () => withEmulator(async (emulator) => {
      const { status, body } = await postJson(emulator, '/v1/signable-registration-offchain', keys);

      assert.equal(status, 400);
      assert.equal((body as { code: string }).code, 'bad_request');
    }));
  }
});

describe('faults of a registration', () => {
  it('row 144: give the Stark seed message to sign, in at least forty spellings', () => withEmulator(async (emulator) => {
    const texts = new Set<string>();
    for (const spelling of Object.keys(SEED_SPELLINGS)) {
      emulator.faults.set('imx:seed-message', { times: 1, params: { spelling } });
      texts.add((await offerKeys(emulator)).signable_message);
    }

    assert.ok(texts.size >= 40);
    assert.equal(texts.size, Object.keys(SEED_SPELLINGS).length);
    assert.equal((await offerKeys(emulator)).signable_message, LINK_MESSAGE);
  }));

  it('row 144: give any other text to sign, whose signature registers nobody', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:other-message', { params: { message: 'Give me your ship' } });

    assert.equal((await offerKeys(emulator)).signable_message, 'Give me your ship');
    assert.equal((await registerWith(emulator)).status, 400);
  }));

  it('row 124: give a payload hash that is none', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:bad-hash', { params: { hash: `0x${'f'.repeat(64)}` } });

    assert.equal((await offerKeys(emulator)).payload_hash, `0x${'f'.repeat(64)}`);
  }));

  it('row 105: name another wallet in the answer', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:other-admin-key');

    const { body } = await registerWith(emulator);

    assert.notEqual((body as { user_admin_key: string }).user_admin_key, actAs(emulator, EMAIL).address);
  }));

  it('row 120: answer the account look-up with another key', () => withEmulator(async (emulator) => {
    const path = `/v1/users/${actAs(emulator, EMAIL).address}`;
    assert.deepEqual((await getJson(emulator, path)).body, { code: 'account_not_found', message: `Account not found: ${path.slice(10)}`, details: '' });

    emulator.faults.set('imx:other-stark-key', { params: { key: '0x0123' } });

    assert.deepEqual((await getJson(emulator, path)).body, { accounts: ['0x0123'] });
  }));
});

async function expectRefusal(emulator: Emulator, spoil: Spoil, message: string): Promise<void> {
  const { status, body } = await registerWith(emulator, spoil);

  assert.equal(status, 400);
  assert.deepEqual(body, { code: 'invalid_signature', message, details: '' });
  assert.equal(emulator.world.findUserByEmail(EMAIL)?.imx, undefined);
}

function swapHalves(signature: string): string {
  return `0x${signature.slice(66, 130)}${signature.slice(2, 66)}${signature.slice(130)}`;
}
