import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { CALLBACK, signInAndRedeem, Visitor, type Answer } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService], accounts: [] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

/** Asks for a login with a fault on; ends where the redirects within the authority end. */
async function ask(fault: string, visitor = new Visitor(emulator)): Promise<{ visitor: Visitor; url: string; answer: Answer }> {
  emulator.faults.set(`identity:${fault}`);
  return { visitor, ...await visitor.follow(visitor.authorizeUrl()) };
}

/** The page of the other site to which the way leads. */
async function askThirdSite(fault: string): Promise<{ visitor: Visitor; page: Answer }> {
  const { visitor, url } = await ask(fault);
  assert.equal(new URL(url).origin, emulator.addresses.auth.replace('localhost', '127.0.0.1'));
  return { visitor, page: await visitor.request(url) };
}

/** Where the script of a page goes on. */
function readNext(page: Answer): string {
  const [, literal = '""'] = /location\.replace\((".*?")\);/.exec(page.text) ?? [];
  return JSON.parse(literal) as string;
}

describe('a fault of the login page', () => {
  it('row 42: coop cuts the page off from its opener, in the way that is asked for', async () => {
    assert.equal((await ask('coop')).answer.headers.get('cross-origin-opener-policy'), 'same-origin');

    emulator.faults.set('identity:coop', { params: { value: 'noopener-allow-popups' } });
    const visitor = new Visitor(emulator);

    assert.equal((await visitor.follow(visitor.authorizeUrl())).answer.headers.get('cross-origin-opener-policy'), 'noopener-allow-popups');
  });

  it('row 42: coop-transit leads over another site that cuts off, once for each login', async () => {
    const { visitor, page } = await askThirdSite('coop-transit');
    assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');

    const { answer, url } = await visitor.follow(readNext(page));

    assert.equal(answer.status, 200);
    assert.match(answer.text, /<h1>Sign in<\/h1>/);
    assert.ok((await visitor.submit(url, { email: 'ada@example.com' })).searchParams.has('code'));
  });

  it('row 44: login-stays shows a page without a way on', async () => {
    assert.doesNotMatch((await ask('login-stays')).answer.text, /<form|<script/);
  });

  it('row 40: login-closes closes its window', async () => {
    assert.match((await ask('login-closes')).answer.text, /<script>window\.close\(\)<\/script>/);
  });

  it('row 44: login-strays ends on another site', async () => {
    const { page } = await askThirdSite('login-strays');

    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /<script|<form/);
  });

  it('row 49: hostile-login posts what looks like the end of this login, then goes on to the login page', async () => {
    const { visitor, page } = await askThirdSite('hostile-login');

    assert.match(page.text, /"count":1000,"state":"state-1"/);
    assert.match(page.text, /passport-widgets\/callback@1/);
    assert.equal(page.headers.get('cross-origin-opener-policy'), null);
    assert.match((await visitor.follow(readNext(page))).answer.text, /<h1>Sign in<\/h1>/);
  });

  it('is met by visitors who are signed in already', async () => {
    const visitor = new Visitor(emulator);
    await visitor.signIn('ada@example.com');

    assert.match((await ask('login-stays', visitor)).answer.text, /stays as it is/);
  });

  it('row 26: denied', async () => {
    const { visitor, url, answer } = await ask('denied');
    assert.match(answer.text, /name="action" value="deny"/);

    assert.equal((await visitor.submit(url, { action: 'deny' })).searchParams.get('error'), 'access_denied');
  });

  it('knows no third site for a login that is not under way', async () => {
    assert.equal((await fetch(`${emulator.addresses.auth}/third-site/unknown`)).status, 404);
  });
});

describe('a fault of the way to the login page', () => {
  it('row 44: authorize-500', async () => {
    assert.equal((await ask('authorize-500')).answer.status, 500);
  });

  for (const name of ['authorize-no-answer', 'login-no-answer', 'login-slow']) {
    it(`row 44: ${name}`, async () => {
      emulator.faults.set(`identity:${name}`, name === 'login-slow' ? { params: { ms: 60 } } : {});
      const visitor = new Visitor(emulator);
      const startMs = performance.now();
      const asked = visitor.follow(visitor.authorizeUrl(), { signal: AbortSignal.timeout(400) }).then(() => 'answered', () => 'not answered');
      const path = name.startsWith('authorize') ? '/authorize' : '/u/login/';

      if (name === 'login-slow') {
        assert.equal(await asked, 'answered');
        assert.ok(performance.now() - startMs >= 55);
        return;
      }
      let received = await emulator.requests.next();
      while (!received.path.startsWith(path)) received = await emulator.requests.next();
      await new Promise(setImmediate);
      assert.deepEqual(received.faults, [`identity:${name}`]);
      assert.equal(received.status, undefined);
      if (path === '/authorize') assert.equal(await asked, 'not answered');
    });
  }
});

describe('a fault of the code', () => {
  it('row 28: pkce-ignored takes any verifier', async () => {
    const visitor = new Visitor(emulator);
    const callback = await visitor.signIn('ada@example.com');
    assert.equal((await visitor.redeem(callback, { code_verifier: 'x'.repeat(43) })).status, 403);
    emulator.faults.set('identity:pkce-ignored');

    assert.equal((await visitor.redeem(callback, { code_verifier: 'x'.repeat(43) })).status, 200);
  });
});

describe('a fault of the logout', () => {
  const logOut = async (query: string): Promise<Answer> => new Visitor(emulator).request(`${emulator.addresses.auth}/v2/logout?${query}`);
  const back = `post_logout_redirect_uri=${encodeURIComponent(CALLBACK)}&state=mine`;

  it('row 56: the state comes back, with the standard\'s parameters and with the live service\'s', async () => {
    assert.equal((await logOut(back)).headers.get('location'), `${CALLBACK}?state=mine`);
    assert.equal((await logOut(back.replace('post_logout_redirect_uri', 'returnTo'))).headers.get('location'), `${CALLBACK}?state=mine`);
    assert.equal((await logOut('post_logout_redirect_uri=https%3A%2F%2Fevil.example')).status, 400);
  });

  it('row 56: logout-other-state', async () => {
    emulator.faults.set('identity:logout-other-state');

    assert.equal((await logOut(back)).headers.get('location'), `${CALLBACK}?state=another-state`);
  });

  it('row 56: logout-no-state', async () => {
    emulator.faults.set('identity:logout-no-state');

    assert.equal((await logOut(back)).headers.get('location'), CALLBACK);
  });

  it('row 56: logout-stays', async () => {
    emulator.faults.set('identity:logout-stays');

    assert.equal((await logOut(back)).text, 'OK');
  });

  it('row 68: refresh-not-rotated leaves the refresh token valid and unmentioned', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);
    emulator.faults.set('identity:refresh-not-rotated');

    for (const answer of [await visitor.refresh(body.refresh_token), await visitor.refresh(body.refresh_token)]) {
      assert.equal(answer.status, 200);
      assert.equal('refresh_token' in answer.body, false);
    }
  });
});
