import type { Hex } from '../shared/types.js';
import type { WalletIdentity } from './identity.js';
import type { SignMessage } from './messages.js';

/** What differs between the ways to a wallet. Answers are checked by the caller. */
export interface WalletBackend {
  /** Makes the wallet the user's and asks for its address. */
  connect(identity: WalletIdentity, signal: AbortSignal): Promise<unknown>;
  /** Asks for the signature of a message (EIP-191). `connect` came before, for the same user. */
  sign(message: SignMessage, address: Hex, identity: WalletIdentity, signal: AbortSignal): Promise<unknown>;
  /** Forgets the user. Never rejects. */
  disconnect(): Promise<void>;
}
