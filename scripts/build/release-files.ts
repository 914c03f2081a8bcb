import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createZip, type ZipFile } from './zip.js';

/** Files of `dist/` for those who host them: all but the modules for bundlers. */
export function readHostedFiles(root: string): readonly ZipFile[] {
  const dist = join(root, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1).replaceAll('\\', '/'));
  const hosted = files.filter((file) => !file.startsWith('esm/') && !file.endsWith('.d.ts'));
  return [...hosted.map((file) => [file, readFileSync(join(dist, file))] as const), ['LICENSE', readFileSync(join(root, 'LICENSE'))]];
}

/** The archive for those who host the files, and its name: all in one folder, which names the release. */
export function createHostedZip(root: string): { readonly name: string; readonly bytes: Buffer; readonly sha256: string } {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = `passport-widgets-${version}`;
  const bytes = createZip(readHostedFiles(root).map(([path, file]) => [`${folder}/${path}`, file]));
  return { name: `${folder}.zip`, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
