import { expect } from '@open-wc/testing';
import { LeakWatch, type Channel } from '../support/leaks.js';
import { leakCost, leakWatch } from '../support/leaks-hook.js';

const ID_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLW9mLXRoZS1jYW5hcnk';

/** Twelve secrets, as they are or in the dress in which they tend to escape: what is planted, by what it is called. */
const CANARIES: Readonly<Record<string, { readonly secret: string; readonly planted: string }>> = {
  'ID token': { secret: ID_TOKEN, planted: ID_TOKEN },
  'claims of the ID token': { secret: ID_TOKEN, planted: ID_TOKEN.split('.')[1] ?? '' },
  'signature of the ID token': { secret: ID_TOKEN, planted: ID_TOKEN.split('.')[2] ?? '' },
  'access token': { secret: 'opaque-access-token-canary', planted: 'opaque-access-token-canary' },
  'refresh token': { secret: 'v1.refresh+token/canary==', planted: 'v1.refresh+token/canary==' },
  'refresh token, percent-encoded': { secret: 'v1.refresh+token/canary==', planted: encodeURIComponent('v1.refresh+token/canary==') },
  'refresh token in base64': { secret: 'v1.refresh+token/canary==', planted: btoa('v1.refresh+token/canary==') },
  'code verifier': { secret: 'verifier-canary-verifier-canary-verifier-cana', planted: 'verifier-canary-verifier-canary-verifier-cana' },
  'authorization code': { secret: 'authorization-code-canary', planted: 'authorization-code-canary' },
  nonce: { secret: 'nonce-canary-0123456789abcdef', planted: 'nonce-canary-0123456789abcdef' },
  'Stark key': { secret: '0x5a0c1e7f4b9d2380e6a1c3f55a0c1e7f4b9d2380', planted: '0x5a0c1e7f4b9d2380e6a1c3f55a0c1e7f4b9d2380' },
  'signature of the seed': { secret: '0xdeadbeefcanary00000000000000000000001b', planted: '0xdeadbeefcanary00000000000000000000001b' },
};

/** Plants a text in a channel; gives the undo. */
const PLANTS: Readonly<Record<Channel, (text: string, watch: LeakWatch) => () => void>> = {
  console: (text) => {
    console.debug({ nested: [new Error('failed', { cause: { form: text } })] });
    return () => undefined;
  },
  dom: (text) => {
    const element = document.createElement('p');
    element.dataset['note'] = text;
    document.body.append(element);
    return () => element.remove();
  },
  shadow: (text) => {
    const outer = document.createElement('div');
    const inner = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(inner);
    inner.attachShadow({ mode: 'open' }).textContent = text;
    document.body.append(outer);
    return () => outer.remove();
  },
  events: (text) => {
    class CanaryEvent extends Event {
      get #hidden(): string { return text; }
      get profile(): object { return { raw: this.#hidden }; }
    }
    document.dispatchEvent(new CanaryEvent('passport-canary'));
    return () => undefined;
  },
  errors: (text, watch) => {
    class FormError extends Error {
      get form(): URLSearchParams { return new URLSearchParams(); }
      get request(): object { return { body: text }; }
    }
    watch.noteError(new Error('outer', { cause: new FormError('inner') }));
    return () => undefined;
  },
  urls: (text) => {
    const { state } = history;
    history.replaceState({ note: text }, '');
    return () => history.replaceState(state, '');
  },
  messages: (text) => {
    const { port1 } = new MessageChannel();
    port1.postMessage({ type: 'canary', detail: { text } });
    return () => port1.close();
  },
  storage: (text) => {
    sessionStorage.setItem('someone-elses-key', `{"kept":${JSON.stringify(text)}}`);
    return () => sessionStorage.removeItem('someone-elses-key');
  },
};

describe('the look for leaked secrets', () => {
  const { debug } = console;
  let watch: LeakWatch;

  beforeEach(() => {
    // Silent for who reads the run's output.
    console.debug = () => undefined;
    watch = new LeakWatch();
    watch.start();
  });
  afterEach(() => {
    watch.stop();
    console.debug = debug;
  });

  for (const channel of Object.keys(PLANTS) as Channel[]) {
    it(`finds each of ${Object.keys(CANARIES).length} canaries in the channel ${channel}, once`, () => {
      const found: string[] = [];
      for (const [name, { secret, planted }] of Object.entries(CANARIES)) {
        watch.reset();
        watch.addSecret(name, secret);
        expect(watch.look(), `${name} before`).to.deep.equal([]);

        const undo = PLANTS[channel](planted, watch);
        const leaks = watch.look();
        undo();
        watch.reset();
        watch.addSecret(name, secret);
        const after = watch.look();

        expect(after, `${name} after`).to.deep.equal([]);
        if (leaks.length === 1 && leaks[0]?.channel === channel && leaks[0].secret === name) found.push(name);
      }

      expect(found).to.deep.equal(Object.keys(CANARIES));
    });
  }

  it('learns what the library stores, and lets it lie there and nowhere else', () => {
    localStorage.setItem('oidc.user:canary', JSON.stringify({ id_token: ID_TOKEN, refresh_token: 'a-refresh-canary' }));
    localStorage.setItem('passport-widgets.state.canary', JSON.stringify({ code_verifier: 'a-verifier-canary' }));
    expect(watch.look()).to.deep.equal([]);

    sessionStorage.setItem('copy', 'a-refresh-canary and a-verifier-canary');
    const leaks = watch.look();
    localStorage.removeItem('oidc.user:canary');
    localStorage.removeItem('passport-widgets.state.canary');
    sessionStorage.removeItem('copy');

    expect(leaks).to.deep.equal([{ channel: 'storage', secret: 'refresh_token' }, { channel: 'storage', secret: 'code_verifier' }]);
  });

  it('stands before every test, and costs little', () => {
    expect(leakCost.looks).to.be.greaterThan(5);
    expect(leakCost.ms / leakCost.looks).to.be.lessThan(20);
    leakWatch.reset();
  });
});
