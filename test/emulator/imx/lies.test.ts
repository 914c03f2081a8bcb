import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { hashTransfer } from '../../../emulator/src/imx/stark/messages.js';
import { createRegistration, getJson, postJson, withEmulator, type Answer } from '../support/people.js';
import { erc721, ETH_TOKEN, pickCollectible, Trader, type Json } from '../support/trader.js';

const AMOUNT = 10n ** 17n;

function setup(emulator: Emulator): { sender: Trader; receiver: Trader } {
  return { sender: new Trader(emulator, 'tamsin@example.com'), receiver: new Trader(emulator, 'lumi@example.com') };
}

/** The hash of a transfer to be signed, from its members. */
function rehash(signable: Json): bigint {
  const get = (name: string): bigint => BigInt(signable[name] as string | number);
  return hashTransfer({
    token: get('asset_id'), receiverStarkKey: get('receiver_stark_key'), senderVault: get('sender_vault_id'), receiverVault: get('receiver_vault_id'),
    amount: get('amount'), nonce: get('nonce'), expiration: get('expiration_timestamp'),
  });
}

async function send({ sender, receiver }: ReturnType<typeof setup>, spoil: (signed: Json) => Json = (signed) => signed): Promise<Answer> {
  const signable = await sender.offerTransfer(receiver.address, AMOUNT.toString());
  await sender.decide(signable);
  return sender.ask('POST', '/v1/transfers', spoil(sender.finish(signable)));
}

describe('a lie about a transfer', () => {
  for (const [lie, member] of [['lie-receiver', 'receiver_stark_key'], ['lie-amount', 'amount'], ['lie-asset', 'asset_id']] as const) {
    it(`row 127: imx:${lie} changes ${member}, with the hash of just that, and is carried out`, () => withEmulator(async (emulator) => {
      const parties = setup(emulator);
      const { sender, receiver } = parties;
      const honest = await sender.offerTransfer(receiver.address, AMOUNT.toString());
      emulator.faults.set(`imx:${lie}`);

      const signable = await sender.offerTransfer(receiver.address, AMOUNT.toString());

      assert.notEqual(signable[member], honest[member]);
      assert.equal(rehash(signable), BigInt(String(signable.payload_hash)));
      await sender.decide(signable);
      await sender.ask('POST', '/v1/transfers', sender.finish(signable));
      // As asked it would be AMOUNT.
      assert.equal(await receiver.balance(), lie === 'lie-amount' ? AMOUNT * 2n : 0n);
    }));
  }

  it('row 127: imx:lie-hash gives the hash of something else, which can be signed', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    emulator.faults.set('imx:lie-hash');
    const signable = await sender.offerTransfer(receiver.address, AMOUNT.toString());

    assert.notEqual(rehash(signable), BigInt(String(signable.payload_hash)));
    await sender.decide(signable);
    assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(signable))).status, 200);
  }));

  it('imx:lie-signature takes any signature', () => withEmulator(async (emulator) => {
    emulator.faults.set('imx:lie-signature');

    assert.equal((await send(setup(emulator), (signed) => ({ ...signed, stark_signature: '0x1' }))).status, 200);
  }));

  it('imx:lie-balance moves nothing, and imx:lie-delivery moves it elsewhere', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const before = await parties.sender.balance();

    emulator.faults.set('imx:lie-balance', { times: 1 });
    assert.equal((await send(parties)).status, 200);
    assert.equal(await parties.sender.balance(), before);
    emulator.faults.set('imx:lie-delivery', { times: 1 });
    assert.equal((await send(parties)).status, 200);
    assert.equal(await parties.sender.balance(), before - AMOUNT);
    assert.equal(await parties.receiver.balance(), 0n);
  }));

  it('imx:lie-nonce carries out twice, imx:lie-expiration what has ended', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    emulator.faults.set('imx:lie-nonce');
    const signable = await sender.offerTransfer(receiver.address, AMOUNT.toString());
    await sender.decide(signable);
    for (const _time of [1, 2]) assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(signable))).status, 200);
    assert.equal(await receiver.balance(), AMOUNT * 2n);

    emulator.faults.set('imx:lie-expiration');
    const late = await sender.offerTransfer(receiver.address, AMOUNT.toString());
    assert.ok(Number(late.expiration_timestamp) < emulator.world.clock.now() / 3_600_000);
  }));

  it('row 127: imx:lie-batch gives the transfers in another order', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const tokens = COLLECTIBLES.filter(({ owner }) => owner === sender.person.sub).slice(0, 2).map(({ collection, tokenId }) => erc721(collection.address, tokenId));
    const ask = async (): Promise<unknown[]> => {
      const body = await sender.offer('/v2/signable-transfer-details', { sender_ether_key: sender.address, signable_requests: tokens.map((token) => ({ amount: '1', token, receiver: receiver.address })) });
      return (body.signable_responses as Json[]).map(({ asset_id: id }) => id);
    };

    const honest = await ask();
    emulator.faults.set('imx:lie-batch');

    assert.deepEqual(await ask(), honest.reverse());
  }));
});

