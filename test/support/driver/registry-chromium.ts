import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Unpacks the Chromium that `@sparticuz/chromium` carries, once, into `.cache/`.
 *
 * Answers undefined where its binary cannot run (it is built for Linux on x64).
 */
export async function unpackRegistryChromium(): Promise<{ executablePath: string; env: Record<string, string> } | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const cache = join(root, '.cache');
  const folder = join(cache, `chromium-${await readPackageVersion()}`);
  if (!existsSync(join(folder, 'chromium'))) await unpackInto(folder, cache);
  await writeFile(join(folder, 'fonts', 'fonts.conf'), renderFontConfiguration(folder));
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/**
 * The package unpacks into the temporary folder, and takes its system libraries along only where it
 * believes to run in Amazon's cloud: a child process with both variables set leaves ours alone.
 * The rename makes an interrupted unpacking invisible.
 */
async function unpackInto(folder: string, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(join(cache, 'unpack-'));
  try {
    const script = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    });
    await rename(temporary, folder).catch((error: NodeJS.ErrnoException) => {
      // Another run was faster: its copy is as good as ours.
      if (!existsSync(join(folder, 'chromium'))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The package's own configuration names folders of Amazon's cloud; without a font the browser crashes on a text field. */
function renderFontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

async function readPackageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { version?: string };
    // The package keeps a second package.json without a version beside each build.
    if (version !== undefined) return version;
  }
  throw new Error('The package @sparticuz/chromium has no version.');
}
