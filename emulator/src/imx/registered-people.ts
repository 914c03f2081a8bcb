import { createHmac } from 'node:crypto';
import { findPerson } from '../accounts/accounts.js';
import type { ServiceContext } from '../core/service.js';
import type { ImxRegistration } from '../core/world.js';
import { getUserWallet } from '../wallet/user-wallets.js';
import { deriveStarkKey, type GrindVariant } from './stark/derive.js';

/** The address of a user's Immutable X account: derived like the wallet's key, and another address. */
export function deriveAccountAddress(seed: string, sub: string): string {
  return `0x${createHmac('sha256', seed).update(`account of ${sub}`).digest('hex').slice(0, 40)}`;
}

/** The registration that somebody's keys lead to. */
export function makeRegistration({ seed }: { readonly seed: string }, sub: string, variant: GrindVariant = 'default'): ImxRegistration {
  const { key, address } = getUserWallet(seed, sub);
  return { ethAddress: deriveAccountAddress(seed, sub), starkKey: deriveStarkKey(key, variant).publicKey, adminAddress: address.toLowerCase() };
}

/** The registrations of the made-up people who are registered from the start, by subject. */
export function makeRegistrations(context: ServiceContext): ReadonlyMap<string, ImxRegistration> {
  const made = new Map<string, ImxRegistration>();
  for (const user of context.world.users) {
    const variant = findPerson(user.sub)?.registered;
    if (variant !== undefined) made.set(user.sub, makeRegistration(context, user.sub, variant));
  }
  return made;
}

/** Registers them again, as after a reset. */
export function registerPeople(context: ServiceContext, registrations: ReadonlyMap<string, ImxRegistration>): void {
  for (const [sub, registration] of registrations) {
    const user = context.world.findUser(sub);
    if (user !== undefined) user.imx = registration;
  }
}