describe('a lie about an order', () => {
  function offer({ sender }: ReturnType<typeof setup>): Promise<Json> {
    return sender.offer('/v3/signable-order-details', { user: sender.address, amount_buy: AMOUNT.toString(), token_buy: ETH_TOKEN, amount_sell: '1', token_sell: pickCollectible(sender) });
  }

  for (const [lie, member] of [
    ['lie-order-sell', 'asset_id_sell'], ['lie-order-buy', 'amount_buy'], ['lie-order-fee', 'fee_info'], ['lie-order-expiration', 'expiration_timestamp'], ['lie-hash', 'payload_hash'],
  ] as const) {
    it(`row 127: imx:${lie} changes ${member}, and the order goes in so`, () => withEmulator(async (emulator) => {
      const parties = setup(emulator);
      const honest = await offer(parties);
      emulator.faults.set(`imx:${lie}`);

      const signable = await offer(parties);

      assert.notDeepEqual(signable[member], honest[member]);
      await parties.sender.decide(signable);
      assert.equal((await parties.sender.ask('POST', '/v3/orders', parties.sender.finish(signable))).status, 200);
    }));
  }

  it('imx:lie-cancel leaves it active', () => withEmulator(async (emulator) => {
    const { sender } = setup(emulator);
    const { body } = await getJson(emulator, `/v3/orders?status=active&user=${sender.address}`);
    const id = (body as { result: { order_id: number }[] }).result[0]?.order_id;
    emulator.faults.set('imx:lie-cancel');
    const signable = await sender.offer('/v3/signable-cancel-order-details', { order_id: id });
    await sender.decide(signable);

    assert.deepEqual((await sender.ask('DELETE', `/v3/orders/${id}`, { order_id: id, stark_signature: sender.sign(signable) })).body, { order_id: id, status: 'cancelled' });
    assert.equal(((await getJson(emulator, `/v3/orders/${id}`)).body as Json).status, 'active');
  }));
});

describe('a lie about a registration', () => {
  it('row 131: imx:lie-conflict answers 200 where there was one, imx:lie-claim hides it for ever', () => withEmulator(async (emulator) => {
    const { person } = new Trader(emulator, 'nova@example.com');
    const register = async (): Promise<number> => {
      const { body } = await createRegistration(emulator, person);
      return (await postJson(emulator, '/v2/passport/users', body, await person.accessToken())).status;
    };

    emulator.faults.set('imx:lie-claim');
    assert.equal(await register(), 201);
    assert.equal(emulator.world.findUser(person.sub)?.claimVisibleFromRefresh, Number.MAX_SAFE_INTEGER);
    assert.equal(await register(), 409);
    emulator.faults.set('imx:lie-conflict');
    assert.equal(await register(), 200);
  }));
});
