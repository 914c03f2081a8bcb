import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { BrowserProvider, parseEther } from 'ethers';
import { createPublicClient, createWalletClient, custom, hashMessage, hashTypedData, UserRejectedRequestError } from 'viem';
import { createChainService } from '../../../emulator/src/chain/chain-service.js';
import { migrateToChain } from '../../../emulator/src/chain/ledger.js';
import { createGuardianService } from '../../../emulator/src/guardian/guardian-service.js';
import { toClaims } from '../../../emulator/src/identity/claims.js';
import { createImxService } from '../../../emulator/src/imx/imx-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { createRelayerService } from '../../../emulator/src/relayer/relayer-service.js';
import type { Approval } from '../../../src/approval/approval.js';
import { createGuardianRequests } from '../../../src/approval/guardian-request.js';
import { evaluate } from '../../../src/approval/guardian.js';
import { createChainSettings } from '../../../src/chain/chain-settings.js';
import { ChainEvmProvider } from '../../../src/chain/evm/evm-provider.js';
import { systemClock } from '../../../src/platform/clock.js';
import { createEmulatorPreset } from '../../../src/shared/environments.js';
import { APPROVAL_ERRORS } from '../../../src/shared/errors/approval.js';
import type { NetworkUser } from '../../../src/shared/network.js';
import { PassportError } from '../../../src/shared/passport-error.js';
import type { Hex } from '../../../src/shared/types.js';
import { createSignMessage } from '../../../src/wallet/messages.js';
import { personalSign } from '../../../emulator/src/wallet/keys.js';
import { actAs, type Person } from '../support/people.js';

const RECEIVER = '0x00000000000000000000000000000000000B0b00';

let shared: Promise<Emulator> | undefined;

after(async () => (await shared)?.close());

interface Desk {
  readonly emulator: Emulator;
  readonly account: Hex;
  readonly provider: ChainEvmProvider;
  /** Whether the visitor agrees. */
  readonly visitor: { agrees: boolean; questions: number };
}

/** The provider of a person of the emulator; nothing is made up but the visitor's click. */
async function withProvider(run: (desk: Desk) => Promise<void>): Promise<void> {
  shared ??= startEmulator({ services: [createImxService, createGuardianService, createChainService, createRelayerService], seed: 'libraries' });
  const emulator = await shared;
  emulator.reset();
  emulator.confirmation = { mode: 'skip' };
  migrateToChain(emulator);
  const person = actAs(emulator, 'tamsin@example.com');
  const account = emulator.world.findUser(person.sub)?.zkEvm?.ethAddress as Hex;
  const { endpoints } = createEmulatorPreset(emulator.addresses);
  const chain = createChainSettings({ environment: 'emulator', endpoints }, systemClock);
  const user = createUser(emulator, person);
  const visitor = { agrees: true, questions: 0 };
  const provider = new ChainEvmProvider({
    clock: systemClock, user,
    wallet: {
      getAddress: async () => person.address as Hex,
      sign: async (purpose) => personalSign(person.walletKey, createSignMessage(purpose).bytes).serialized as Hex,
      disconnect: async () => {},
    },
    approval: createApproval({ endpoints }, user, visitor),
    signIn: async () => null,
    register: () => Promise.reject(new Error('nobody registers here')),
  }, { chain, account, isVerified: true });
  await run({ emulator, account, provider, visitor });
}

function createUser(emulator: Emulator, person: Person): NetworkUser {
  const getClaims = async () => {
    const user = emulator.world.findUser(person.sub);
    assert.ok(user);
    return { sub: person.sub, ...toClaims(user, { hidePassport: false }) };
  };
  return { getClaims, getAccessToken: () => person.accessToken(), getIdToken: () => person.idToken(), refresh: getClaims };
}

/** Asks the guardian as the approval room does, and a visitor who answers at once. */
function createApproval(config: Pick<Parameters<typeof evaluate>[0]['config'], 'endpoints'>, user: NetworkUser, visitor: Desk['visitor']): Pick<Approval, 'begin'> {
  return {
    begin() {
      const { signal } = new AbortController();
      return {
        signal,
        async confirm({ subject }) {
          visitor.questions += 1;
          for (const question of createGuardianRequests(subject)) await evaluate({ config, user }, question, signal);
          if (!visitor.agrees) throw new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED');
        },
        end() {},
      };
    },
  };
}

const TYPED = {
  domain: { name: 'Shop', version: '1', chainId: 13_473 },
  types: { Item: [{ name: 'name', type: 'string' }], Order: [{ name: 'items', type: 'Item[]' }, { name: 'price', type: 'uint256' }] },
  message: { items: [{ name: 'a hat' }, { name: 'a lantern' }], price: '12' },
} as const;

/** What the account's contract says of a signature (EIP-1271). */
async function isValid({ provider, account }: Desk, hash: string, signature: string): Promise<boolean> {
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
