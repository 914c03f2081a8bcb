export { startEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
export type { DemoAccount } from './core/accounts-type.js';
export type { ActiveFault, CataloguedFault, FaultOptions, FaultParams } from './core/faults.js';
export type { RecordedRequest } from './core/requests.js';
export type { SignatureLog, SignatureRecord } from './core/signatures.js';
export type { Addresses } from './core/service.js';
export type { TlsAccess } from './core/servers.js';
export type { ConfirmationMode, ImxRegistration, LoginMode, User } from './core/world.js';
export type { Role } from './core/roles.js';
