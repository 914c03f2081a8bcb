import { expect } from '@open-wc/testing';
import { findPendingLogin, STATE_PREFIX, sweepPendingLogins } from '../../src/auth/pending-login.js';
import { MemoryStore } from '../support/memory-store.js';

const NOW_MS = 1_800_000_000_000;
const STATE = '0123456789abcdef0123456789abcdef';

describe('findPendingLogin', () => {
  it('says how a login was started', () => {
    const store = new MemoryStore();
    store.set(STATE_PREFIX + STATE, JSON.stringify({ request_type: 'si:r' }));

    expect(findPendingLogin(store, STATE)).to.equal('si:r');
    store.set(STATE_PREFIX + STATE, JSON.stringify({ request_type: 'si:p' }));
    expect(findPendingLogin(store, STATE)).to.equal('si:p');
  });

  it('row 22: looks up nothing that has not the form of a state', () => {
    const store = new MemoryStore();
    for (const state of ['', 'short', STATE.toUpperCase(), `${STATE}0`, '__proto__', '../x', 'x'.repeat(100_000)]) {
      store.set(STATE_PREFIX + state, JSON.stringify({ request_type: 'si:r' }));
      expect(findPendingLogin(store, state), state.slice(0, 40)).to.equal(undefined);
    }
  });
});

describe('sweepPendingLogins', () => {
  it('row 47: forgets what a closed page has left after fifteen minutes, and nothing of others', () => {
    const store = new MemoryStore();
    const set = (name: string, ageS: number): void => store.set(STATE_PREFIX + name, JSON.stringify({ created: NOW_MS / 1000 - ageS }));
    set('new', 60);
    set('old', 901);
    set('of a clock that was set back', -3_600);
    store.set(`${STATE_PREFIX}broken`, '{');
    store.set('oidc.foreign', 'kept');
    store.set('oidc.user:authority:client', 'kept');

    sweepPendingLogins(store, NOW_MS);

    expect(store.keys().sort()).to.deep.equal(['oidc.foreign', 'oidc.user:authority:client', `${STATE_PREFIX}new`]);
  });
});
