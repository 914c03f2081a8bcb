import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = join(root, 'test/architecture/lint-canary');

/** The part of oxlint's JSON output that is compared. */
interface LintReport {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

/** `eslint(max-lines)` is called `eslint/max-lines` here. */
const toRuleName = (code: string): string => code.replace(/^(.+)\((.+)\)$/u, '$1/$2').replace('typescript-eslint/', 'typescript/');

function writeLongFiles(folder: string): string[] {
  const lines = (count: number): string => Array.from({ length: count }, (_, i) => `export const a${i} = ${i};\n`).join('');
  const longFunction = (name: string, open: string, close: string): string =>
    `${open}\n${Array.from({ length: 51 }, (_, i) => `  void ${i};`).join('\n')}\n${close}\n/** ${name} */\n`;
  const files: Record<string, string> = {
    'src/session/long.ts': lines(301),
    'src/session/short.ts': lines(300),
    'test/long.test.ts': lines(401),
    'test/short.test.ts': lines(400),
    'src/session/long-function.ts': longFunction('too long', 'export function long(): void {', '}'),
    'test/suite.test.ts': longFunction('a suite', "describe('x', () => {", '});'),
    'src/session/script.ts': longFunction('a wrapped script', '(() => {', '})();'),
  };
  cpSync(fixture, folder, { recursive: true });
  cpSync(join(fixture, 'src/session'), join(folder, 'test'), { recursive: true, filter: (file) => !file.endsWith('.ts') });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return [
    'src/session/long.ts:301 eslint/max-lines',
    'test/long.test.ts:401 eslint/max-lines',
    'src/session/long-function.ts:1 passport/max-function-lines',
  ];
}

function readExpectations(): string[] {
  return readdirSync(fixture, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(join(fixture, name), 'utf8').split('\n').flatMap((line, index) => {
      const rules = /\/\/ expect (.+)$/u.exec(line)?.[1]?.split(' ') ?? [];
      return rules.map((rule) => `${name}:${index + 1} ${rule}`);
    }));
}

function lint(folder: string): string[] {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { jsPlugins: string[]; ignorePatterns: string[] };
  const jsPlugins = config.jsPlugins.map((name) =>
    (name.startsWith('.') ? join(root, name) : fileURLToPath(import.meta.resolve(name))));
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, jsPlugins, ignorePatterns: [] }));
  let output: string;
  try {
    output = execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--format=json'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    // oxlint ends with 1 when it reports something, which is what a canary is for.
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as LintReport).diagnostics
    .map(({ filename, labels, code }) => `${filename}:${labels[0]?.span.line ?? 0} ${toRuleName(code)}`);
}

/** What the lint canary should have given and did, and where the two differ. */
export function runLintCanary(): { readonly expected: number; readonly missed: string[]; readonly extra: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'lint-canary-'));
  try {
    const expected = [...writeLongFiles(folder), ...readExpectations()];
    const reported = lint(folder);
    return {
      expected: expected.length,
      missed: expected.filter((line) => !reported.includes(line)),
      extra: reported.filter((line) => !expected.includes(line)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
