import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';

interface Person {
  readonly email: string;
  readonly imx?: { readonly ethAddress: string; readonly starkKey: string };
  readonly zkEvm?: { readonly ethAddress: string };
}

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

async function send(body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${emulator.addresses.admin}/users`, {
    method: 'POST', headers: { authorization: `Bearer ${emulator.adminToken}` }, body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function readBalances(owner: string): Promise<string[]> {
  const response = await fetch(`${emulator.addresses.api}/v2/balances/${owner}`);
  const { result } = await response.json() as { result: { symbol: string; balance: string }[] };
  return result.map(({ symbol, balance }) => `${symbol} ${balance}`);
}

describe('POST /users of the admin API', () => {
  it('makes somebody new, who is not registered', async () => {
    const { status, body } = await send({ email: 'Wren@example.com' });

    assert.equal(status, 200);
    assert.equal((body as Person).email, 'wren@example.com');
    assert.equal((body as Person).imx, undefined);
  });

  it('registers with both networks, with the keys that the person’s wallet leads to', async () => {
    const { body } = await send({ email: 'tamsin@example.com', registered: true });
    const known = emulator.world.findUserByEmail('tamsin@example.com');
    emulator.reset();
    const { body: fresh } = await send({ email: 'wren@example.com', registered: true });

    assert.deepEqual((body as Person).imx, known?.imx, 'who is registered stays so');
    const { imx, zkEvm } = fresh as Person;
    assert.match(imx?.starkKey ?? '', /^0x[\da-f]+$/);
    assert.match(zkEvm?.ethAddress ?? '', /^0x[\da-f]{40}$/);
    const account = await fetch(`${emulator.addresses.api}/v1/users/${imx?.ethAddress}`);
    assert.deepEqual(await account.json(), { accounts: [imx?.starkKey] });
  });

  it('sets balances in whole tokens, again and again, and a reset brings the old ones back', async () => {
    const { body } = await send({ email: 'tamsin@example.com', balances: { ETH: '1.5', USDC: '20' } });
    const owner = (body as Person).imx?.ethAddress ?? '';
    assert.deepEqual(await readBalances(owner), ['ETH 1500000000000000000', 'USDC 20000000']);

    await send({ email: 'tamsin@example.com', balances: { '0xF57E7e7C23978C3cAEC3C3548E3D615c346e79fF': '0.000000000000000001' } });
    assert.deepEqual(await readBalances(owner), ['IMX 1']);

    emulator.reset();
    assert.equal((await readBalances(owner)).length, 3);
  });

  it('refuses what is nobody, no token and no amount, and changes nothing', async () => {
    const refused = [
      {}, { email: 'wren' }, { email: 'wren@example.com', registered: 'yes' }, { email: 'wren@example.com', balances: [] },
      { email: 'wren@example.com', balances: { DOGE: '1' } }, { email: 'wren@example.com', balances: { ETH: 1 } },
      { email: 'wren@example.com', balances: { ETH: '-1' } }, { email: 'wren@example.com', balances: { USDC: '0.0000001' } },
    ];
    for (const body of refused) assert.equal((await send(body)).status, 400, JSON.stringify(body));

    assert.equal(emulator.world.findUserByEmail('wren@example.com'), undefined);
  });
});
