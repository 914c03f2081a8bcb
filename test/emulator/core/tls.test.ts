import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { after, before, describe, it } from 'node:test';
import { startEmulator, type Emulator, type TlsAccess } from '../../../emulator/src/index.js';
import { TLS_HOSTS, TLS_ROLES } from '../../../emulator/src/core/tls-hosts.js';
import { createCertificate } from '../../../emulator/src/core/tls-certificate.js';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookies: readonly string[];
}

let emulator: Emulator;
let tls: TlsAccess;

before(async () => {
  emulator = await startEmulator({ tls: {}, seed: 'tls' });
  assert.ok(emulator.tls);
  tls = emulator.tls;
});
after(() => emulator.close());

/** Asks as a client whose resolver leads every name to this machine; the certificate is checked. */
function ask(url: string, { ca = [tls.certificate], headers = {}, method = 'GET', name = new URL(url).hostname }: {
  ca?: readonly string[]; headers?: Readonly<Record<string, string>>; method?: string; name?: string;
} = {}): Promise<Answer> {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1', port: tls.port, servername: name, path: `${pathname}${search}`, method, ca: [...ca], agent: false, headers: { host: hostname, ...headers },
    }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => { body += part; });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, cookies: response.headers['set-cookie'] ?? [] }));
    });
    asked.once('error', reject).end();
  });
}

describe('startEmulator with tls', () => {
  it('calls itself what released clients call the live service', () => {
    assert.deepEqual({ ...emulator.addresses, admin: '' }, {
      auth: 'https://auth.immutable.com', api: 'https://api.sandbox.x.immutable.com', tee: 'https://tee.express.magiclabs.com',
      wallet: 'https://auth.magic.link', passport: 'https://passport.sandbox.immutable.com', chain: 'https://rpc.testnet.immutable.com', immersve: 'https://test.immersve.com', admin: '',
    });
    assert.match(emulator.addresses.admin, /^http:\/\/localhost:\d+$/);
  });

  it('answers each name by the server that has it, on one port', async () => {
    const { status, body } = await ask('https://auth.immutable.com/.well-known/openid-configuration');
    assert.equal(status, 200);
    const document = JSON.parse(body) as Record<string, string>;
    assert.equal(document.issuer, 'https://auth.immutable.com/');
    assert.equal(document.token_endpoint, 'https://auth.immutable.com/oauth/token');

    for (const host of ['api.sandbox.x.immutable.com', 'api.x.immutable.com', 'api.sandbox.immutable.com', 'api.immutable.com']) {
      assert.equal((await ask(`https://${host}/v1/tokens`)).status, 200, host);
    }
    assert.equal((await ask('https://tee.express.magiclabs.com/v1/wallet', { method: 'POST' })).status, 422);
    assert.equal((await ask('https://auth.magic.link/frame.js')).status, 200);
  });

  it('has relayer, indexer and registration of the chain where the live service has them', async () => {
    for (const host of ['api.sandbox.immutable.com', 'api.immutable.com']) {
      const chains = await ask(`https://${host}/v1/chains`);
      assert.equal(chains.status, 200, host);
      assert.match(chains.body, /imtbl-zkevm-testnet/);
      assert.equal((await ask(`https://${host}/v1/chains/imtbl-zkevm-testnet/tokens?page_size=1`)).status, 200, host);
      for (const version of ['v1', 'v2']) {
        assert.equal((await ask(`https://${host}/${version}/chains/imtbl-zkevm-testnet/passport/counterfactual-address`, { method: 'POST' })).status, 401, host);
      }
      assert.equal((await ask(`https://${host}/relayer-mr/v1/transactions`, { method: 'POST' })).status, 401, host);
      assert.equal((await ask(`https://${host}/guardian/v1/messages/evaluate`, { method: 'POST' })).status, 400, host);
    }
    assert.equal((await ask('https://api.x.immutable.com/v1/chains')).status, 404, 'the chain is not on the hosts of Immutable X');
  });

  it('answers under each of its names, and as the server of that name', async () => {
    const paths = {
      auth: '/.well-known/jwks.json', api: '/v1/tokens', tee: '/v1/wallet', wallet: '/frame.js',
      passport: '/transaction-confirmation/zkevm/transaction', chain: '/', immersve: '/',
    };
    assert.deepEqual(TLS_ROLES.flatMap((role) => TLS_HOSTS[role]), tls.hosts);
    for (const role of TLS_ROLES) {
      for (const host of TLS_HOSTS[role]) {
        assert.notEqual((await ask(`https://${host}${paths[role]}`)).status, 421, host);
        assert.equal(emulator.requests.list().at(-1)?.role, role, host);
      }
    }
  });

  it('is known to its users\' browsers as safe, so that cookies are', async () => {
    const query = new URLSearchParams({
      client_id: 'tls', redirect_uri: 'http://localhost:1/callback', response_type: 'code', scope: 'openid', code_challenge_method: 'S256',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM', state: 's',
    });
    const { status, cookies } = await ask(`https://auth.immutable.com/authorize?${query}`);

    assert.equal(status, 303);
    assert.ok(cookies.length > 0);
    for (const cookie of cookies) assert.match(cookie, /; secure/i);
  });

  it('does not answer to a stranger\'s name', async () => {
    assert.equal((await ask('https://localhost/', { name: 'auth.immutable.com' })).status, 421);
  });

  it('keeps the admin API on a port of its own', async () => {
    const answer = await fetch(`${emulator.addresses.admin}/state`, { headers: { authorization: `Bearer ${emulator.adminToken}` } });

    assert.equal(answer.status, 200);
  });

  it('has a certificate for its names that nobody else has signed', async () => {
    const certificate = new X509Certificate(tls.certificate);
    for (const host of tls.hosts) assert.equal(certificate.checkHost(host), host);
    assert.equal(certificate.checkHost('immutable.com'), undefined);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.ok(Date.parse(certificate.validFrom) < Date.now() && Date.parse(certificate.validTo) > Date.now());

    await assert.rejects(ask('https://auth.immutable.com/', { ca: [] }), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await assert.rejects(ask('https://auth.immutable.com/', { name: 'immutable.com' }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('makes another key at each start', async () => {
    const [one, other] = [await createCertificate(['a.example']), await createCertificate(['a.example'])];

    assert.notEqual(one.key, other.key);
    assert.notEqual(new X509Certificate(one.certificate).serialNumber, new X509Certificate(other.certificate).serialNumber);
  });

  it('tells Chromium where its names are, and keeps it from all others', () => {
    assert.ok(tls.resolverRules.startsWith(`MAP auth.immutable.com 127.0.0.1:${tls.port}, `));
    assert.ok(tls.resolverRules.endsWith('MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'));
  });
});

describe('createCertificate', () => {
  // Length bytes change form at 128 and 256: a certificate with few and with many names has all three.
  for (const count of [1, 3, 12, 40]) {
    it(`is readable with ${count} names`, async () => {
      const names = ['127.0.0.1', ...Array.from({ length: count - 1 }, (_, index) => `host-${index}.example`)];

      const certificate = new X509Certificate((await createCertificate(names)).certificate);

      assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
      for (const name of names.slice(1)) assert.equal(certificate.checkHost(name), name);
      assert.ok(certificate.verify(certificate.publicKey));
    });
  }
});
