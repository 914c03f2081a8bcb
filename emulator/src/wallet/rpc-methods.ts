import type { ServiceContext } from '../core/service.js';
import { RPC_CODES, RpcError } from './json-rpc.js';
import type { RpcRequest } from './json-rpc.js';
import { FRAME_PROVIDER_ID } from './magic.js';
import { signMessage } from './signer.js';
import type { SignatureFlaw } from './signer.js';
import { getUserWallet } from './user-wallets.js';

/** What one loaded frame knows; gone with the frame. */
export interface FrameSession {
  readonly id: string;
  readonly apiKey: string;
  /** Set while somebody is logged in to the wallet. */
  sub?: string;
}

/** What faults change in the answer of a method. */
export interface MethodFlaws {
  readonly otherAddress: boolean;
  readonly signature: SignatureFlaw;
}

type Method = (context: ServiceContext, session: FrameSession, request: RpcRequest, flaws: MethodFlaws) => unknown;

const METHODS: Readonly<Record<string, Method>> = {
  magic_auth_login_with_oidc: login,
  magic_is_logged_in: (_context, session) => session.sub !== undefined,
  magic_auth_logout: (_context, session) => {
    session.sub = undefined;
    return true;
  },
  eth_accounts: readAccounts,
  eth_requestAccounts: readAccounts,
  personal_sign: sign,
  eth_chainId: () => '0x1',
  net_version: () => '1',
};

/** Methods that ask the person in the overlay before they answer, as the real wallet does. */
export const ASKING_METHODS: ReadonlySet<string> = new Set(['eth_requestAccounts']);

/**
 * Carries out one request of a frame.
 *
 * @throws {RpcError} with the code and message for the page.
 */
export async function callMethod(
  context: ServiceContext, session: FrameSession, request: RpcRequest, flaws: MethodFlaws,
): Promise<unknown> {
  const method = Object.hasOwn(METHODS, request.method) ? METHODS[request.method] : undefined;
  if (method === undefined) throw new RpcError(RPC_CODES.methodNotFound, `Method not found: ${request.method}`);
  return method(context, session, request, flaws);
}

async function login(context: ServiceContext, session: FrameSession, request: RpcRequest): Promise<string> {
  const { jwt, providerId } = (request.params[0] ?? {}) as { jwt?: unknown; providerId?: unknown };
  if (typeof jwt !== 'string') throw new RpcError(RPC_CODES.invalidParams, 'Invalid params: jwt is missing');
  if (providerId !== FRAME_PROVIDER_ID) throw new RpcError(RPC_CODES.invalidParams, 'Invalid params: unknown providerId');

  const claims = await context.tokens.verifyIdToken(jwt);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  if (user === undefined) throw new RpcError(RPC_CODES.internal, 'Internal error: the ID token is invalid or has expired');

  session.sub = user.sub;
  const { address } = getUserWallet(context.seed, user.sub);
  return Buffer.from(JSON.stringify(['0x', JSON.stringify({ iss: `did:ethr:${address}`, sub: user.sub })])).toString('base64');
}

function readAccounts(context: ServiceContext, session: FrameSession, _request: RpcRequest, flaws: MethodFlaws): string[] {
  const sub = requireSub(session);
  return [getUserWallet(context.seed, flaws.otherAddress ? `another ${sub}` : sub).address];
}

function sign(context: ServiceContext, session: FrameSession, request: RpcRequest, flaws: MethodFlaws): string {
  const sub = requireSub(session);
  const [message, address] = request.params;
  if (typeof message !== 'string' || !/^0x([0-9a-f]{2})*$/i.test(message)) {
    throw new RpcError(RPC_CODES.invalidParams, 'Invalid params: the message must be hex');
  }
  if (typeof address !== 'string' || address.toLowerCase() !== getUserWallet(context.seed, sub).address.toLowerCase()) {
    throw new RpcError(RPC_CODES.invalidParams, 'Invalid params: the address is not that of the user');
  }
  return signMessage(context, sub, Buffer.from(message.slice(2), 'hex'), flaws.signature).signature;
}

function requireSub(session: FrameSession): string {
  if (session.sub === undefined) throw new RpcError(RPC_CODES.internal, 'Internal error: User denied account access.');
  return session.sub;
}
