import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import type { Emulator } from '../../../emulator/src/index.js';
import { Visitor } from '../identity/visitor.js';
import { actAs, signRaw, type Person } from '../support/people.js';
import { ExchangeValues } from './exchange-values.js';
import { findDifference } from './differences.js';
import { toShape } from './shape.js';
import type { Trace, TraceMark, TraceRequest } from './trace.js';

// What the stand-in had in every trace: one wallet, its keys and its account.
const WALLET = /0x70997970c51812dc3a010c7d01b50e0d17dc79c8/gi;
const STARK_KEY = /0x0401eeb855278126a371b87bd936c8fb97548f37c33eb517ea708df86975bb42/gi;
const NOBODY = /0x0{40}/g;
const LABEL = /<(id_token|access_token|refresh_token|code)#(\d+)[^>]*>/g;

const HOSTS: Readonly<Record<string, 'auth' | 'api' | 'tee' | 'wallet' | 'passport'>> = {
  'https://auth.immutable.com': 'auth',
  'https://api.sandbox.x.immutable.com': 'api',
  'https://api.x.immutable.com': 'api',
  'https://api.sandbox.immutable.com': 'api',
  'https://passport.sandbox.immutable.com': 'passport',
  'https://tee.express.magiclabs.com': 'tee',
  'https://auth.magic.link': 'wallet',
};

/** Replays the requests of one recorded flow against an emulator. */
export class Replayer {
  readonly #emulator: Emulator;
  readonly #trace: Trace;
  readonly #email: string;
  /** What stands for the labels `<id_token#1 …>` and the like. */
  readonly #labels = new Map<string, string>();
  /** What stands for the stand-in's transactions. */
  readonly #exchange: ExchangeValues;
  readonly #visitor: Visitor;

  constructor(emulator: Emulator, trace: Trace, email: string) {
    this.#emulator = emulator;
    this.#trace = trace;
    this.#email = email;
    this.#visitor = new Visitor(emulator);
    this.#exchange = new ExchangeValues(emulator, email);
  }

  /** The person who stands for the stand-in's one user. */
  get person(): Person {
    return actAs(this.#emulator, this.#email);
  }

  /** Logs in before the flow, for flows whose recording begins with a user. */
  async logIn(): Promise<void> {
    const { clientId, redirectUri, scope } = this.#trace.config;
    const callback = await this.#visitor.signIn(this.#email, { client_id: clientId, redirect_uri: redirectUri, scope });
    const { status, body } = await this.#visitor.redeem(callback, { client_id: clientId, redirect_uri: redirectUri });
    assert.equal(status, 200);
    for (const name of ['id_token', 'access_token', 'refresh_token']) this.#labels.set(`${name}#1`, String(body[name]));
  }

  /** The ID token of that login, for what else needs one. */
  get idToken(): string {
    return this.#labels.get('id_token#1') ?? '';
  }

  /** Begins a call of the SDK, or sets up what the recorder did. */
  mark({ type, what }: TraceMark): Promise<void> | void {
    if (type === 'step') return this.#exchange.begin(this.#trace.name);
    this.#exchange.setVerdict(what ?? '');
  }

  /** Puts the emulator's values in the place of the stand-in's, in any JSON value. */
  map<Value>(value: Value): Value {
    return JSON.parse(this.#mapText(JSON.stringify(value))) as Value;
  }

  /** Sends one recorded request and compares the answer with the recorded one. */
  async replay(recorded: TraceRequest): Promise<void> {
    const url = this.#mapUrl(recorded.url);
    if (url.pathname === '/authorize') return this.#replayAuthorize(recorded, url);
    if (recorded.response.networkFailure) return this.#replayFailure(url);
    this.#exchange.spoil(url, recorded.response.status ?? 0);

    const body = recorded.request === undefined ? undefined : this.#mapBody(recorded.request);
    const form = recorded.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const response = await fetch(url, {
      method: recorded.method,
      redirect: 'manual',
      headers: { ...this.map(recorded.headers), ...(recorded.origin === undefined ? {} : { origin: recorded.origin }) },
      body: body === undefined ? undefined : form ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body),
    });
    if (recorded.origin !== undefined) assert.equal(response.headers.get('access-control-allow-origin'), recorded.origin);
    if (typeof recorded.response.body === 'string') return this.#comparePage(recorded, response);
    const answer = await response.json() as Record<string, unknown>;
    this.#compare(recorded, url, response.status, answer);
    this.#keep(recorded.response.body as Record<string, unknown>, answer);
  }

  async #comparePage({ response: recorded }: TraceRequest, response: Response): Promise<void> {
    assert.equal(response.status, recorded.status);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    const text = await response.text();
    assert.match(text, /<html/);
    await this.#exchange.decide(text);
  }

