import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { it } from 'node:test';

const INDEX = new URL('../../../emulator/src/index.ts', import.meta.url).href;

/** Starts an emulator, keeps a connection and a delayed answer open, closes it, and never calls exit. */
const PROGRAM = `
  import { startEmulator } from ${JSON.stringify(INDEX)};
  const emulator = await startEmulator({ seed: 'leftovers' });
  emulator.faults.set('identity:delay', { params: { ms: 600000 } });
  const received = emulator.requests.next();
  fetch(emulator.addresses.auth + '/.well-known/jwks.json').catch(() => undefined);
  await received;
  await emulator.close();
  process.once('exit', () => console.log('ended by itself'));
`;

it('an emulator that is closed leaves nothing that keeps the process alive', async () => {
  // One server, socket or timer left open, such as the ten minutes' delay, and the child is killed.
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 60_000 });
  let output = '';
  child.stdout.on('data', (part) => (output += String(part)));

  const [code] = await once(child, 'close') as [number | null];

  assert.equal(code, 0);
  assert.equal(output, 'ended by itself\n');
});
