import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BrowserProvider, parseEther } from 'ethers';
import { createPublicClient, createWalletClient, custom, hashMessage, hashTypedData, UserRejectedRequestError } from 'viem';
import { withProvider, type ProviderDesk } from '../support/provider-desk.js';

const RECEIVER = '0x00000000000000000000000000000000000B0b00';

const TYPED = {
  domain: { name: 'Shop', version: '1', chainId: 13_473 },
  types: { Item: [{ name: 'name', type: 'string' }], Order: [{ name: 'items', type: 'Item[]' }, { name: 'price', type: 'uint256' }] },
  message: { items: [{ name: 'a hat' }, { name: 'a lantern' }], price: '12' },
} as const;

/** What the account's contract says of a signature (EIP-1271). */
async function isValid({ provider, account }: ProviderDesk, hash: string, signature: string): Promise<boolean> {
  const bytes = signature.slice(2);
  const padded = bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0');
  const word = (value: number): string => value.toString(16).padStart(64, '0');
  const data = `0x1626ba7e${hash.slice(2)}${word(64)}${word(bytes.length / 2)}${padded}`;
  return (await provider.request<string>({ method: 'eth_call', params: [{ to: account, data }] })).startsWith('0x1626ba7e');
}

describe('connectEvm() under ethers 6', () => {
  it('is a BrowserProvider: network, signer, balance, a transaction with its receipt', () => withProvider(async ({ provider, account }) => {
    const browser = new BrowserProvider(provider);

    const signer = await browser.getSigner();
    const before = await browser.getBalance(account);
    const response = await signer.sendTransaction({ to: RECEIVER, value: parseEther('1.5') });
    const receipt = await response.wait();

    assert.equal((await browser.getNetwork()).chainId, 13_473n);
    assert.equal(signer.address.toLowerCase(), account.toLowerCase());
    assert.equal(receipt?.status, 1);
    assert.equal(await browser.getBalance(RECEIVER), parseEther('1.5'));
    assert.equal(before - await browser.getBalance(account), parseEther('1.501'), 'and the fee');
    browser.destroy();
  }));

  it('signs texts and typed data, which the account\'s contract verifies', () => withProvider(async (desk) => {
    const browser = new BrowserProvider(desk.provider);
    const signer = await browser.getSigner();

    const text = await signer.signMessage('Hello, caf\u00e9');
    const typed = await signer.signTypedData(TYPED.domain, { Item: [...TYPED.types.Item], Order: [...TYPED.types.Order] }, TYPED.message);

    assert.equal(await isValid(desk, hashMessage('Hello, caf\u00e9'), text), true);
    assert.equal(await isValid(desk, hashMessage('Hello'), text), false);
    assert.equal(await isValid(desk, hashTypedData({ ...TYPED, primaryType: 'Order' } as never), typed), true);
    assert.equal(desk.visitor.questions, 2);
    browser.destroy();
  }));

  it('rejects as ACTION_REJECTED where the visitor does', () => withProvider(async ({ provider, visitor }) => {
    const browser = new BrowserProvider(provider);
    const signer = await browser.getSigner();
    visitor.agrees = false;

    await assert.rejects(signer.signMessage('Hello'), { code: 'ACTION_REJECTED' });
    await assert.rejects(signer.sendTransaction({ to: RECEIVER, value: 1n }), { code: 'ACTION_REJECTED' });
    assert.equal(visitor.questions, 2);
    browser.destroy();
  }));
});

describe('connectEvm() under viem', () => {
  it('is a custom transport: addresses, balance, a transaction with its receipt', () => withProvider(async ({ provider, account }) => {
    const [wallet, reader] = [createWalletClient({ transport: custom(provider) }), createPublicClient({ transport: custom(provider) })];

    const [address] = await wallet.requestAddresses();
    const hash = await wallet.sendTransaction({ account, chain: null, to: RECEIVER, value: 5n });

    assert.equal(address?.toLowerCase(), account.toLowerCase());
    assert.equal(await reader.getChainId(), 13_473);
    assert.equal((await reader.getTransactionReceipt({ hash })).status, 'success');
    assert.equal(await reader.getBalance({ address: RECEIVER }), 5n);
  }));

  it('signs texts and typed data, which the account\'s contract verifies', () => withProvider(async (desk) => {
    const wallet = createWalletClient({ account: desk.account, transport: custom(desk.provider) });

    const text = await wallet.signMessage({ message: 'Hello' });
    const typed = await wallet.signTypedData({ ...TYPED, primaryType: 'Order', message: { ...TYPED.message, price: 12n } });

    assert.equal(await isValid(desk, hashMessage('Hello'), text), true);
    assert.equal(await isValid(desk, hashTypedData({ ...TYPED, primaryType: 'Order' } as never), typed), true);
  }));

  it('rejects as a user\'s rejection, and asks once where the relayer fails: viem repeats some numbers by itself', () => withProvider(async ({ provider, account, visitor, emulator }) => {
    const wallet = createWalletClient({ account, transport: custom(provider) });
    emulator.faults.set('relayer:server-error', { match: '/relayer-mr/' });
    await assert.rejects(wallet.signMessage({ message: 'Hello' }));
    assert.equal(visitor.questions, 1);

    visitor.agrees = false;
    const error = await wallet.signMessage({ message: 'Hello' }).catch((thrown: unknown) => thrown) as { walk(fn: (it: unknown) => boolean): unknown };
    assert.ok(error.walk((it) => it instanceof UserRejectedRequestError));
  }));
});
