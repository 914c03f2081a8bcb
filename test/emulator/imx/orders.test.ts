import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Emulator } from '../../../emulator/src/index.js';
import { hashOrder } from '../../../emulator/src/imx/stark/messages.js';
import { getJson, withEmulator, type Answer } from '../support/people.js';
import { erc721, ETH_TOKEN, pickCollectible, Trader, type Json } from '../support/trader.js';

const FEE = { address: `0x${'f'.repeat(40)}`, fee_percentage: 1.5 };
const PRICE = '20000000000000000';

interface Parties {
  readonly maker: Trader;
  readonly taker: Trader;
  /** A collectible of the maker's. */
  readonly item: Json;
}

function setup(emulator: Emulator): Parties {
  const maker = new Trader(emulator, 'midge@example.com', 'core-sdk-2.0.1');
  return { maker, taker: new Trader(emulator, 'tamsin@example.com'), item: pickCollectible(maker) };
}

function codeOf({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`;
}

function offerOrder({ maker, item }: Parties, more: Json = {}): Promise<Json> {
  return maker.offer('/v3/signable-order-details', { user: maker.address, amount_buy: PRICE, token_buy: ETH_TOKEN, amount_sell: '1', token_sell: item, split_fees: true, ...more });
}

/** Offers, approves, signs, puts in; gives the order's number. */
async function createOrder(parties: Parties, more: Json = {}): Promise<number> {
  const { maker } = parties;
  const signable = await offerOrder(parties, more);
  await maker.decide(signable);
  const { status, body } = await maker.ask('POST', '/v3/orders', { include_fees: true, ...maker.finish(signable), fee_info: undefined });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(Object.keys(body as Json).sort(), ['order_id', 'request_id', 'status', 'time']);
  return (body as { order_id: number }).order_id;
}

async function readOrder(emulator: Emulator, id: number): Promise<Json> {
  return (await getJson(emulator, `/v3/orders/${id}?include_fees=true`)).body as Json;
}

/** The hash of what is to be signed, from its members. */
function rehash(signable: Json): bigint {
  const get = (name: string): bigint => BigInt(signable[name] as string | number);
  const fee = signable.fee_info as Json | undefined;
  return hashOrder({
    tokenSell: get('asset_id_sell'), tokenBuy: get('asset_id_buy'), vaultSell: get('vault_id_sell'), vaultBuy: get('vault_id_buy'),
    amountSell: get('amount_sell'), amountBuy: get('amount_buy'), nonce: get('nonce'), expiration: get('expiration_timestamp'),
    fee: fee && { token: BigInt(String(fee.asset_id)), vault: BigInt(Number(fee.source_vault_id)), limit: BigInt(String(fee.fee_limit)) },
  });
}

describe('an order', () => {
  it('is signed without a fee where there is none, and with the limit of what was asked', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);

    const plain = await offerOrder(parties);
    const withFee = await offerOrder(parties, { fees: [FEE] });

    assert.equal(plain.fee_info, undefined);
    assert.equal(rehash(plain), BigInt(String(plain.payload_hash)));
    assert.equal((withFee.fee_info as Json).fee_limit, (BigInt(PRICE) / 100_000_000n * 15n / 1000n).toString());
    assert.equal((withFee.fee_info as Json).asset_id, withFee.asset_id_buy);
    assert.equal(rehash(withFee), BigInt(String(withFee.payload_hash)));
  }));

  it('ends when it was asked to, in hours', () => withEmulator(async (emulator) => {
    const seconds = Math.floor(emulator.world.clock.now() / 1000) + 100_000;

    const signable = await offerOrder(setup(emulator), { expiration_timestamp: seconds });

    assert.equal(signable.expiration_timestamp, Math.floor(seconds / 3600));
  }));

  it('is active once it is in, and expires', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties, { fees: [FEE] });

    const order = await readOrder(emulator, id);
    assert.equal(order.status, 'active');
    assert.equal(order.user, parties.maker.address);
    assert.equal((order.sell as { data: Json }).data.token_id, ((parties.item as { data: Json }).data).token_id);
    assert.deepEqual((order.fees as Json[]).map(({ type }) => type), ['protocol', 'royalty', 'ecosystem']);

    emulator.world.clock.shift(731 * 3_600_000);
    assert.equal((await readOrder(emulator, id)).status, 'expired');
  }));

  const refusals: Readonly<Record<string, readonly [string, (parties: Parties) => Json]>> = {
    'for what is not there': ['400 insufficient_balance', ({ taker }) => ({ token_sell: pickCollectible(taker) })],
    'for somebody else': ['403 forbidden', ({ taker }) => ({ user: taker.address })],
    'that has ended': ['400 bad_request', () => ({ expiration_timestamp: 1_600_000_000 })],
    'with a fee of more than all': ['400 bad_request', () => ({ fees: [{ ...FEE, fee_percentage: 101 }] })],
    'that buys what it sells': ['400 bad_request', () => ({ token_sell: ETH_TOKEN, amount_sell: PRICE })],
    'for nothing': ['400 bad_request', () => ({ amount_buy: '0' })],
  };
  for (const [name, [expected, change]] of Object.entries(refusals)) {
    it(`${name} is not given out: ${expected}`, () => withEmulator(async (emulator) => {
      const parties = setup(emulator);
      const asked = { user: parties.maker.address, amount_buy: PRICE, token_buy: ETH_TOKEN, amount_sell: '1', token_sell: parties.item, ...change(parties) };

      assert.equal(codeOf(await parties.maker.ask('POST', '/v3/signable-order-details', asked)), expected);
    }));
  }

  const spoils: Readonly<Record<string, readonly [string, (signed: Json, parties: Parties) => Json]>> = {
    'that is cheaper than was signed': ['400 invalid_payload', (signed) => ({ ...signed, amount_buy: '1' })],
    'that sells something else': ['400 invalid_payload', (signed) => ({ ...signed, asset_id_sell: '0x1' })],
    'signed by somebody else': ['400 invalid_signature', (signed, { taker }) => ({ ...signed, stark_signature: taker.sign({ payload_hash: '0x1' }) })],
    'with a nonce of its own': ['400 invalid_nonce', (signed) => ({ ...signed, nonce: 3 })],
  };
  for (const [name, [expected, spoil]] of Object.entries(spoils)) {
    it(`${name} is refused: ${expected}`, () => withEmulator(async (emulator) => {
      const parties = setup(emulator);
      const signable = await offerOrder(parties);
      await parties.maker.decide(signable);

      assert.equal(codeOf(await parties.maker.ask('POST', '/v3/orders', spoil(parties.maker.finish(signable), parties))), expected);
    }));
  }

  it('that was not approved is refused, and one that is in cannot be put in again', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const { maker } = parties;
    const signable = await offerOrder(parties);

    assert.equal(codeOf(await maker.ask('POST', '/v3/orders', maker.finish(signable))), '403 transaction_not_approved');
    await maker.decide(signable);
    assert.equal((await maker.ask('POST', '/v3/orders', maker.finish(signable))).status, 200);
    assert.equal(codeOf(await maker.ask('POST', '/v3/orders', maker.finish(signable))), '400 duplicate_nonce');
  }));
});

describe('the cancellation of an order', () => {
  async function cancel(trader: Trader, id: number): Promise<Answer> {
    const signable = await trader.offer('/v3/signable-cancel-order-details', { order_id: id });
    await trader.decide(signable);
    return trader.ask('DELETE', `/v3/orders/${id}`, { order_id: id, stark_signature: trader.sign(signable) });
  }

  it('makes it cancelled, once', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties);

    assert.deepEqual(await cancel(parties.maker, id), { status: 200, body: { order_id: id, status: 'cancelled' } });

    assert.equal((await readOrder(emulator, id)).status, 'cancelled');
    assert.equal(codeOf(await parties.maker.ask('POST', '/v3/signable-cancel-order-details', { order_id: id })), '400 order_not_active');
  }));

  it('is refused for somebody else\'s order and for none', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties);

    assert.equal(codeOf(await parties.taker.ask('POST', '/v3/signable-cancel-order-details', { order_id: id })), '403 forbidden');
    assert.equal(codeOf(await parties.taker.ask('POST', '/v3/signable-cancel-order-details', { order_id: 1 })), '404 order_not_found');
  }));

  it('is refused unapproved, and with a signature of something else', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const { maker } = parties;
    const id = await createOrder(parties);
    const signable = await maker.offer('/v3/signable-cancel-order-details', { order_id: id });
    const finish = (hash: unknown): Promise<Answer> => maker.ask('DELETE', `/v3/orders/${id}`, { order_id: id, stark_signature: maker.sign({ payload_hash: hash }) });

    assert.equal(codeOf(await finish(signable.payload_hash)), '403 transaction_not_approved');
    assert.equal(codeOf(await finish('0x1')), '400 invalid_signature');
    assert.equal((await readOrder(emulator, id)).status, 'active');
  }));
});

describe('a trade', () => {
  async function offerTrade({ taker }: Parties, id: number, more: Json = {}): Promise<Json> {
    return taker.offer('/v3/signable-trade-details', { order_id: id, user: taker.address, fees: [], ...more });
  }

  function finishTrade({ taker }: Parties, id: number, signable: Json): Promise<Answer> {
    return taker.ask('POST', '/v3/trades', { include_fees: true, fees: [], order_id: id, ...taker.finish(signable) });
  }

  it('gives each what the other had, and fills both orders', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const { maker, taker, item } = parties;
    const id = await createOrder(parties);
    const [hadMaker, hadTaker] = [await maker.balance(), await taker.balance()];
    const signable = await offerTrade(parties, id);
    await taker.decide(signable);

    const { status, body } = await finishTrade(parties, id, signable);

    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((body as Json).status, 'success');
    // Seven percent: two for the exchange, five for who made the collection.
    assert.equal(await taker.balance(), hadTaker - BigInt(PRICE) * 107n / 100n);
    assert.equal(await maker.balance(), hadMaker + BigInt(PRICE));
    const { token_address: address, token_id: tokenId } = (item as { data: Json }).data;
    assert.equal(((await getJson(emulator, `/v1/assets/${String(address)}/${String(tokenId)}`)).body as Json).user, taker.address);
    assert.equal((await readOrder(emulator, id)).status, 'filled');
    const trade = (await getJson(emulator, `/v3/trades/${String((body as Json).trade_id)}`)).body as { a: Json; b: Json };
    assert.deepEqual([trade.a.token_type, trade.a.sold, trade.b.order_id, trade.b.token_type], ['ETH', PRICE, id, 'ERC721']);
  }));

  it('is signed with what the order buys, and all fees', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties);

    const signable = await offerTrade(parties, id, { fees: [FEE] });

    assert.equal(signable.amount_sell, (BigInt(PRICE) / 100_000_000n).toString());
    assert.equal(signable.amount_buy, '1');
    assert.equal((signable.fee_info as Json).fee_limit, (BigInt(PRICE) / 100_000_000n * 85n / 1000n).toString());
    assert.equal(rehash(signable), BigInt(String(signable.payload_hash)));
  }));

  it('is refused for one\'s own order, an unknown one, and without the money', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties, { amount_buy: '1234500000000000000' });
    const ask = (trader: Trader, order: number): Promise<Answer> => trader.ask('POST', '/v3/signable-trade-details', { order_id: order, user: trader.address });

    assert.equal(codeOf(await ask(parties.maker, id)), '400 bad_request');
    assert.equal(codeOf(await ask(parties.taker, 1)), '404 order_not_found');
    assert.equal(codeOf(await ask(parties.taker, id)), '400 insufficient_balance');
  }));

  it('is refused once the order is gone, unapproved, and with another fee than was signed', () => withEmulator(async (emulator) => {
    const parties = setup(emulator);
    const id = await createOrder(parties);
    const [first, second] = [await offerTrade(parties, id), await offerTrade(parties, id)];

    assert.equal(codeOf(await finishTrade(parties, id, first)), '403 transaction_not_approved');
    await parties.taker.decide(first);
    assert.equal(codeOf(await finishTrade(parties, id, { ...first, fee_info: undefined })), '400 invalid_payload');
    assert.equal((await finishTrade(parties, id, first)).status, 200);
    await parties.taker.decide(second);
    assert.equal(codeOf(await finishTrade(parties, id, second)), '400 order_not_active');
  }));

  it('may be of a collectible that was minted on Immutable X', () => withEmulator(async (emulator) => {
    const { taker } = setup(emulator);
    const { body } = await getJson(emulator, '/v3/orders?sell_token_type=ERC721&sell_token_name=Rust&status=active');
    const [order] = (body as { result: { order_id: number; sell: { data: Json } }[] }).result;
    const signable = await taker.offer('/v3/signable-trade-details', { order_id: order?.order_id, user: taker.address });
    await taker.decide(signable);

    assert.equal(signable.asset_id_buy, order?.sell.data.id);
    assert.equal((await taker.ask('POST', '/v3/trades', { order_id: order?.order_id, ...taker.finish(signable) })).status, 200);
    const { token_address: address, token_id: tokenId } = order?.sell.data ?? {};
    assert.equal((await taker.transfer(new Trader(emulator, 'lumi@example.com').address, '1', erc721(String(address), String(tokenId)))).status, 200);
  }));
});
