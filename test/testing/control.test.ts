import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Emulator } from '../../emulator/src/index.js';
import { createEmulatorControl, EMULATOR_PORTS, passportPlugin, type EmulatorControl } from '../../src/testing.js';
import { startTestEmulator } from '../support/emulator.js';

const ORIGIN = 'http://localhost:5173';

let emulator: Emulator;
let control: EmulatorControl;
before(async () => {
  emulator = await startTestEmulator();
  control = createEmulatorControl(emulator);
});
beforeEach(() => control.reset());
after(() => emulator.close());

describe('createEmulatorControl', () => {
  it('makes somebody be as a test wants them', async () => {
    const user = await control.setUser({ email: 'ada@example.com', registered: true });
    await control.setBalances('ada@example.com', { ETH: '1.5' });

    assert.equal(user.email, 'ada@example.com');
    const response = await fetch(`${emulator.addresses.api}/v2/balances/${user.imxAddress}`);
    const { result } = await response.json() as { result: { balance: string }[] };
    assert.deepEqual(result.map(({ balance }) => balance), ['1500000000000000000']);
    assert.match(user.chainAddress ?? '', /^0x[\da-f]{40}$/);
  });

  it('signs in without a window, with tokens that the emulator has issued', async () => {
    const { key, record, origin } = await control.createSignIn({ email: 'tamsin@example.com', clientId: 'my-shop', origin: `${ORIGIN}/shop/` });

    assert.equal(key, `oidc.user:${emulator.addresses.auth}:my-shop`);
    assert.equal(origin, ORIGIN);
    const { access_token: accessToken, refresh_token: refreshToken, scope } = JSON.parse(record) as Record<string, string>;
    const { sub } = await emulator.tokens.verifyAccessToken(accessToken ?? '') ?? {};
    assert.equal(sub, emulator.world.findUserByEmail('tamsin@example.com')?.sub);
    assert.ok(refreshToken);
    assert.match(scope ?? '', /offline_access.*transact/);
  });

  it('signs in whatever the login page was told to do', async () => {
    for (const mode of [{ mode: 'deny' }, { mode: 'stay' }, { mode: 'auto', email: 'marlow@example.com' }] as const) {
      emulator.login = mode;
      const { record } = await control.createSignIn({ email: 'tamsin@example.com', clientId: 'my-shop', origin: ORIGIN });
      const { sub } = await emulator.tokens.verifyAccessToken((JSON.parse(record) as Record<string, string>)['access_token'] ?? '') ?? {};
      assert.equal(sub, emulator.world.findUserByEmail('tamsin@example.com')?.sub, mode.mode);
    }
  });

  it('scripts faults and confirmations', async () => {
    await control.setFault('imx:server-error', { times: 1, match: '/v2/balances' });
    await control.setFault('imx:delay', { params: { ms: 5 } });
    await control.clearFaults('imx:delay');
    await control.setConfirmation('approve');

    assert.deepEqual(emulator.faults.list().map(({ name, timesLeft, match }) => [name, timesLeft, match]), [['imx:server-error', 1, '/v2/balances']]);
    assert.deepEqual(emulator.confirmation, { mode: 'approve' });
    await control.clearFaults();
    assert.deepEqual(emulator.faults.list(), []);
  });

  it('reads what was signed, of everybody or of one', async () => {
    const { sub } = await control.setUser({ email: 'ada@example.com' });
    emulator.signatures.add(sub, new TextEncoder().encode('a text'));
    emulator.signatures.add(emulator.world.ensureUser('other@example.com').sub, new TextEncoder().encode('another'));

    assert.deepEqual((await control.fetchSigned()).map(({ text }) => text), ['a text', 'another']);
    assert.deepEqual((await control.fetchSigned('Ada@example.com')).map(({ email, text, count }) => [email, text, count]), [['ada@example.com', 'a text', 1]]);
  });

  it('passes on what the emulator says against a command', async () => {
    await assert.rejects(control.setFault('imx:server-eror'), /TypeError: The emulator refuses POST \/faults: .*"imx:server-error"/);
    await assert.rejects(control.setBalances('ada@example.com', { DOGE: '1' }), TypeError);
    await assert.rejects(createEmulatorControl({ ...emulator, adminToken: 'wrong' }).reset(), /TypeError.*token/);
    await assert.rejects(control.createSignIn({ email: 'nobody', clientId: 'my-shop', origin: ORIGIN }), /status 400/);
  });

  it('knows the ports that environment="emulator" means', () => {
    assert.deepEqual(EMULATOR_PORTS, { auth: 8791, api: 8792, tee: 8793, wallet: 8794, passport: 8795, chain: 8798 });
  });
});

describe('what is not on this machine', () => {
  const refused = { name: 'PassportError', code: 'INVALID_CONFIGURATION' };

  it('row 147: is no emulator to be controlled, and its token goes nowhere', () => {
    for (const admin of ['https://admin.example.com', 'http://localhost.example.com:8796', 'http://10.0.0.1:8796', 'nowhere']) {
      assert.throws(() => createEmulatorControl({ addresses: { admin }, adminToken: 'secret' }), refused);
      assert.throws(() => passportPlugin({ addresses: { admin }, adminToken: 'secret' }), refused);
    }
  });

  it('row 147: is no site to sign in to', async () => {
    const before = emulator.requests.list().length;
    for (const origin of ['https://shop.example.com', 'http://localhost.example.com', 'null', '']) {
      await assert.rejects(control.createSignIn({ email: 'tamsin@example.com', clientId: 'my-shop', origin }), refused);
    }
    assert.equal(emulator.requests.list().length, before, 'nothing was asked for');
  });

  it('row 146: a plugin of the test runner has no other commands, and gives the admin token to no page', async () => {
    const { executeCommand } = passportPlugin(emulator);
    assert.equal(await executeCommand({ command: 'set-viewport' }), undefined);
    for (const method of ['constructor', 'toString', '__proto__', 'send']) {
      await assert.rejects(executeCommand({ command: 'passport-widgets', payload: { method, parameters: [] } }), TypeError);
    }
    const answers = [];
    for (const [method, parameters] of Object.entries({ fetchAddresses: [], fetchSigned: [], setUser: [{ email: 'ada@example.com' }] })) {
      answers.push(await executeCommand({ command: 'passport-widgets', payload: { method, parameters } }));
    }
    assert.equal(JSON.stringify(answers).includes(emulator.adminToken), false);
  });
});