  #compare({ method, response: recorded, seq }: TraceRequest, url: URL, status: number, answer: unknown): void {
    const difference = findDifference(method, url.pathname, recorded.status ?? 0);
    const expected = { ...(toShape(recorded.body) as Record<string, unknown>), ...difference?.answers.adds };
    for (const name of difference?.answers.omits ?? []) delete expected[name];
    const what = `${this.#trace.name} ${seq}: ${method} ${url.pathname}`;

    assert.equal(status, difference?.answers.status ?? recorded.status, what);
    const shape = toShape(answer) as Record<string, unknown>;
    for (const [name, value] of Object.entries(difference?.answers.adds ?? {})) if (value === 'any' && name in shape) shape[name] = 'any';
    assert.deepEqual(shape, toSorted(expected), what);
  }

  /** The emulator shows a page where the stand-in went back at once; what comes back is the same. */
  async #replayAuthorize(recorded: TraceRequest, url: URL): Promise<void> {
    const page = await this.#visitor.follow(url.href);
    assert.equal(page.answer.status, 200);
    const callback = await this.#visitor.submit(page.url, { email: this.#email });

    const expected = new URL((recorded.response.location ?? '').replace(LABEL, 'label'));
    assert.equal(callback.origin + callback.pathname, expected.origin + expected.pathname);
    assert.deepEqual([...callback.searchParams.keys()], [...expected.searchParams.keys()]);
    assert.equal(callback.searchParams.get('state'), expected.searchParams.get('state'));
    this.#labels.set('code#1', callback.searchParams.get('code') ?? '');
  }

  async #replayFailure(url: URL): Promise<void> {
    this.#emulator.faults.set('imx:reset', { times: 1 });
    await assert.rejects(fetch(url), TypeError);
  }

  #mapUrl(text: string): URL {
    const url = new URL(text);
    const role = HOSTS[url.origin];
    assert.ok(role, `no server for ${url.origin}`);
    return new URL(this.#mapText(`${url.pathname}${url.search}`), this.#emulator.addresses[role]);
  }

  #mapBody(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const mapped = this.map({ ...body });
    if ('eth_signature' in mapped) mapped.eth_signature = signRaw(this.person.walletKey, 'Only sign this key linking request from Immutable X');
    return this.#exchange.fill(mapped);
  }

  #mapText(text: string): string {
    const account = this.#emulator.world.findUserByEmail(this.#email)?.imx?.ethAddress;
    return this.#exchange.map(text)
      .replace(LABEL, (label, name: string, number: string) => this.#labels.get(`${name}#${number}`) ?? label)
      .replace(WALLET, (found) => (found === found.toLowerCase() ? this.person.address.toLowerCase() : this.person.address))
      .replace(STARK_KEY, this.person.starkKey)
      .replace(NOBODY, (found) => account ?? found);
  }

  /** Remembers what later requests need, and checks what a label says of its token. */
  #keep(recorded: Readonly<Record<string, unknown>>, answer: Readonly<Record<string, unknown>>): void {
    this.#exchange.keep(recorded, answer);
    for (const [member, label] of Object.entries(recorded)) {
      if (typeof label !== 'string' || !/^<\w+#\d+/.test(label)) continue;
      const token = String(answer[member]);
      this.#labels.set(label.slice(1).split(/[ >]/)[0] ?? '', token);
      const ttl = / ttl=(\d+)/.exec(label)?.[1];
      if (ttl === undefined) continue;
      const claims = decodeJwt(token);
      assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), Number(ttl), label);
      if (member === 'id_token') assert.equal(claims.passport !== undefined, !label.includes('no-imx'), label);
    }
  }
}

function toSorted(members: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}
