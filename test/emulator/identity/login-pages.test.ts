import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { Visitor } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({
    services: [createIdentityService],
    accounts: [{ email: 'rowan@example.com', nickname: 'rowan', sub: 'email|0123456789abcdef01234567', title: 'Three <tokens>' }],
  });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

describe('the login page', () => {
  it('lists the made-up people, a field for others and a way to deny', async () => {
    const visitor = new Visitor(emulator);

    const { answer } = await visitor.follow(visitor.authorizeUrl());

    assert.equal(answer.status, 200);
    assert.match(answer.text, /name="email" value="rowan@example.com"/);
    assert.match(answer.text, /Three &#60;tokens&#62;/);
    assert.match(answer.text, /<input id="email" name="email" type="email"/);
    assert.match(answer.text, /name="action" value="deny"/);
    assert.match(answer.text, /asked for <strong>Google<\/strong>/);
  });

  it('runs under a policy without inline code, and may return to the page alone', async () => {
    const visitor = new Visitor(emulator);

    const { answer } = await visitor.follow(visitor.authorizeUrl());

    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /);
    assert.match(policy, /script-src 'none'/);
    assert.match(policy, /form-action 'self' http:\/\/localhost:5999;/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(answer.text, / style=/);
  });

  it('proposes the e-mail address that came with direct=email, as text', async () => {
    const visitor = new Visitor(emulator);

    const { answer } = await visitor.follow(visitor.authorizeUrl({ direct: 'email', email: 'a"><script>@example.com' }));

    assert.match(answer.text, /value="a&#34;&#62;&#60;script&#62;@example.com"/);
    assert.match(answer.text, /asked for <strong>e-mail<\/strong>/);
  });

  it('signs in the person who was chosen', async () => {
    const visitor = new Visitor(emulator);

    const { body } = await visitor.redeem(await visitor.signIn('rowan@example.com'));

    assert.equal(decodeJwt(String(body.id_token)).sub, 'email|0123456789abcdef01234567');
  });

  it('makes a new person of a typed address, and knows them the next time', async () => {
    const first = new Visitor(emulator);
    const { body } = await first.redeem(await first.signIn('New.One@example.com'));
    const second = new Visitor(emulator);
    const { body: again } = await second.redeem(await second.signIn('new.one@example.com'));

    assert.equal(emulator.world.users.length, 2);
    assert.equal(decodeJwt(String(again.id_token)).sub, decodeJwt(String(body.id_token)).sub);
  });

  it('asks again when what was typed is no address', async () => {
    const visitor = new Visitor(emulator);
    const { url } = await visitor.follow(visitor.authorizeUrl());

    const answer = await visitor.request(url, { method: 'POST', body: new URLSearchParams({ email: '<b>' }) });

    assert.equal(answer.status, 400);
    assert.match(answer.text, /role="alert">That is no e-mail address/);
    assert.equal(emulator.world.users.length, 1);
  });

  it('row 26: brings a refusal back as access_denied', async () => {
    const visitor = new Visitor(emulator);
    const { url } = await visitor.follow(visitor.authorizeUrl());

    const callback = await visitor.submit(url, { action: 'deny' });

    assert.deepEqual(Object.fromEntries(callback.searchParams), { error: 'access_denied', error_description: 'User did not authorize', state: 'state-1' });
  });

  it('row 46: serves two logins of one browser side by side', async () => {
    const visitor = new Visitor(emulator);
    const first = await visitor.follow(visitor.authorizeUrl({ state: 'first' }));
    const second = await visitor.follow(visitor.authorizeUrl({ state: 'second' }));

    const ends = [await visitor.submit(second.url, { email: 'a@example.com' }), await visitor.submit(first.url, { email: 'b@example.com' })];

    assert.deepEqual(ends.map(({ searchParams }) => searchParams.get('state')), ['second', 'first']);
    const emails = [];
    for (const end of ends) emails.push(decodeJwt(String((await visitor.redeem(end)).body.id_token)).email);
    assert.deepEqual(emails, ['a@example.com', 'b@example.com']);
  });

  it('says so when the login is over or belongs to somebody else', async () => {
    const { url } = await new Visitor(emulator).follow(new Visitor(emulator).authorizeUrl());

    const answer = await new Visitor(emulator).request(url);

    assert.equal(answer.status, 400);
    assert.match(answer.text, /This sign-in is over/);
  });
});

describe('a login decided by a test', () => {
  /** The fields of the form that the page submits by itself. */
  async function readSelfSubmitting(visitor: Visitor): Promise<{ url: string; fields: Record<string, string> }> {
    const { url, answer } = await visitor.follow(visitor.authorizeUrl());
    assert.match(answer.text, /<script>document\.forms\[0\]\.submit\(\)<\/script>/);
    const [, name = '', value = ''] = /<input type="hidden" name="(\w+)" value="([^"]+)">/.exec(answer.text) ?? [];
    return { url, fields: { [name]: value } };
  }

  it('goes through a page that submits itself', async () => {
    emulator.login = { mode: 'auto', email: 'auto@example.com' };
    const visitor = new Visitor(emulator);
    const { url, fields } = await readSelfSubmitting(visitor);

    const { body } = await visitor.redeem(await visitor.submit(url, fields));

    assert.equal(decodeJwt(String(body.id_token)).email, 'auto@example.com');
  });

  it('is for the named person, whoever is signed in', async () => {
    const visitor = new Visitor(emulator);
    await visitor.signIn('rowan@example.com');
    emulator.login = { mode: 'auto', email: 'auto@example.com' };
    const { url, fields } = await readSelfSubmitting(visitor);

    const { body } = await visitor.redeem(await visitor.submit(url, fields));

    assert.equal(decodeJwt(String(body.id_token)).email, 'auto@example.com');
  });

  it('can be denied, by mode or by fault', async () => {
    for (const decide of [() => { emulator.login = { mode: 'deny' }; }, () => emulator.faults.set('identity:denied', { times: 1 })]) {
      emulator.reset();
      decide();
      const visitor = new Visitor(emulator);
      const { url, fields } = await readSelfSubmitting(visitor);

      assert.equal((await visitor.submit(url, fields)).searchParams.get('error'), 'access_denied');
    }
  });

  it('row 44: can stay for ever', async () => {
    emulator.login = { mode: 'stay' };
    const visitor = new Visitor(emulator);

    const { answer } = await visitor.follow(visitor.authorizeUrl());

    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.text, /<form|<script/);
  });

  it('row 42: can cut itself off from its opener', async () => {
    emulator.faults.set('identity:coop');
    const visitor = new Visitor(emulator);

    const { answer } = await visitor.follow(visitor.authorizeUrl());

    assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin');
  });
});
