import assert from 'node:assert/strict';
import type { Emulator } from '../../../emulator/src/index.js';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import type { GrindVariant } from '../../../emulator/src/imx/stark/derive.js';
import { actAs, getJson, type Answer, type Person } from './people.js';
import { signStark } from './stark-signer.js';

/** A JSON object of the API. */
export type Json = Readonly<Record<string, unknown>>;

/** A registered person who transfers and trades, with plain requests. */
export class Trader {
  readonly emulator: Emulator;
  readonly person: Person;

  /** `variant`: how the Stark key was made, where not in the usual way. */
  constructor(emulator: Emulator, email: string, variant?: GrindVariant) {
    this.emulator = emulator;
    this.person = actAs(emulator, email, variant);
  }

  /** The address of the account. */
  get address(): string {
    return this.emulator.world.findUser(this.person.sub)?.imx?.ethAddress ?? assert.fail('not registered');
  }

  /** Asks with this person's access token. */
  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.emulator.addresses.api}${path}`, {
      method, headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.person.accessToken()}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Asks for something to sign. */
  async offer(path: string, body: Json): Promise<Json> {
    const answer = await this.ask('POST', path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body as Json;
  }

  /** Asks for a transfer to sign. */
  offerTransfer(receiver: string, amount: string, token: Json = ETH_TOKEN): Promise<Json> {
    return this.offer('/v1/signable-transfer-details', { sender: this.address, token, amount, receiver });
  }

  /** Has the guardian look at something, and says whether it wants a confirmation. */
  async evaluate({ payload_hash: hash }: Json): Promise<boolean> {
    const { status, body } = await this.ask('POST', `/guardian/v1/transactions/${String(hash)}/evaluate`, { chainType: 'starkex' });
    assert.equal(status, 200);
    return (body as { confirmationRequired: boolean }).confirmationRequired;
  }

  /** The confirmation page of something, as it is sent. */
  async openPage({ payload_hash: hash }: Json): Promise<string> {
    const query = `transactionId=${String(hash)}&etherAddress=${this.address}&chainType=starkex`;
    return (await fetch(`${this.emulator.addresses.passport}/transaction-confirmation/transaction?${query}`)).text();
  }

  /** Does what the confirmation page does when somebody decides. */
  async decide(signable: Json, action: 'approve' | 'reject' = 'approve'): Promise<number> {
    const ticket = /ticket&#34;:&#34;([\w-]+)/.exec(await this.openPage(signable))?.[1];
    const { status } = await fetch(`${this.emulator.addresses.passport}/guardian/v1/transactions/${String(signable.payload_hash)}/${action}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ chainType: 'starkex', ticket }),
    });
    return status;
  }

  /** Signs what was offered. */
  sign({ payload_hash: hash }: Json): string {
    return signStark(this.person.starkPrivateKey, String(hash));
  }

  /** What goes back of a transfer that was offered. */
  finish(signable: Json): Json {
    const { payload_hash: _hash, signable_message: _message, readable_transaction: _text, verification_signature: _signature, ...rest } = signable;
    return { ...rest, stark_signature: this.sign(signable) };
  }

  /** Offers, approves, signs, transfers. */
  async transfer(receiver: string, amount: string, token: Json = ETH_TOKEN): Promise<Answer> {
    const signable = await this.offerTransfer(receiver, amount, token);
    assert.equal(await this.decide(signable), 204);
    return this.ask('POST', '/v1/transfers', this.finish(signable));
  }

  /** What this account has of a token. */
  async balance(token = 'eth'): Promise<bigint> {
    const { body } = await getJson(this.emulator, `/v2/balances/${this.address}/${token}`);
    return BigInt((body as { balance: string }).balance);
  }
}

/** Ether as clients ask for it. */
export const ETH_TOKEN: Json = { type: 'ETH', data: { decimals: 18 } };

/** An ERC20 token as clients ask for it. */
export function erc20(address: string): Json {
  return { type: 'ERC20', data: { token_address: address } };
}

/** An ERC721 token as clients ask for it. */
export function erc721(address: string, tokenId: string): Json {
  return { type: 'ERC721', data: { token_id: tokenId, token_address: address } };
}

/** The first collectible that a person had at the start, as clients ask for it. */
export function pickCollectible({ person }: Trader): Json {
  const { collection, tokenId } = COLLECTIBLES.find(({ owner }) => owner === person.sub) ?? assert.fail('owns nothing');
  return erc721(collection.address, tokenId);
}
