import type { ApprovalSubject } from '../../approval/approval.js';
import type { Hex } from '../../shared/types.js';
import { hashText } from '../../signing/evm-hashes.js';
import { encodeMessageSignature } from './account-signature.js';
import type { EvmCall } from './evm-call.js';
import type { AskedMessage } from './read-params.js';
import { cosign } from './relayer.js';

/**
 * Has the visitor approve a message, and gives the account's signature of it, which its contract verifies (EIP-1271):
 * the owner's and the relayer's.
 *
 * @throws {PassportError} a code of the rooms involved; {EvmError}
 */
export async function signMessage(call: EvmCall, message: AskedMessage): Promise<Hex> {
  const { chain, account } = call;
  const shown = message.kind === 'erc191' ? message.payload : JSON.stringify(message.payload, null, 1);
  await call.confirm(createSubject(message, chain.id), {
    action: 'sign-message',
    groups: [[{ name: 'network', value: `${chain.name} (${chain.id})` }, { name: 'message', value: shown }]],
  });
  const { signature, owner } = await call.sign(message.kind === 'erc191' ? hashText(message.payload) : message.hash);
  const parts = await call.ask((options) => cosign(chain, account, message.payload, options));
  await call.checkUser();
  return encodeMessageSignature(signature, owner, parts);
}

function createSubject(message: AskedMessage, chainId: number): ApprovalSubject {
  return message.kind === 'erc191' ? { kind: 'erc191', chainId, payload: message.payload } : { kind: 'eip712', chainId, payload: message.payload };
}
