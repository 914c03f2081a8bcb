import type { AccountAsset, Token, TokenBalance } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { ACCOUNT } from '../../test/support/fake-session.js';
import type { FakeSession } from '../../test/support/fake-session.js';
import { nextTask, state, UNREGISTERED } from './scene.js';
import type { ElementScene } from './scene.js';

const TWO_POW_256 = 2n ** 256n;
const OWNER = '0x9999888877776666555544443333222211110000';

function createToken(symbol: string, name: string, decimals: number | undefined, digit: string): Token {
  return { symbol, name, decimals, address: `0x${digit.repeat(40)}` };
}

const BALANCES: readonly TokenBalance[] = [
  { token: { symbol: 'ETH', name: 'Ether', decimals: 18, address: 'ETH' }, amount: 1_250_412_345_678_901_234n },
  { token: createToken('USDC', 'USD Coin', 6, 'a'), amount: 1_482_500_000n },
  { token: createToken('GODS', 'Gods Unchained', 18, 'b'), amount: 20n * 10n ** 18n },
  { token: createToken('IMX', 'Immutable', 18, 'c'), amount: 1n },
];

const HOSTILE: readonly TokenBalance[] = [
  { token: createToken('MAX', 'As much as there can be', 0, '1'), amount: TWO_POW_256 - 1n },
  { token: createToken('ЕТН', 'Ether', 18, '2'), amount: 10n ** 18n },
  { token: createToken('<img src=x>', `\u202egnp.exe ${'long '.repeat(40)}`, 8, '3'), amount: 123n },
  { token: createToken('RAW', 'No decimals known', undefined, '4'), amount: 123_456_789n },
  { token: createToken('BAD', 'Not an amount', 18, '5') },
];

const list = (balances: readonly TokenBalance[], complete = true) =>
  ({ owner: ACCOUNT.address, balances, complete, loadedAtMs: Date.UTC(2026, 10, 21, 10, 42) });

const read = (balances: readonly TokenBalance[], complete = true) => async (session: FakeSession): Promise<void> => {
  session.signIn();
  await nextTask();
  session.reads.at(-1)?.resolve(list(balances, complete));
};

const MANY: readonly TokenBalance[] = ['Anchor', 'Beacon', 'Cinder', 'Drift', 'Ember', 'Fathom', 'Gale', 'Harbour', 'Islet', 'Jetty'].map((name, index) => ({
  token: createToken(name.slice(0, 4).toUpperCase(), name, 18, index.toString(16)), amount: BigInt(index) * 123_456_789_012_345_678n,
}));

const picture = (hue: number): string => `https://localhost:1/${hue}.png`;
const ASSETS: readonly AccountAsset[] = [
  { collection: `0x${'a'.repeat(40)}`, collectionName: 'Lighthouse Keepers', tokenId: '1', name: 'Brine', amount: 1n },
  { collection: `0x${'a'.repeat(40)}`, collectionName: 'Lighthouse Keepers', tokenId: '2', name: 'Halyard of the long and windy eastern cliff', imageUrl: picture(2), amount: 1n },
  { collection: `0x${'b'.repeat(40)}`, tokenId: (TWO_POW_256 - 1n).toString(), amount: 12_000n },
  { collection: `0x${'c'.repeat(40)}`, collectionName: 'Ferry Tickets', tokenId: '1001', name: 'Single, deck', amount: 1n },
];
const own = (assets: readonly AccountAsset[], cursor?: string) => async (session: FakeSession): Promise<void> => {
  session.signIn();
  await nextTask();
  session.assetReads.at(-1)?.resolve({ owner: ACCOUNT.address, assets, complete: true, cursor, loadedAtMs: Date.UTC(2026, 10, 21, 10, 42) });
};

/** `<imx-balances>`. */
export const BALANCES_SCENES: readonly ElementScene[] = [
  { name: 'signed-out', play: state('signed-out') },
  { name: 'unregistered', play: (session) => session.signIn(UNREGISTERED) },
  { name: 'loading', play: (session) => session.signIn() },
  { name: 'ready', play: read(BALANCES) },
  { name: 'ready-chain', attributes: { network: 'immutable-chain' }, play: read(BALANCES) },
  { name: 'open', play: async (session, element) => {
    await read(BALANCES)(session);
    await nextTask();
    element.shadowRoot?.querySelectorAll<HTMLElement>('.token')[1]?.click();
  } },
  { name: 'paged', attributes: { 'page-size': '2' }, play: read(BALANCES) },
  { name: 'hostile', play: read(HOSTILE) },
  { name: 'toolbar', play: read(MANY) },
  { name: 'no-match', play: async (session, element) => {
    await read(MANY)(session);
    await nextTask();
    await nextTask();
    const field = element.shadowRoot?.querySelector<HTMLInputElement>('[part=filter]');
    if (!field) return;
    field.value = 'zzz';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  } },
  { name: 'assets', attributes: { view: 'assets' }, play: own(ASSETS, 'more') },
  { name: 'assets-empty', attributes: { view: 'assets' }, play: own([]) },
  { name: 'empty', play: read([]) },
  { name: 'partial', play: read(BALANCES.slice(0, 2), false) },
  { name: 'stale', play: async (session, element) => {
    await read(BALANCES.slice(0, 2))(session);
    await nextTask();
    (element as HTMLElement & { refresh(): void }).refresh();
    session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED'));
  } },
  { name: 'failed', play: async (session) => {
    session.signIn();
    await nextTask();
    session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'API_UNAVAILABLE'));
  } },
  { name: 'wrong-owner', attributes: { owner: '0x123' }, play: () => {} },
  { name: 'owner', attributes: { owner: OWNER }, play: async (session) => {
    await nextTask();
    session.reads.at(-1)?.resolve(list(BALANCES.slice(0, 1)));
  } },
];
