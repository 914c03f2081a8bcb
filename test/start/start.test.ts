import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { ROOT, startDemo, type Demo } from '../../scripts/start/start-demo.js';

const LIMIT_MS = 60_000;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** As it stands: `fetch` would tidy the path, and sets no Host. */
function send(origin: string, path: string, options: { readonly host?: string; readonly method?: string } = {}): Promise<Answer> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1', port, path, method: options.method ?? 'GET', agent: false,
      headers: { host: options.host ?? `localhost:${port}` },
    }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString('utf8') }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('the server of the demo', () => {
  let demo: Demo;
  before(async () => {
    demo = await startDemo({ port: 0, freeEmulatorPorts: true });
  });
  after(() => demo.close());

  it('serves the demo, the smallest page and the callback page', async () => {
    for (const path of ['/', '/minimal.html', '/callback.html']) {
      const { status, headers, body } = await send(demo.url, path);

      assert.equal(status, 200, path);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.match(body, /<passport-(?:login|callback)[^>]*environment="emulator"/u);
    }
  });

  it('gives each page one main landmark and one heading of the first level, as axe asks for', async () => {
    for (const path of ['/', '/minimal.html', '/callback.html']) {
      const { body } = await send(demo.url, path);

      assert.deepEqual([...body.matchAll(/<(?:main|h1)\b/gu)].map(([tag]) => tag), ['<main', '<h1'], path);
    }
  });

  it('serves what the pages refer to, and nothing from elsewhere', async () => {
    const pages = ['/', '/minimal.html', '/callback.html'];
    const bodies = await Promise.all(pages.map(async (path) => (await send(demo.url, path)).body));
    const paths = new Set(bodies.flatMap((body) => [...body.matchAll(/<[^<>]* (?:src|href)="(?<path>[^"]+)"/gu)].map((match) => match.groups?.['path'] ?? '')));
    assert.ok(paths.size > 10);

    // An empty icon, which keeps a browser from asking for one.
    paths.delete('data:,');
    for (const path of paths) {
      assert.ok(path.startsWith('/'), `${path} is of this server`);
      // The build is not a matter of this test.
      if (!path.startsWith('/dist/')) assert.equal((await send(demo.url, path)).status, 200, path);
    }
  });

  it('allows no inline script or style, and no origin but its own and the emulator\'s', async () => {
    const { headers, body } = await send(demo.url, '/');
    const policy = String(headers['content-security-policy']);
    const { auth, api, tee, wallet, admin, chain } = demo.emulator.addresses;

    assert.match(policy, /script-src 'self';/u);
    assert.match(policy, /style-src 'self';/u);
    assert.doesNotMatch(policy, /unsafe|\*/u);
    assert.ok(policy.includes(`connect-src 'self' ${auth} ${api} ${tee} ${chain};`));
    assert.ok(policy.includes(`frame-src 'self' ${wallet} ${auth} ${admin};`));
    assert.doesNotMatch(body, /<script(?![^>]* src=)|<style| style=| on[a-z]+=/u);
  });

  it('keeps popups reachable, and the callback\'s code out of referrers', async () => {
    const page = await send(demo.url, '/');
    const callback = await send(demo.url, '/callback.html?code=secret');

    assert.equal(page.headers['cross-origin-opener-policy'], 'same-origin-allow-popups');
    assert.equal(callback.headers['referrer-policy'], 'no-referrer');
    // A policy on this page would cut the login's window off from the page that waits for it.
    assert.equal(callback.headers['cross-origin-opener-policy'], undefined);
  });

  it('tells the elements before the bundle where the emulator is when its ports are unusual', async () => {
    const module = (await send(demo.url, '/emulator-addresses.js')).body;

    for (const path of ['/', '/minimal.html', '/callback.html']) {
      const { body } = await send(demo.url, path);
      const [first, bundle] = ['/emulator-addresses.js', '/dist/passport-widgets.js'].map((name) => body.indexOf(`src="${name}"`));
      assert.ok(first !== undefined && bundle !== undefined && first > 0 && first < bundle, path);
    }
    const { auth, api, tee, wallet, passport, chain } = demo.emulator.addresses;
    for (const [role, address] of Object.entries({ auth, api, tee, wallet, passport, chain })) assert.ok(module.includes(`"${role}": "${address}"`), role);
  });

  it('row 146: gives the panel\'s key to its own pages only', async () => {
    const own = await send(demo.url, '/demo.json');
    const rebound = await send(demo.url, '/demo.json', { host: 'evil.example' });

    assert.equal((JSON.parse(own.body) as { panel: string }).panel, demo.panelUrl);
    assert.equal(own.headers['access-control-allow-origin'], undefined);
    assert.equal(own.headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(rebound.status, 403);
    assert.ok(!rebound.body.includes(demo.emulator.adminToken));
  });

  it('serves no file outside its folders', async () => {
    for (const path of ['/../package.json', '/dist/../package.json', '/..%2fpackage.json', '/dist/%2e%2e/package.json', '/%5c..%5cpackage.json',
      '//package.json', '/.env', '/tools', '/nothing.html', '/%', '/%00.html', '/package.json', '/start.ts']) {
      assert.equal((await send(demo.url, path)).status, 404, path);
    }
  });

  it('answers reading requests only', async () => {
    assert.equal((await send(demo.url, '/', { method: 'POST' })).status, 405);
    assert.equal((await send(demo.url, '/', { method: 'HEAD' })).body, '');
  });
});

describe('startDemo', () => {
  it('serves a folder of one\'s own in place of the demo, with the bundle where the README has it', async () => {
    const site = await mkdtemp(join(tmpdir(), 'passport-site-'));
    await writeFile(join(site, 'index.html'), '<script type="module" src="/passport-widgets/passport-widgets.js"></script>\n<passport-login></passport-login>');
    const demo = await startDemo({ port: 0, freeEmulatorPorts: true, site });
    try {
      const page = await send(demo.url, '/');
      const module = await send(demo.url, '/emulator-addresses.js');

      assert.match(page.body, /emulator-addresses\.js"><\/script>\s+<script type="module" src="\/passport-widgets\/[^]*<passport-login>/u);
      // The same address as the page's: another one would be a second copy.
      assert.match(module.body, /from '\/passport-widgets\/passport-widgets\.js'/u);
      assert.equal(page.headers['content-security-policy'], undefined);
      // No error on the console of a site without an icon.
      assert.equal((await send(demo.url, '/favicon.ico')).status, 204);
      for (const path of ['/minimal.html', '/demo.json', '/guide/', '/../package.json']) assert.equal((await send(demo.url, path)).status, 404, path);
    } finally {
      await demo.close();
      await rm(site, { recursive: true });
    }
  });

  it('refuses a port that is taken and leaves nothing running', async () => {
    const first = await startDemo({ port: 0, freeEmulatorPorts: true });
    const port = Number(new URL(first.url).port);

    await assert.rejects(startDemo({ port, freeEmulatorPorts: true }), { code: 'EADDRINUSE' });
    await first.close();
    // Free again, so nothing holds it.
    const second = await startDemo({ port, freeEmulatorPorts: true });
    await second.close();

    assert.equal(second.url, first.url);
  });
});

describe('npm start', { timeout: LIMIT_MS }, () => {
  function start(...args: string[]): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  it('prints where the demo is, and ends by itself when it is interrupted', async () => {
    const child = start('--port', '0', '--free-ports', '--no-build');
    let text = '';
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (part: Buffer) => {
        text += part.toString('utf8');
        const found = /Demo\s+(?<url>http:\/\/localhost:\d+\/)[^]*Ctrl-C/u.exec(text)?.groups?.['url'];
        if (found) resolve(found);
      });
      child.once('exit', () => reject(new Error(`It ended early: ${text}`)));
    });
    const page = await send(url, '/');

    child.kill('SIGINT');
    const [code, signal] = await once(child, 'exit') as [number | null, string | null];

    assert.equal(page.status, 200);
    // Without process.exit() in the program, this says that no handle was left open.
    assert.deepEqual({ code, signal }, { code: 0, signal: null });
    assert.doesNotMatch(await readFile(join(ROOT, 'scripts/start.ts'), 'utf8'), /process\.exit\(\d/u);
  });

  it('refuses a port that is no number', async () => {
    const child = start('--port', 'three');
    const errors: Buffer[] = [];
    child.stderr?.on('data', (part: Buffer) => errors.push(part));
    const [code] = await once(child, 'close') as [number];

    assert.equal(code, 1);
    assert.match(Buffer.concat(errors).toString('utf8'), /--port takes a number/u);
  });
});
