import { expect } from '@open-wc/testing';
import { NetworkHub } from '../../src/session/network-hub.js';
import type { SessionState } from '../../src/session/session-types.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { NetworkName } from '../../src/shared/types.js';
import { createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';

const PAGE = { origin: 'https://shop.example', hostname: 'shop.example', href: 'https://shop.example/' };
const OWNER = '0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001';
const COLLECTION = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';
const STATE: SessionState = { status: 'signed-in', user: { sub: 'email|1' }, registration: 'unregistered' };

const ON_IMX = { token_address: COLLECTION, token_id: '7', user: OWNER, name: 'Lantern', collection: { name: 'Lights' } };
const ON_CHAIN = { contract_address: COLLECTION, token_id: '7', name: 'Lantern', balance: '3' };
const ANSWERS: Record<NetworkName, (rows: readonly object[], cursor: string) => Reply> = {
  'immutable-x': (result, cursor) => ({ json: { result, cursor, remaining: cursor ? 1 : 0 } }),
  'immutable-chain': (result, cursor) => ({ json: { result, page: { next_cursor: cursor } } }),
};

function setup(network: NetworkName, reply: Reply) {
  const api = createFakeApi({ 'GET /*': reply });
  const config = resolveConfig({ clientId: 'client', redirectUri: PAGE.href, environment: 'sandbox', network, fetch: api.fetch }, PAGE);
  return { api, hub: new NetworkHub({ config, clock: new FakeClock(), getKeeper: () => undefined }) };
}

describe('fetchAssets', () => {
  it('reads the assets of an account on Immutable X, frozen, with the cursor of the next ones', async () => {
    const { api, hub } = setup('immutable-x', ANSWERS['immutable-x']([ON_IMX, {}], 'next'));

    const list = await hub.fetchAssets(STATE, { owner: OWNER, cursor: 'here' });

    expect(list.assets).to.deep.equal([
      { collection: COLLECTION, collectionName: 'Lights', tokenId: '7', name: 'Lantern', imageUrl: undefined, amount: 1n },
    ]);
    expect(list).to.include({ owner: OWNER, cursor: 'next', complete: false });
    expect([list, list.assets, list.assets[0]].every(Object.isFrozen)).to.equal(true);
    expect(api.lines).to.deep.equal([`GET /v1/assets?user=${OWNER}&status=imx&cursor=here`]);
  });

  it('reads those that the indexer knows on Immutable Chain, without what was given away', async () => {
    const { api, hub } = setup('immutable-chain', ANSWERS['immutable-chain']([ON_CHAIN, { ...ON_CHAIN, token_id: '8', balance: '0' }], ''));

    const list = await hub.fetchAssets(STATE, { owner: OWNER });

    expect(list.assets).to.deep.equal([{ collection: COLLECTION, tokenId: '7', name: 'Lantern', imageUrl: undefined, amount: 3n }]);
    expect(list).to.include({ cursor: undefined, complete: true });
    expect(api.lines).to.deep.equal([`GET /v1/chains/imtbl-zkevm-testnet/accounts/${OWNER}/nfts?page_size=200`]);
  });

  for (const network of ['immutable-x', 'immutable-chain'] as const) {
    it(`asks ${network} once for 100 elements, and for each page once`, async () => {
      const { api, hub } = setup(network, ANSWERS[network]([], ''));

      await Promise.all(Array.from({ length: 100 }, () => hub.fetchAssets(STATE, { owner: OWNER })));
      await hub.fetchAssets(STATE, { owner: OWNER, cursor: 'b' });
      await hub.fetchAssets(STATE, { owner: OWNER });

      expect(api.lines).to.have.length(2);
    });

    it(`refuses an owner that is no address, and asks ${network} nothing`, async () => {
      const { api, hub } = setup(network, ANSWERS[network]([], ''));

      await expectCode(hub.fetchAssets(STATE, { owner: '0x12' }), 'INVALID_CONFIGURATION');

      expect(api.lines).to.have.length(0);
    });

    it(`row 149: a list of ${network} that has more and no way to it is not complete`, async () => {
      const { hub } = setup(network, ANSWERS[network](network === 'immutable-x' ? [ON_IMX] : [ON_CHAIN], 'x'.repeat(5_000)));

      expect(await hub.fetchAssets(STATE, { owner: OWNER })).to.include({ cursor: undefined, complete: false });
    });
  }

  it('says why there is no account to look at', async () => {
    const { hub } = setup('immutable-x', ANSWERS['immutable-x']([], ''));

    await expectCode(hub.fetchAssets(STATE, {}), 'USER_NOT_REGISTERED_ERROR');
    await expectCode(hub.fetchAssets({ status: 'signed-out', registration: 'unknown' }, {}), 'NOT_LOGGED_IN_ERROR');
    await expectCode(hub.fetchBalances({ status: 'signed-out', registration: 'unknown' }, {}), 'NOT_LOGGED_IN_ERROR');
  });
});
