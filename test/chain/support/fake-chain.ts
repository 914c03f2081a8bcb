import { AbiCoder, id } from 'ethers';
import { createFakeApi } from '../../imx/support/fake-api.js';
import type { ReceivedRequest, Reply, Routes } from '../../imx/support/fake-api.js';

/** The account of the tests. */
export const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
export const NODE = 'POST /';
export const TOKENS = 'GET /v1/chains/imtbl-zkevm-testnet/tokens';
export const FIRST_PAGE = `${TOKENS}?page_size=200`;
const MULTICALL = '0x2cc787ed364600b0222361c4188308fa8e68ba60';
const AGGREGATE = 'tuple(address target, bool allowFailure, bytes callData)[]';

const coder = AbiCoder.defaultAbiCoder();
const selectors = Object.fromEntries(
  ['balanceOf(address)', 'readNonce(uint256)', 'decimals()', 'getEthBalance(address)', 'getChainId()', 'aggregate3((address,bool,bytes)[])']
    .map((signature) => [id(signature).slice(0, 10), signature]),
);

/** The address of the token with this number. */
export const toAddress = (index: number): `0x${string}` => `0x${(index + 1).toString(16).padStart(40, '0')}`;

/** A row of the indexer's list. */
export const toRow = (index: number, more: object = {}) => ({
  chain: { id: 'eip155:13473', name: 'imtbl-zkevm-testnet' }, contract_address: toAddress(index), symbol: `T${index}`,
  name: `Token ${index}`, decimals: 18, image_url: null, verification_status: 'unverified', ...more,
});

/** The indexer's pages of so many tokens, 200 each. */
export function toPages(count: number): Routes {
  const rows = Array.from({ length: count }, (_, index) => toRow(index));
  const pages = Math.max(1, Math.ceil(count / 200));
  return Object.fromEntries(Array.from({ length: pages }, (_, page) => [
    page === 0 ? FIRST_PAGE : `${FIRST_PAGE}&page_cursor=page-${page}`,
    { json: { result: rows.slice(page * 200, page * 200 + 200), page: { previous_cursor: null, next_cursor: page + 1 < pages ? `page-${page + 1}` : null } } },
  ]));
}

/** What an account has on the fake chain, and how the node behaves. */
export interface FakeNode {
  readonly chainId?: bigint;
  readonly native?: bigint;
  /** By address in lower case; the others' is 0. A text is returned as it is, null reverts. */
  readonly amounts?: Readonly<Record<string, bigint | string | null>>;
  readonly decimals?: Readonly<Record<string, number | string>>;
  /** What an account's contract counts, by the time it is asked; none is a contract that is not there. */
  readonly nonce?: () => bigint;
  /** Changes the answers to a batch. */
  readonly spoil?: (answers: object[]) => unknown;
  /** Refuses batches, as some nodes do. */
  readonly refusesBatches?: boolean;
}

interface Call { readonly id: number; readonly method: string; readonly params: readonly [{ to: string; data: string }, string] }

/** A node's replies, made with the ABI code of ethers. */
export function createNode(node: FakeNode = {}): (request: ReceivedRequest) => Reply {
  return ({ body }) => {
    if (!Array.isArray(body)) return { json: answer(node, body as Call) };
    if (node.refusesBatches) return { json: { jsonrpc: '2.0', id: null, error: { code: -32_600, message: 'batch too large' } } };
    const answers = (body as Call[]).map((call) => answer(node, call));
    return { json: node.spoil ? node.spoil(answers) : answers };
  };
}

/** A service with the indexer's pages and a node. */
export function createFakeChain(routes: Routes = {}, node: FakeNode = {}) {
  return createFakeApi({ [NODE]: createNode(node), ...routes });
}

function answer(node: FakeNode, { id: callId, method, params }: Call): object {
  const result = method === 'eth_chainId' ? `0x${(node.chainId ?? 13_473n).toString(16)}`
    : method === 'eth_getBalance' ? `0x${(node.native ?? 0n).toString(16)}` : call(node, params[0]);
  return result === null
    ? { jsonrpc: '2.0', id: callId, error: { code: 3, message: 'execution reverted' } } : { jsonrpc: '2.0', id: callId, result };
}

function call(node: FakeNode, { to, data }: { to: string; data: string }): string | null {
  const key = to.toLowerCase();
  switch (selectors[data.slice(0, 10)]) {
    case 'balanceOf(address)': return write(node.amounts?.[key] === undefined ? 0n : node.amounts[key]);
    case 'readNonce(uint256)': return write(node.nonce?.());
    case 'decimals()': return write(node.decimals?.[key] === undefined ? 18n : toBytes(node.decimals[key]));
    case 'getEthBalance(address)': return write(node.native ?? 0n);
    case 'getChainId()': return write(node.chainId ?? 13_473n);
    case 'aggregate3((address,bool,bytes)[])': return key === MULTICALL ? aggregate(node, data) : null;
    default: return null;
  }
}

function aggregate(node: FakeNode, data: string): string {
  const [calls] = coder.decode([AGGREGATE], `0x${data.slice(10)}`) as unknown as [[string, boolean, string][]];
  const results = calls.map(([to, , callData]) => call(node, { to, data: callData })).map((value) => [value !== null, value ?? '0x']);
  return coder.encode(['tuple(bool success, bytes returnData)[]'], [results]);
}

function toBytes(value: number | string | undefined): bigint | string {
  return typeof value === 'number' ? BigInt(value) : value ?? '0x';
}

function write(value: bigint | string | null | undefined): string | null {
  return typeof value === 'bigint' ? coder.encode(['uint256'], [value]) : value ?? null;
}
