import { expect } from '@open-wc/testing';

import batch from '../traces/sdk-2.11.0.07-batchNftTransfer.json' with { type: 'json' };
import cancel from '../traces/sdk-2.11.0.07-cancelOrder.json' with { type: 'json' };
import order from '../traces/sdk-2.11.0.07-createOrder.json' with { type: 'json' };
import trade from '../traces/sdk-2.11.0.07-createTrade.json' with { type: 'json' };
import exchange from '../traces/sdk-2.11.0.07-exchangeTransfer.json' with { type: 'json' };
import erc20 from '../traces/sdk-2.11.0.07x-guardian-403.json' with { type: 'json' };
import eth from '../traces/sdk-2.11.0.07-transferETH.json' with { type: 'json' };
import frameEth from '../traces/sdk-1.66.1.07-transferETH.json' with { type: 'json' };
import { expectCode } from './support/expect-error.js';
import type { ReceivedRequest } from './support/fake-api.js';
import { setupProvider } from './support/setup-provider.js';

interface TraceEvent {
  readonly type: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly request?: unknown;
  readonly response?: { readonly body?: unknown };
  readonly args?: { readonly m: string; readonly a?: readonly unknown[] };
}

/** What the official SDK was called with, and what it sent to Immutable X for it, up to the next call. */
function readCall({ events }: { readonly events: readonly unknown[] }, replace = (text: string): string => text) {
  const all = JSON.parse(replace(JSON.stringify(events))) as readonly TraceEvent[];
  const start = all.findIndex(({ type }) => type === 'step');
  const next = all.findIndex(({ type }, index) => type === 'step' && index > start);
  const requests = all.slice(start, next < 0 ? undefined : next).filter(({ type, method, url }) =>
    type === 'http' && method !== 'OPTIONS' && url?.startsWith('https://api.sandbox.x.immutable.com/'));
  const { m: method, a: args = [] } = all[start]!.args!;
  return { method, args, requests };
}

/** A request as both clients send it; the trace holds more of the browser's own headers. */
function toLine(method: string, url: string, headers: Readonly<Record<string, string>>, body: unknown): object {
  return {
    method, path: new URL(url, 'https://api.sandbox.x.immutable.com').pathname, body,
    accept: headers['accept'], contentType: headers['content-type'], isAuthorized: headers['authorization']?.startsWith('Bearer ') ?? false,
    sdk: 'x-sdk-version' in headers, others: Object.keys(headers).filter((name) => name.startsWith('x-') && name !== 'x-sdk-version'),
  };
}

/** In what is sent last, the values of the answer before, for whichever service answered. */
function normalize(body: unknown): unknown {
  const text = JSON.stringify(body, (key, value: unknown) => {
    const isOfService = /^(?:sender_vault_id|receiver_vault_id|receiver_stark_key|asset_id|asset_id_buy|asset_id_sell|nonce|vault_id_buy|vault_id_sell|source_vault_id|fee_limit|stark_signature)$/.test(key);
    return isOfService ? `<${typeof value}>` : value;
  });
  return text === undefined ? undefined : JSON.parse(text) as unknown;
}

/** What is asked in addition, to compare the answer with. */
const isLookUp = ({ method, path }: ReceivedRequest): boolean => method === 'GET' && /^\/v[13]\/(?:users|tokens|assets|orders)\//.test(path);

/** Amounts that StarkEx can hold: whole quanta. And hours where the stand-in had seconds. */
const RULES: Record<string, (text: string) => string> = {
  transfer: (text) => text.replaceAll('"amount":"5"', '"amount":"500000000"'),
  exchangeTransfer: (text) => text.replaceAll('"amount":"7"', '"amount":"700000000"'),
};

describe('Requests of the provider', () => {
  const traces = { batch, cancel, order, trade, exchange, erc20, eth, 'eth of 1.66.1': frameEth };
  for (const [name, trace] of Object.entries(traces)) {
    const { method } = readCall(trace);
    it(`equal those of the official SDK in method, path, headers, body and order: ${method} (${name})`, async () => {
      const { args, requests } = readCall(trace, RULES[method]);
      const { provider, api } = setupProvider();

      await (provider as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[method]!(...args);

      const [first, last] = api.requests.filter((request) => !isLookUp(request));
      expect(toLine(first!.method, first!.path, first!.headers, first!.body))
        .to.deep.equal(toLine(requests[0]!.method!, requests[0]!.url!, requests[0]!.headers!, requests[0]!.request));
      expect(JSON.stringify(first!.body)).to.equal(JSON.stringify(requests[0]!.request));
      expect(api.requests.filter((request) => !isLookUp(request))).to.have.length(2);
      const recorded = requests[1];
      // The visitor of this one was turned away by the guardian.
      if (!recorded) return;
      const own = normalizeAmounts(normalize(last!.body));
      expect(toLine(last!.method, last!.path, last!.headers, own))
        .to.deep.equal(toLine(recorded.method!, recorded.url!, recorded.headers!, normalizeAmounts(normalize(recorded.request))));
      expect(JSON.stringify(own)).to.equal(JSON.stringify(normalizeAmounts(normalize(recorded.request))));
    });
  }

  it('ask for 5 wei as the official SDK does, though no message can hold them', async () => {
    const { args, requests } = readCall(eth);
    const { provider, api, signed } = setupProvider();

    const error = await expectCode(provider.transfer(args[0] as never), 'PAYLOAD_MISMATCH');

    expect(error.type).to.equal('TRANSFER_ERROR');
    expect(api.requests.find((request) => !isLookUp(request))!.body).to.deep.equal(requests[0]!.request);
    expect(signed).to.deep.equal([]);
  });
});

/** The stand-in sent back what it was asked, and seconds; Immutable X counts in quanta and hours. */
function normalizeAmounts(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) =>
    (/^(?:amount|amount_buy|amount_sell)$/.test(key) ? '<amount>' : key === 'expiration_timestamp' ? '<time>' : value))) as unknown;
}
