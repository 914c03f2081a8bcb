import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import type { User } from '../core/world.js';
import { MAGIC_API_KEY, TEE_PROVIDER_ID } from '../wallet/magic.js';
import { isSignatureForm, signMessage } from '../wallet/signer.js';
import { getUserWallet } from '../wallet/user-wallets.js';
import { TEE_FAULTS } from './faults.js';

const HEX_TEXT = /^0x([0-9a-f]{2})*$/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Creates the HTTP wallet (Magic's TEE): `/v1/wallet` and `/v1/wallet/sign/message`. */
export function createTeeService(context: ServiceContext): Service {
  return {
    name: 'tee',
    role: 'tee',
    faults: TEE_FAULTS,
    errorBody: (status) => ({ detail: status === 401 ? 'Could not validate credentials' : `Request failed with status ${status}` }),
    handle: (exchange) => handle(context, exchange),
  };
}

async function handle(context: ServiceContext, exchange: Exchange): Promise<void> {
  const { path, method } = exchange;
  if (path !== '/v1/wallet' && path !== '/v1/wallet/sign/message') return exchange.sendJson(404, { detail: 'Not Found' });
  if (method !== 'POST') return exchange.sendJson(405, { detail: 'Method Not Allowed' });

  const missing = ['x-magic-api-key', 'x-oidc-provider-id', 'x-magic-chain', 'authorization']
    .filter((name) => exchange.header(name) === undefined);
  if (missing.length > 0) return sendInvalid(exchange, missing.map((name) => ['header', name]), 'Field required');
  if (exchange.header('x-magic-chain') !== 'ETH') return sendInvalid(exchange, [['header', 'x-magic-chain']], 'Input should be \'ETH\'');

  const user = await findUser(context, exchange);
  if (user === undefined) return exchange.sendJson(401, { detail: 'Could not validate credentials' });
  if (path === '/v1/wallet') sendWallet(context, exchange, user);
  else sendSignature(context, exchange, user);
}

async function findUser(context: ServiceContext, exchange: Exchange): Promise<User | undefined> {
  if (exchange.header('x-magic-api-key') !== MAGIC_API_KEY || exchange.header('x-oidc-provider-id') !== TEE_PROVIDER_ID) return undefined;
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyIdToken(exchange.bearer);
  return claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
}

function sendWallet(context: ServiceContext, exchange: Exchange, user: User): void {
  const other = takeFault(context.faults, exchange, 'tee:other-address') !== undefined;
  const { address } = getUserWallet(context.seed, other ? `another ${user.sub}` : user.sub);
  exchange.sendJson(200, { public_address: address });
}

function sendSignature(context: ServiceContext, exchange: Exchange, user: User): void {
  const encoded = (exchange.json() as { message_base64?: unknown } | null | undefined)?.message_base64;
  if (typeof encoded !== 'string') return sendInvalid(exchange, [['body', 'message_base64']], 'Field required');
  if (!BASE64.test(encoded)) return sendInvalid(exchange, [['body', 'message_base64']], 'Value is not base64');

  const randomK = takeFault(context.faults, exchange, 'tee:random-k') !== undefined;
  const form = takeFault(context.faults, exchange, 'tee:odd-signature')?.form;
  const signed = signMessage(context, user.sub, decodeMessage(encoded), { randomK, form: isSignatureForm(form) ? form : undefined });
  exchange.sendJson(200, {
    signature: signed.signature, message_hash: signed.hash, r: signed.r, s: signed.s, v: String(signed.v),
  });
}

/** A text of `0x` and hex digits stands for bytes, else Stark keys would differ between the two wallets. */
function decodeMessage(encoded: string): Uint8Array {
  const bytes = Buffer.from(encoded, 'base64');
  const text = bytes.toString('utf8');
  return HEX_TEXT.test(text) ? Buffer.from(text.slice(2), 'hex') : bytes;
}

function sendInvalid(exchange: Exchange, places: readonly (readonly string[])[], msg: string): void {
  const type = msg === 'Field required' ? 'missing' : 'value_error';
  exchange.sendJson(422, { detail: places.map((loc) => ({ loc, msg, type })) });
}
