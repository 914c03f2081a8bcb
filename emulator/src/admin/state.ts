import type { ActiveFault } from '../core/faults.js';
import type { Addresses, ServiceContext } from '../core/service.js';
import type { SignatureRecord } from '../core/signatures.js';
import type { ConfirmationMode, LoginMode, User } from '../core/world.js';

/** What `GET /state` answers. */
export interface EmulatorState {
  readonly addresses: Addresses;
  readonly users: readonly User[];
  readonly faults: readonly ActiveFault[];
  readonly login: LoginMode;
  readonly confirmation: ConfirmationMode;
  /** How far the emulator's clock is ahead of the machine's. */
  readonly clockOffsetMs: number;
  /** What the wallets have signed, by message. */
  readonly signatures: readonly Readonly<SignatureRecord>[];
  readonly counters: {
    /** Requests kept, by server. */
    readonly requests: Readonly<Record<string, number>>;
    readonly signatures: number;
  };
}

/** Describes an emulator as it is now. */
export function describeState(context: ServiceContext): EmulatorState {
  const requests: Record<string, number> = {};
  for (const { role } of context.requests.list()) requests[role] = (requests[role] ?? 0) + 1;
  return {
    addresses: context.addresses,
    users: context.world.users,
    faults: context.faults.list(),
    login: context.world.login,
    confirmation: context.world.confirmation,
    clockOffsetMs: context.world.clock.offsetMs,
    signatures: context.signatures.list(),
    counters: { requests, signatures: context.signatures.count() },
  };
}
