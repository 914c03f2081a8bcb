import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Emulator } from '../../../emulator/src/index.js';
import { IMX, USDC } from '../../../emulator/src/accounts/tokens.js';
import { hashTransfer } from '../../../emulator/src/imx/stark/messages.js';
import { withEmulator, type Answer } from '../support/people.js';
import { erc20, erc721, ETH_TOKEN, pickCollectible, Trader, type Json } from '../support/trader.js';

const ETHER = 10n ** 18n;

function setup(emulator: Emulator): { sender: Trader; receiver: Trader } {
  return { sender: new Trader(emulator, 'tamsin@example.com'), receiver: new Trader(emulator, 'lumi@example.com') };
}

function codeOf({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`;
}

describe('a transfer', () => {
  for (const [name, token, read, amount] of [
    ['ETH', ETH_TOKEN, 'eth', ETHER / 10n], ['an ERC20 token with quanta', erc20(IMX.address), IMX.address, 5n * ETHER], ['an ERC20 token without', erc20(USDC.address), USDC.address, 1_000_000n],
  ] as const) {
    it(`of ${name} leaves the sender's balance and arrives in the receiver's`, () => withEmulator(async (emulator) => {
      const { sender, receiver } = setup(emulator);
      const before = await sender.balance(read);

      const { status, body } = await sender.transfer(receiver.address, amount.toString(), token);

      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body as Json), ['sent_signature', 'status', 'time', 'transfer_id']);
      assert.equal(await sender.balance(read), before - amount);
      assert.equal(await receiver.balance(read), amount);
    }));
  }

  it('gives what is to be signed in quanta and hours, with the hash of just that', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);

    const signable = await sender.offerTransfer(receiver.address, (ETHER / 4n).toString());

    const get = (name: string): bigint => BigInt(signable[name] as string | number);
    assert.equal(get('amount'), ETHER / 4n / 100_000_000n);
    const hours = Math.floor(emulator.world.clock.now() / 3_600_000);
    assert.equal(signable.expiration_timestamp, hours + 168);
    assert.equal(signable.receiver_stark_key, emulator.world.findUser(receiver.person.sub)?.imx?.starkKey);
    assert.equal(get('payload_hash'), hashTransfer({
      token: get('asset_id'), receiverStarkKey: get('receiver_stark_key'), senderVault: get('sender_vault_id'), receiverVault: get('receiver_vault_id'),
      amount: get('amount'), nonce: get('nonce'), expiration: get('expiration_timestamp'),
    }));
  }));

  it('of a collectible changes its owner, who can give it away again', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const token = pickCollectible(sender);

    assert.equal((await sender.transfer(receiver.address, '1', token)).status, 200);

    assert.equal(codeOf(await sender.ask('POST', '/v1/signable-transfer-details', { sender: sender.address, token, amount: '1', receiver: receiver.address })), '400 insufficient_balance');
    assert.equal((await receiver.transfer(sender.address, '1', token)).status, 200);
  }));

  it('is undone by a reset', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const before = await sender.balance();
    await sender.transfer(receiver.address, ETHER.toString());

    emulator.reset();

    assert.equal(await sender.balance(), before);
    assert.equal(await receiver.balance(), 0n);
  }));
});

describe('a transfer is not given out', () => {
  const refusals: Readonly<Record<string, readonly [expected: string, change: (asked: Json, others: { receiver: Trader; emulator: Emulator }) => Json]>> = {
    'of more than there is': ['400 insufficient_balance', (asked) => ({ ...asked, amount: (1000n * ETHER).toString() })],
    'of no whole quantum': ['400 bad_request', (asked) => ({ ...asked, amount: '5' })],
    'of nothing': ['400 bad_request', (asked) => ({ ...asked, amount: '0' })],
    'of a number that is no text': ['400 bad_request', (asked) => ({ ...asked, amount: 100_000_000 })],
    'of a token that nobody knows': ['404 token_not_found', (asked) => ({ ...asked, token: erc20(`0x${'9'.repeat(40)}`) })],
    'of an asset that nobody knows': ['404 asset_not_found', (asked) => ({ ...asked, token: erc721(`0x${'9'.repeat(40)}`, '1'), amount: '1' })],
    'to somebody who is not registered': ['404 account_not_found', (asked) => ({ ...asked, receiver: `0x${'0'.repeat(37)}abc` })],
    'to oneself': ['400 bad_request', (asked) => ({ ...asked, receiver: asked.sender })],
    'from somebody else\'s account': ['403 forbidden', (asked, { receiver }) => ({ ...asked, sender: receiver.address })],
  };
  for (const [name, [expected, change]] of Object.entries(refusals)) {
    it(`${name}: ${expected}`, () => withEmulator(async (emulator) => {
      const { sender, receiver } = setup(emulator);
      const asked = { sender: sender.address, token: ETH_TOKEN, amount: (ETHER / 2n).toString(), receiver: receiver.address };

      assert.equal(codeOf(await sender.ask('POST', '/v1/signable-transfer-details', change(asked, { receiver, emulator }))), expected);
    }));
  }

  it('without a token, and to who is not registered', () => withEmulator(async (emulator) => {
    const nova = new Trader(emulator, 'nova@example.com');
    const body = JSON.stringify({ sender: `0x${'1'.repeat(40)}`, token: ETH_TOKEN, amount: '100000000', receiver: setup(emulator).receiver.address });
    const anonymous = await fetch(`${emulator.addresses.api}/v1/signable-transfer-details`, { method: 'POST', body });

    assert.equal(anonymous.status, 401);
    assert.equal(codeOf(await nova.ask('POST', '/v1/signable-transfer-details', JSON.parse(body))), '403 forbidden');
  }));
});

describe('a signed transfer is refused', () => {
  type Spoil = (signed: Json, parties: { sender: Trader; receiver: Trader; emulator: Emulator }) => Json;
  const refusals: Readonly<Record<string, readonly [expected: string, spoil: Spoil]>> = {
    'with another amount than was signed': ['400 invalid_payload', (signed) => ({ ...signed, amount: '1' })],
    'with another receiver\'s key': ['400 invalid_payload', (signed, { sender }) => ({ ...signed, receiver_stark_key: sender.person.starkKey })],
    'with another asset': ['400 invalid_payload', (signed) => ({ ...signed, asset_id: '0x1' })],
    'with another expiration': ['400 invalid_payload', (signed) => ({ ...signed, expiration_timestamp: Number(signed.expiration_timestamp) + 1 })],
    'with a nonce that was not given out': ['400 invalid_nonce', (signed) => ({ ...signed, nonce: 1 })],
    'with a number that is none': ['400 bad_request', (signed) => ({ ...signed, amount: 'much' })],
    'row 126: with a number out of range': ['400 bad_request', (signed) => ({ ...signed, amount: (2n ** 63n).toString() })],
    'with somebody else\'s signature': ['400 invalid_signature', (signed, { receiver }) => ({ ...signed, stark_signature: receiver.sign({ payload_hash: '0x1' }) })],
    'without a signature': ['400 invalid_signature', (signed) => ({ ...signed, stark_signature: undefined })],
    'under another key': ['400 bad_request', (signed, { receiver }) => ({ ...signed, sender_stark_key: receiver.person.starkKey })],
    'after its time': ['400 bad_request', (signed, { emulator }) => {
      emulator.world.clock.shift(169 * 3_600_000);
      return signed;
    }],
  };
  for (const [name, [expected, spoil]] of Object.entries(refusals)) {
    it(`${name}: ${expected}`, () => withEmulator(async (emulator) => {
      const { sender, receiver } = setup(emulator);
      const signable = await sender.offerTransfer(receiver.address, (ETHER / 2n).toString());
      await sender.decide(signable);

      const answer = await sender.ask('POST', '/v1/transfers', spoil(sender.finish(signable), { sender, receiver, emulator }));

      assert.equal(codeOf(answer), expected);
      assert.equal(await receiver.balance(), 0n);
    }));
  }

  it('before it was approved, and when it was rejected: 403 transaction_not_approved', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const signable = await sender.offerTransfer(receiver.address, '100000000');

    assert.equal(codeOf(await sender.ask('POST', '/v1/transfers', sender.finish(signable))), '403 transaction_not_approved');
    await sender.decide(signable, 'reject');
    assert.equal(codeOf(await sender.ask('POST', '/v1/transfers', sender.finish(signable))), '403 transaction_not_approved');
  }));

  it('the second time: 400 duplicate_nonce', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const signable = await sender.offerTransfer(receiver.address, '100000000');
    await sender.decide(signable);
    assert.equal((await sender.ask('POST', '/v1/transfers', sender.finish(signable))).status, 200);

    assert.equal(codeOf(await sender.ask('POST', '/v1/transfers', sender.finish(signable))), '400 duplicate_nonce');
    assert.equal(await receiver.balance(), 100_000_000n);
  }));

  it('when it was offered to somebody else: 400 invalid_nonce', () => withEmulator(async (emulator) => {
    const { sender, receiver } = setup(emulator);
    const signable = await sender.offerTransfer(receiver.address, '100000000');
    await sender.decide(signable);

    assert.equal(codeOf(await receiver.ask('POST', '/v1/transfers', { ...receiver.finish(signable), sender_stark_key: receiver.person.starkKey })), '400 invalid_nonce');
  }));
});
