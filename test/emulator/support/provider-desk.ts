import assert from 'node:assert/strict';
import { after } from 'node:test';
import { createChainService } from '../../../emulator/src/chain/chain-service.js';
import { migrateToChain } from '../../../emulator/src/chain/ledger.js';
import { createGuardianService } from '../../../emulator/src/guardian/guardian-service.js';
import { toClaims } from '../../../emulator/src/identity/claims.js';
import { createImxService } from '../../../emulator/src/imx/imx-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { createRelayerService } from '../../../emulator/src/relayer/relayer-service.js';
import type { Approval } from '../../../src/approval/approval.js';
import { createGuardianRequests } from '../../../src/approval/guardian-request.js';
import { evaluate } from '../../../src/approval/guardian.js';
import { createChainSettings } from '../../../src/chain/chain-settings.js';
import { ChainEvmProvider } from '../../../src/chain/evm/evm-provider.js';
import { systemClock, type Clock } from '../../../src/platform/clock.js';
import { createEmulatorPreset } from '../../../src/shared/environments.js';
import { APPROVAL_ERRORS } from '../../../src/shared/errors/approval.js';
import type { NetworkUser } from '../../../src/shared/network.js';
import { PassportError } from '../../../src/shared/passport-error.js';
import type { Hex } from '../../../src/shared/types.js';
import { createSignMessage } from '../../../src/wallet/messages.js';
import { personalSign } from '../../../emulator/src/wallet/keys.js';
import { actAs, type Person } from './people.js';

/** As a page that is not secure: its transactions wait for each other here. */
const NO_LOCKS = { navigator: {} } as Window & typeof globalThis;

let shared: Promise<Emulator> | undefined;

after(async () => (await shared)?.close());

/** A person's provider, and what a test may do about it. */
export interface ProviderDesk {
  readonly emulator: Emulator;
  readonly account: Hex;
  readonly provider: ChainEvmProvider;
  /** Whether the visitor agrees. */
  readonly visitor: { agrees: boolean; questions: number };
}

/** The provider of a person of the emulator; nothing is made up but the visitor's click. */
export async function withProvider(run: (desk: ProviderDesk) => Promise<void>, toClock: (emulator: Emulator) => Clock = () => systemClock): Promise<void> {
  shared ??= startEmulator({ services: [createImxService, createGuardianService, createChainService, createRelayerService], seed: 'libraries' });
  const emulator = await shared;
  emulator.reset();
  emulator.confirmation = { mode: 'skip' };
  migrateToChain(emulator);
  const person = actAs(emulator, 'tamsin@example.com');
  const account = emulator.world.findUser(person.sub)?.zkEvm?.ethAddress as Hex;
  const { endpoints } = createEmulatorPreset(emulator.addresses);
  const chain = createChainSettings({ environment: 'emulator', endpoints }, systemClock);
  const user = createUser(emulator, person);
  const visitor = { agrees: true, questions: 0 };
  const provider = new ChainEvmProvider({
    clock: toClock(emulator), page: NO_LOCKS, user,
    wallet: {
      getAddress: async () => person.address as Hex,
      sign: async (purpose) => personalSign(person.walletKey, createSignMessage(purpose).bytes).serialized as Hex,
      disconnect: async () => {},
    },
    approval: createApproval({ endpoints }, user, visitor),
    signIn: async () => null,
    register: () => Promise.reject(new Error('nobody registers here')),
  }, { chain, account, isVerified: true });
  await run({ emulator, account, provider, visitor });
}

function createUser(emulator: Emulator, person: Person): NetworkUser {
  const getClaims = async () => {
    const user = emulator.world.findUser(person.sub);
    assert.ok(user);
    return { sub: person.sub, ...toClaims(user, { hidePassport: false }) };
  };
  return { getClaims, getAccessToken: () => person.accessToken(), getIdToken: () => person.idToken(), refresh: getClaims };
}

/** Asks the guardian as the approval room does, and a visitor who answers at once. */
function createApproval(config: Pick<Parameters<typeof evaluate>[0]['config'], 'endpoints'>, user: NetworkUser, visitor: ProviderDesk['visitor']): Pick<Approval, 'begin'> {
  return {
    begin() {
      const { signal } = new AbortController();
      return {
        signal,
        async confirm({ subject }) {
          visitor.questions += 1;
          for (const question of createGuardianRequests(subject)) await evaluate({ config, user }, question, signal);
          if (!visitor.agrees) throw new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED');
        },
        end() {},
      };
    },
  };
}
