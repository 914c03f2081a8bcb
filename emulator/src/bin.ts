#!/usr/bin/env node
import { readOptions, UsageError, USAGE } from './core/command-line.js';
import { openListener } from './core/listener.js';
import { ROLES, type Role } from './core/roles.js';
import { startEmulator, type Emulator } from './emulator.js';

const TITLES: Readonly<Record<Role, string>> = {
  auth: 'identity', api: 'Immutable X API', tee: 'HTTP wallet (TEE)', wallet: 'wallet frame', passport: 'confirmations', admin: 'admin API', immersve: 'Immersve', chain: 'Immutable Chain',
};

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return say(USAGE);
  const ports: Partial<Record<Role, number>> = {};
  for (const role of options.tls === undefined ? ROLES : ['admin'] as const) ports[role] = await choosePort(options.ports[role], TITLES[role]);
  const tls = options.tls === undefined ? {} : { tls: { port: await choosePort(options.tls, 'TLS') } };
  const emulator = await startEmulator({ ports, ...tls, seed: options.seed, registeredUris: options.returnTo, log: say });
  // Before it says that it can be ended.
  endWhenAsked(emulator);
  announce(emulator);
}

/** The port that was asked for, or 0 for a free one where it is taken and nobody insists on it. */
async function choosePort({ port, isFirm }: { readonly port: number; readonly isFirm: boolean }, title: string): Promise<number> {
  if (isFirm || await isFree(port)) return port;
  say(`Port ${port} for ${title} is taken; a free one is used instead.`);
  return 0;
}

function announce({ addresses, adminToken, seed, tls }: Emulator): void {
  say('Passport emulator, on this machine only. All people, tokens and amounts are made up.\n');
  for (const role of ROLES) say(`  ${TITLES[role].padEnd(18)} ${addresses[role]}`);
  if (tls !== undefined) {
    say(`\n  TLS on port ${tls.port}, certificate made at this start. For Chromium, with a profile that is used for nothing else:`);
    say(`  --ignore-certificate-errors --host-resolver-rules="${tls.resolverRules}"`);
  }
  say(`\n  panel              ${addresses.admin}/panel?token=${adminToken}`);
  say(`  seed               ${seed}\n\nCtrl-C ends it.`);
}

function endWhenAsked(emulator: Emulator): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
}

async function isFree(port: number): Promise<boolean> {
  try {
    await (await openListener(port, () => undefined)).close();
    return true;
  } catch {
    return false;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (!(error instanceof UsageError) && code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
