import { expect } from '@open-wc/testing';
import { API_ERRORS } from '../../src/shared/errors/api.js';
import type { NetworkUser } from '../../src/shared/network.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { withAccessToken } from '../../src/shared/with-access-token.js';
import { expectCode } from '../support/rejection.js';

describe('withAccessToken', () => {
  /** A user whose token counts up with each refresh, and a service that takes tokens from the given one on. */
  function setup(accepted: number) {
    const calls: string[] = [];
    let current = 1;
    let refreshes = 0;
    const user = {
      getAccessToken: async () => `access-${current}`,
      refresh: async ({ refused }: { refused?: string } = {}) => {
        if (refused === `access-${current}`) {
          refreshes += 1;
          current += 1;
        }
        return { sub: 'email|1' };
      },
    } as NetworkUser;
    const call = async (token: string): Promise<string> => {
      calls.push(token);
      if (Number(token.slice(7)) < accepted) throw new PassportError(API_ERRORS, 'API_UNAUTHORIZED');
      return token;
    };
    return { user, call, calls, getRefreshes: () => refreshes };
  }

  it('row 71: renews a refused token once, and makes the call once more', async () => {
    const { user, call, calls, getRefreshes } = setup(2);

    expect(await withAccessToken(user, call)).to.equal('access-2');
    expect(calls).to.deep.equal(['access-1', 'access-2']);
    expect(getRefreshes()).to.equal(1);
  });

  it('row 71: gives the refusal on when the new token is refused as well', async () => {
    const { user, call, calls, getRefreshes } = setup(9);

    await expectCode(withAccessToken(user, call), 'API_UNAUTHORIZED');
    expect(calls.length).to.equal(2);
    expect(getRefreshes()).to.equal(1);
  });

  it('row 71: causes one refresh for ten calls with the same token', async () => {
    const { user, call, getRefreshes } = setup(2);

    const results = await Promise.all(Array.from({ length: 10 }, () => withAccessToken(user, call)));

    expect(new Set(results)).to.deep.equal(new Set(['access-2']));
    expect(getRefreshes()).to.equal(1);
  });

  it('row 71: does not show a service the same refused token again', async () => {
    const { user, call, calls } = setup(2);
    const stuck = { ...user, refresh: async () => ({ sub: 'email|1' }) } as NetworkUser;

    await expectCode(withAccessToken(stuck, call), 'API_UNAUTHORIZED');
    expect(calls).to.deep.equal(['access-1']);
  });

  it('renews nothing over other errors', async () => {
    const { user, getRefreshes } = setup(2);

    await expectCode(
      withAccessToken(user, () => Promise.reject(new PassportError(API_ERRORS, 'API_REFUSED'))), 'API_REFUSED',
    );
    expect(getRefreshes()).to.equal(0);
  });
});
