import type { Confirmations } from './confirmations.js';
import type { Exchange } from './exchange.js';
import type { FaultDescription, Faults } from './faults.js';
import type { RequestLog } from './requests.js';
import type { Role } from './roles.js';
import type { SignatureLog } from './signatures.js';
import type { TokenAuthority } from './tokens.js';
import type { World } from './world.js';

/** The origin of each server. */
export type Addresses = Readonly<Record<Role, string>>;

/** What a service is given when it is created; all of it belongs to one emulator. */
export interface ServiceContext {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What the users' wallets have signed. */
  readonly signatures: SignatureLog;
  readonly tokens: TokenAuthority;
  /** What users were asked to confirm, and what they decided. */
  readonly confirmations: Confirmations;
  readonly addresses: Addresses;
  /** Derives the users' keys. */
  readonly seed: string;
  /** Different in each emulator; part of cookie names. */
  readonly instanceId: string;
  /** Addresses besides loopback to which a login or logout may return. */
  readonly registeredUris: readonly string[];
  /** Takes lines for the person at the terminal; never a secret. */
  readonly log: (line: string) => void;
}

/** One of the emulator's services: a folder, a server, a closed list of faults. */
export interface Service {
  /** The folder's name, which is also the first part of its faults' names. */
  readonly name: string;
  /** Its server; absent where it answers on another service's server only. */
  readonly role?: Role;
  readonly faults: readonly FaultDescription[];
  /** Paths of another service's server that this one answers too. */
  readonly alsoAt?: { readonly role: Role; readonly path: string };
  /** Whether pages of other origins may read answers, by path. Default: all paths. */
  readonly allowsCors?: (path: string) => boolean;
  /** Answers one request; every way out sends exactly one answer. */
  handle(exchange: Exchange): void | Promise<void>;
  /** The error body this service documents for a status; used by the common faults. */
  errorBody(status: number): unknown;
  /** Forgets what happened; called after the world has been reset. */
  reset?(): void;
  /** Releases what would keep the process alive. */
  close?(): void;
}

/** Creates a service of an emulator; its addresses are known by then. */
export type ServiceFactory = (context: ServiceContext) => Service;
