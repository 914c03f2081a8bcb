import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { ROOT } from '../../guide/support.js';

/** The names of our packages as the sources have them: nothing has to be built. */
const SOURCES: Readonly<Record<string, string>> = {
  'passport-widgets/define': join(ROOT, 'src/define.ts'),
  'passport-widgets/testing': join(ROOT, 'src/testing.ts'),
  'passport-emulator': join(ROOT, 'emulator/src/index.ts'),
};

/** Bundles code as its author would, with our packages from the sources. */
export async function bundleCode(code: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: ROOT },
    bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'silent',
    tsconfig: join(ROOT, 'tsconfig.json'),
    ...options,
    alias: { ...SOURCES, ...options.alias },
  });
  return outputFiles?.[0]?.text ?? '';
}
