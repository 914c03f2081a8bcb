import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The two eras of the official SDK, by how they reach the wallet. */
export const SDK_NAMES = ['tee', 'frame'] as const;

/** One of the official SDKs. */
export type SdkName = (typeof SDK_NAMES)[number];

/** What is known of each SDK: its version, and where its entries for Passport are. */
export const SDKS: Readonly<Record<SdkName, { readonly version: string; readonly passport: string; readonly config: string; readonly client: string }>> = {
  tee: { version: '2.11.0', passport: '@imtbl/passport', config: '@imtbl/config', client: '@imtbl/x-client' },
  frame: { version: '1.66.1', passport: './sdk/dist/passport.js', config: './sdk/dist/config.js', client: './sdk/dist/x.js' },
};

/** Outside `test/`, where nothing that walks through tests and sources meets hundreds of foreign packages. */
const CACHE = fileURLToPath(new URL('../../.cache/peer/', import.meta.url));
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

interface Manifest {
  readonly sdk?: { readonly name: string; readonly version: string; readonly integrity: string };
}

/**
 * Installs an SDK as its lock file says, unless it is there, and answers the folder.
 *
 * @throws {Error} with what npm said, when the registry cannot be reached or gives something else.
 */
export function installSdk(name: SdkName): Promise<string> {
  return installFolder(fileURLToPath(new URL(`${name}/`, import.meta.url)), join(CACHE, name));
}

/**
 * Installs what the package file of a folder pins, as its lock says, unless it is there, and answers where: at `target`
 * with a mark of what was pinned.
 *
 * @throws {Error} with what npm said, when the registry cannot be reached or gives something else.
 */
export async function installFolder(source: string, target: string): Promise<string> {
  const contents = await Promise.all(FILES.map((file) => readFile(join(source, file))));
  const state = createHash('sha256').update(Buffer.concat(contents)).digest('hex').slice(0, 16);
  const folder = `${target}-${state}`;
  const mark = join(folder, 'installed');
  if (await exists(mark)) return folder;

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of FILES) await copyFile(join(source, file), join(folder, file));
  await run('npm', ['ci', '--silent'], folder);
  const { sdk } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (sdk !== undefined) await unpack(sdk, folder);
  await writeFile(mark, '');
  return folder;
}

/** Takes a package without what it depends on, checked against the digest that the registry had when it was chosen. */
async function unpack({ name, version, integrity }: NonNullable<Manifest['sdk']>, folder: string): Promise<void> {
  const said = await run('npm', ['pack', '--silent', `${name}@${version}`], folder);
  const archive = join(folder, said.trim().split('\n').at(-1) ?? '');
  const digest = `sha512-${createHash('sha512').update(await readFile(archive)).digest('base64')}`;
  if (digest !== integrity) throw new Error(`${name}@${version} has the digest ${digest}, not ${integrity}.`);
  await mkdir(join(folder, 'sdk'));
  await run('tar', ['-xzf', archive, '-C', join(folder, 'sdk'), '--strip-components=1'], folder);
  await rm(archive);
}

async function run(program: string, parameters: readonly string[], folder: string): Promise<string> {
  const child = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let problem = '';
  child.stdout.on('data', (part: Buffer) => { said += String(part); });
  child.stderr.on('data', (part: Buffer) => { problem += String(part); });
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${code}: ${problem.trim().slice(-500)}`);
  return said;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
