import assert from 'node:assert/strict';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { getJson, postJson } from '../support/people.js';
import { Trader, type Json } from '../support/trader.js';

// The stand-in's account, receiver, collection, order and exchange.
const ACCOUNT = /0xc54aa97be2b1e7a2b4a5dc4f0a4c1e9bc4a0d001/gi;
const RECEIVER = /0x0{37}abc/gi;
const COLLECTIBLE = /"(tokenId|token_id)":"(\d+)","(\w+)":"0xacb3c6a43d15b907e8433077b6d38ae40936fe2c"/g;
const ORDER = /\b7777\b/g;
const EXCHANGE = /\btx-77\b/g;
/** Amounts that are no whole quanta, of which the stand-in knew nothing. */
const AMOUNT = /"amount":"([57])"/g;
const TOKEN_IDS = ['1', '2', '12'];

/** What stands for the stand-in's transactions, while one flow is replayed. */
export class ExchangeValues {
  readonly #emulator: Emulator;
  readonly #email: string;
  /** Made when it is needed: its keys take long. */
  #trader: Trader | undefined;
  /** Payload hashes of the stand-in, and those of the emulator. */
  readonly #hashes = new Map<string, string>();
  #signables: readonly Json[] = [];
  #order = '7777';
  #exchange = 'tx-77';
  #verdict: 'skip' | 'approve' | 'reject' = 'skip';

  constructor(emulator: Emulator, email: string) {
    this.#emulator = emulator;
    this.#email = email;
  }

  /** The stand-in forgot between calls what it had been sent. */
  async begin(flow: string): Promise<void> {
    if (!flow.includes('.07')) return;
    this.#emulator.reset();
    this.#setMode();
    const path = `/v3/orders?status=active&user=${this.#actor.address}`;
    const others = '/v3/orders?status=active&sell_token_type=ERC721&buy_token_type=ETH';
    const { result } = (await getJson(this.#emulator, flow.includes('createTrade') ? others : path)).body as { result: { order_id: number }[] };
    this.#order = String(result[0]?.order_id);
    const { body } = await postJson(this.#emulator, '/v3/exchanges', { provider: 'layerswap', type: 'offramp', wallet_address: this.#actor.address });
    this.#exchange = (body as { id: string }).id;
  }

  /** Keeps what the recorder let the visitor decide. */
  setVerdict(what: string): void {
    const verdicts = { 'no confirmation required': 'skip', 'confirmation required, approved': 'approve', 'confirmation required, rejected': 'reject' } as const;
    if (!Object.hasOwn(verdicts, what)) return;
    this.#verdict = verdicts[what as keyof typeof verdicts];
    this.#setMode();
  }

  /** Has the emulator refuse what the stand-in refused for no reason. */
  spoil(url: URL, status: number): void {
    if (status === 403 && url.pathname.startsWith('/guardian/')) this.#emulator.faults.set('guardian:forbidden', { times: 1, match: '/guardian/' });
    if (status === 400 && url.pathname.startsWith('/v2/exchanges/')) this.#emulator.faults.set('imx:bad-request', { times: 1 });
  }

  /** Does what the visitor did on a page, if it is one on which something is decided. */
  async decide(page: string): Promise<void> {
    const plan = /data-plan="([^"]*)"/.exec(page)?.[1];
    if (plan === undefined || this.#verdict === 'skip') return;
    const { hash } = JSON.parse(plan.replaceAll('&#34;', '"')) as { hash: string };
    assert.equal(await this.#actor.decide({ payload_hash: hash }, this.#verdict), 204);
  }

  /** Puts the emulator's values in the place of the stand-in's. */
  map(text: string): string {
    let mapped = text.replace(ORDER, this.#order).replace(EXCHANGE, this.#exchange).replace(AMOUNT, (_all, digit: string) => `"amount":"${digit}00000000"`);
    for (const [theirs, ours] of this.#hashes) mapped = mapped.replaceAll(theirs, ours);
    return mapped
      .replace(ACCOUNT, () => this.#actor.address)
      .replace(RECEIVER, () => this.#emulator.world.findUserByEmail('lumi@example.com')?.imx?.ethAddress ?? assert.fail('lumi is not registered'))
      .replace(COLLECTIBLE, (_all, idName: string, id: string, addressName: string) => {
        const owned = COLLECTIBLES.filter(({ owner }) => owner === this.#actor.person.sub)[TOKEN_IDS.indexOf(id)] ?? assert.fail(id);
        return `"${idName}":"${owned.tokenId}","${addressName}":"${owned.collection.address}"`;
      });
  }

  /** Remembers what is to be signed. */
  keep(recorded: Json, answer: Json): void {
    const list = (value: Json): readonly Json[] => (typeof value.payload_hash === 'string' ? [value] : (value.signable_responses as Json[] | undefined) ?? []);
    const [theirs, ours] = [list(recorded), list(answer)];
    if (ours.length === 0) return;
    this.#signables = ours;
    for (const [index, { payload_hash: hash }] of theirs.entries()) {
      if (String(hash).length > 20) this.#hashes.set(String(hash), String(ours[index]?.payload_hash));
    }
  }

  /** Signs what the SDK signed, with the values that the emulator gave. */
  fill(body: Json): Record<string, unknown> {
    if (Array.isArray(body.requests)) return { ...body, requests: body.requests.map((row: Json, index) => this.#fillOne(row, this.#signables[index])) };
    return this.#fillOne(body, this.#signables[0]);
  }

  get #actor(): Trader {
    this.#trader ??= new Trader(this.#emulator, this.#email);
    return this.#trader;
  }

  #fillOne(row: Json, signable: Json | undefined): Record<string, unknown> {
    if (signable === undefined || !('stark_signature' in row)) return { ...row };
    const known = Object.entries(row).map(([name, value]) => [name, name in signable ? signable[name] : value]);
    return { ...Object.fromEntries(known), stark_signature: this.#actor.sign(signable) };
  }

  #setMode(): void {
    this.#emulator.confirmation = { mode: this.#verdict === 'skip' ? 'skip' : 'page' };
  }
}
