import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import { IMX } from '../../../emulator/src/accounts/tokens.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { getJson, postJson, withEmulator, type Answer } from '../support/people.js';
import { erc20, erc721, Trader, type Json } from '../support/trader.js';

function codeOf({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`;
}

interface Batch {
  readonly sender: Trader;
  readonly receiver: Trader;
  readonly items: readonly Json[];
  readonly signables: readonly Json[];
  readonly message: unknown;
}

/** Two collectibles, offered to be sent together. */
async function offerBatch(emulator: Emulator): Promise<Batch> {
  const [sender, receiver] = [new Trader(emulator, 'tamsin@example.com'), new Trader(emulator, 'lumi@example.com')];
  const items = COLLECTIBLES.filter(({ owner }) => owner === sender.person.sub).slice(0, 2).map(({ collection, tokenId }) => erc721(collection.address, tokenId));
  const body = await sender.offer('/v2/signable-transfer-details', {
    sender_ether_key: sender.address, signable_requests: items.map((token) => ({ amount: '1', token, receiver: receiver.address })),
  });
  assert.equal(body.sender_stark_key, sender.person.starkKey);
  return { sender, receiver, items, signables: body.signable_responses as Json[], message: body.signable_message };
}

function finish({ sender, signables }: Batch, rows = signables.map((signable) => sender.finish(signable))): Promise<Answer> {
  return sender.ask('POST', '/v2/transfers', { sender_stark_key: sender.person.starkKey, requests: rows });
}

async function ownersOf(emulator: Emulator, { items }: Batch): Promise<unknown[]> {
  return Promise.all(items.map(async ({ data }) => {
    const { token_address: address, token_id: tokenId } = data as Json;
    return ((await getJson(emulator, `/v1/assets/${String(address)}/${String(tokenId)}`)).body as Json).user;
  }));
}

describe('a batch', () => {
  it('approved by its first hash moves everything, as the official SDK has it', () => withEmulator(async (emulator) => {
    const batch = await offerBatch(emulator);
    assert.ok(batch.signables[0] !== undefined);
    assert.match(await batch.sender.openPage(batch.signables[0]), /<h1>Confirm these transfers<\/h1>[^]*class="item"[^]*class="item"/);
    await batch.sender.decide(batch.signables[0]);

    const { status, body } = await finish(batch);

    assert.equal(status, 200);
    assert.equal((body as { transfer_ids: number[] }).transfer_ids.length, 2);
    assert.deepEqual(await ownersOf(emulator, batch), [batch.receiver.address, batch.receiver.address]);
    assert.match(String(batch.message), /^Only sign this request/);
  }));

  it('row 127: comes back in the order in which it was asked for', () => withEmulator(async (emulator) => {
    const { items, signables, receiver } = await offerBatch(emulator);

    for (const [index, { data }] of (items as { data: Json }[]).entries()) {
      const { body } = await getJson(emulator, `/v1/assets/${String(data.token_address)}/${String(data.token_id)}`);
      const signable = signables[index] ?? assert.fail('there are fewer than were asked for');
      assert.equal(signable.asset_id, (body as Json).id);
      assert.deepEqual((signable.token as { data: Json }).data, data);
      assert.equal(signable.receiver_stark_key, receiver.person.starkKey);
    }
  }));

  it('may be approved one by one, and needs all of them then', () => withEmulator(async (emulator) => {
    const batch = await offerBatch(emulator);
    const [first, second] = batch.signables as [Json, Json];

    await batch.sender.decide(second);
    assert.equal(codeOf(await finish(batch)), '403 transaction_not_approved');
    assert.equal(await batch.sender.evaluate(first), true);
    await batch.sender.decide(first);
    assert.equal((await finish(batch)).status, 200);
  }));

  it('moves all or nothing', () => withEmulator(async (emulator) => {
    const batch = await offerBatch(emulator);
    const { sender, signables } = batch;
    const [first, second] = signables as [Json, Json];
    await sender.decide(first);

    assert.equal(codeOf(await finish(batch, [sender.finish(first), { ...sender.finish(second), stark_signature: sender.sign(first) }])), '400 invalid_signature');
    assert.equal(codeOf(await finish(batch, [sender.finish(first), sender.finish(first)])), '400 duplicate_nonce');
    assert.equal(codeOf(await finish(batch, [])), '400 bad_request');
    assert.deepEqual(await ownersOf(emulator, batch), [sender.address, sender.address]);
  }));

  it('is refused where one of it cannot be', () => withEmulator(async (emulator) => {
    const { sender, receiver, items } = await offerBatch(emulator);
    const ask = (more: Json): Promise<Answer> => sender.ask('POST', '/v2/signable-transfer-details', {
      sender_ether_key: sender.address, signable_requests: [{ amount: '1', token: items[0], receiver: receiver.address }, { amount: '1', token: items[1], receiver: receiver.address, ...more }],
    });

    assert.equal(codeOf(await ask({ receiver: `0x${'1'.repeat(40)}` })), '404 account_not_found');
    assert.equal(codeOf(await ask({ amount: '2' })), '400 bad_request');
  }));
});

describe('an exchange', () => {
  async function createExchange(emulator: Emulator): Promise<{ id: string; sender: Trader; asked: Json }> {
    const sender = new Trader(emulator, 'tamsin@example.com');
    const { body } = await postJson(emulator, '/v3/exchanges', { provider: 'moonpay', type: 'offramp', wallet_address: sender.address });
    const { id } = body as { id: string };
    const { data } = (await getJson(emulator, `/v3/exchanges/${id}`)).body as { data: Json };
    return { id, sender, asked: { sender: sender.address, token: erc20(IMX.address), amount: '700000000', receiver: data.provider_wallet_address } };
  }

  it('takes tokens without a confirmation, and says which transfer it was', () => withEmulator(async (emulator) => {
    const { id, sender, asked } = await createExchange(emulator);
    const before = await sender.balance(IMX.address);
    // The official SDK sends no access token here.
    const { status, body } = await postJson(emulator, `/v2/exchanges/${id}/signable-transfer-details`, asked);
    assert.equal(status, 200);

    const done = await sender.ask('POST', `/v2/exchanges/${id}/transfers`, sender.finish(body as Json));

    assert.equal(done.status, 200);
    assert.equal(await sender.balance(IMX.address), before - 700_000_000n);
    const { data, status: state } = (await getJson(emulator, `/v3/exchanges/${id}`)).body as { data: Json; status: string };
    assert.deepEqual([state, data.transfer_id], ['pending', (done.body as Json).transfer_id]);
    assert.equal(((await getJson(emulator, '/v3/exchanges?status=pending&provider=moonpay')).body as { result: Json[] }).result.length, 1);
    assert.equal(((await getJson(emulator, '/v3/exchanges?status=created')).body as { result: Json[] }).result.length, 0);
  }));

  it('is no way around the confirmation of other transfers', () => withEmulator(async (emulator) => {
    const { id, sender, asked } = await createExchange(emulator);
    const { body } = await postJson(emulator, `/v2/exchanges/${id}/signable-transfer-details`, asked);
    const ordinary = await sender.offerTransfer(String(asked.receiver), '100000000');

    assert.equal(codeOf(await sender.ask('POST', '/v1/transfers', sender.finish(body as Json))), '400 bad_request');
    assert.equal(codeOf(await sender.ask('POST', `/v2/exchanges/${id}/transfers`, sender.finish(ordinary))), '400 bad_request');
  }));

  it('that nobody knows is not found, and odd ones are refused', () => withEmulator(async (emulator) => {
    const { sender, asked } = await createExchange(emulator);

    assert.equal(codeOf(await postJson(emulator, '/v2/exchanges/1/signable-transfer-details', asked)), '404 exchange_not_found');
    assert.equal(codeOf(await postJson(emulator, '/v3/exchanges', { provider: 'bank', type: 'offramp', wallet_address: sender.address })), '400 bad_request');
    assert.equal(codeOf(await postJson(emulator, '/v3/exchanges', { provider: 'moonpay', type: 'offramp', wallet_address: `0x${'1'.repeat(40)}` })), '404 account_not_found');
  }));

  it('is refused without an access token in the end, and with another\'s', () => withEmulator(async (emulator) => {
    const { id, sender, asked } = await createExchange(emulator);
    const { body } = await postJson(emulator, `/v2/exchanges/${id}/signable-transfer-details`, asked);
    const signed = sender.finish(body as Json);

    assert.equal(codeOf(await postJson(emulator, `/v2/exchanges/${id}/transfers`, signed)), '401 unauthorized');
    assert.equal(codeOf(await new Trader(emulator, 'lumi@example.com').ask('POST', `/v2/exchanges/${id}/transfers`, signed)), '400 bad_request');
  }));
});
