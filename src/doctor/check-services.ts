import { request } from '../platform/request.js';
import type { ResolvedConfig } from '../shared/config.js';
import { isRecord } from '../shared/guards.js';
import { find } from './facts.js';
import type { Finding } from './facts.js';
import { getChainId, getNodeUrl } from './needed-sources.js';
import { probe } from './probe.js';
import type { ProbeOptions } from './probe.js';

/** Whether the authority's keys can be fetched: what a login needs of it at least. */
export async function checkAuthority(config: ResolvedConfig | undefined, options: ProbeOptions): Promise<Finding> {
  if (!config) return find('authority.unseen');
  const { host } = new URL(config.endpoints.jwksUri);
  const answer = await probe(config.endpoints.jwksUri, options);
  if (!answer) return find('authority.unreachable', { host });
  return answer.status === 200 ? find('authority.good', { host }) : find('authority.refused', { host, status: String(answer.status) });
}

/** Whether the network of accounts and balances answers, and is one that still takes part in anything. */
export async function checkNetwork(config: ResolvedConfig | undefined, options: ProbeOptions): Promise<Finding> {
  if (!config) return find('network.unseen');
  return config.network === 'immutable-chain' ? checkChain(config, options) : checkRollup(config, options);
}

async function checkRollup({ environment, endpoints }: ResolvedConfig, options: ProbeOptions): Promise<Finding> {
  const { host } = new URL(endpoints.imxApiBasePath);
  // The public services of both live environments: they take no transactions since 11 February 2026.
  if (environment !== 'emulator' && /(?:^|\.)immutable\.com$/u.test(host)) return find('network.stopped', { host });
  const answer = await probe(`${endpoints.imxApiBasePath}/v1/tokens?page_size=1`, options);
  return answer?.status === 200 ? find('network.good', { network: 'immutable-x', host }) : find('network.unreachable', { network: 'immutable-x', host });
}

async function checkChain(config: ResolvedConfig, { fetch, clock, signal }: ProbeOptions): Promise<Finding> {
  const url = getNodeUrl(config);
  if (url === undefined) return find('network.unseen');
  const { host } = new URL(url);
  try {
    const { json } = await request(url, {
      method: 'POST', headers: { 'content-type': 'application/json' }, fetch, clock, signal,
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
    });
    const id = isRecord(json) ? Number(json['result']) : Number.NaN;
    if (id === getChainId(config)) return find('network.good', { network: 'immutable-chain', host });
    return Number.isInteger(id) ? find('network.chain', { host, id: String(id), wanted: String(getChainId(config)) })
      : find('network.unreachable', { network: 'immutable-chain', host });
  } catch {
    signal?.throwIfAborted();
    return find('network.unreachable', { network: 'immutable-chain', host });
  }
}
