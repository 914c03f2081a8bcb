import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../../../scripts/check/run-tool.js';
import { ROOT, type Snippet } from '../../guide/support.js';

/** What excerpts take for granted, with its type, and what stands in for it when they run. */
const GIVEN: Readonly<Record<string, readonly [type: string, value: string]>> = {
  button: ['HTMLButtonElement', 'document.querySelector("button")'],
  connectButton: ['HTMLButtonElement', 'document.querySelector("button")'],
  sendButton: ['HTMLButtonElement', 'document.querySelector("button")'],
  receiver: ['`0x${string}`', '"0x" + "1".repeat(40)'],
  tokenAddress: ['`0x${string}`', '"0x" + "2".repeat(40)'],
  shop: ['`0x${string}`', '"0x" + "3".repeat(40)'],
  theirOrder: ['number', '7'],
  transactionID: ['string', '"1"'],
  // What it does is tested in test/flows/provider.flow.ts, with the windows that it opens.
  provider: ['import("passport-widgets").ImxProvider', 'new Proxy({}, { get: (_, name) => (name === "then" ? undefined : async () => ({ transfer_id: 1, order_id: 1 })) })'],
  signal: ['AbortSignal', 'new AbortController().signal'],
  show: ['(text: string) => void', '() => {}'],
  askInMyDialog: ['(...facts: unknown[]) => Promise<boolean>', 'async () => true'],
  clientId: ['string', '"YOUR_CLIENT_ID"'],
  redirectUri: ['string', '"/callback.html"'],
};

/** Names of the package that an excerpt uses without importing them, with the entry that has them. */
const IMPORTED: Readonly<Record<string, readonly string[]>> = {
  'passport-widgets/define': ['configure', 'createSession', 'getSession'],
  'passport-widgets/sdk': ['config', 'passport', 'x'],
};

const declares = (code: string, name: string): boolean => new RegExp(`\\b(?:const|let|function|class) (?:\\{[^}]*)?${name}\\b|import [^;]*\\b${name}\\b[^;]* from`, 'u').test(code);
const uses = (code: string, name: string): boolean => new RegExp(`(?<![.\\w'"/-])${name}[.(]`, 'u').test(code);

/** A snippet as a module that can stand alone: the script tag's file is the package's entry, and what it uses is imported. */
export function toModule({ code }: Snippet): string {
  const plain = code.replaceAll("'/passport-widgets/passport-widgets.js'", "'passport-widgets/define'")
    .replaceAll('0x…', `0x${'4'.repeat(40)}`).replaceAll("'https://my.site/", "location.origin + '/");
  const imports = Object.entries(IMPORTED).map(([entry, names]) => [entry, names.filter((name) => uses(plain, name) && !declares(plain, name))] as const)
    .filter(([, names]) => names.length > 0).map(([entry, names]) => `import { ${names.join(', ')} } from '${entry}';\n`);
  // Example clients are declared once a page, and used by the excerpt below.
  const client = uses(plain, 'client') && !declares(plain, 'client') ? "const client = new (await import('passport-widgets/sdk')).x.IMXClient({ baseConfig: { environment: 'sandbox' as never } });\n" : '';
  return `${imports.join('')}${client}${plain}\nexport {};\n`;
}

/** Runs first on the page of a module: what excerpts take for granted, as globals. */
export const PRELUDE = Object.entries(GIVEN).map(([name, [, value]]) => `globalThis.${name} ??= ${value};`).join('\n');

const AMBIENT = `${Object.entries(GIVEN).map(([name, [type]]) => `declare const ${name}: ${type};`).join('\n')}
declare module '@gemwallet/api';
declare module '@perawallet/connect';
declare module '@agoralabs-sh/avm-web-provider';
`;

/** What the compiler says of the modules, by line; strict for TypeScript, as an editor would for JavaScript. Uses `dist/`. */
export function checkTypes(snippets: readonly Snippet[]): readonly string[] {
  const folder = join(ROOT, '.cache/snippets');
  rmSync(folder, { recursive: true, force: true });
  return (['ts', 'js'] as const).flatMap((language) => {
    const part = join(folder, language);
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, 'given.d.ts'), AMBIENT);
    for (const snippet of snippets.filter((one) => one.language === language)) {
      writeFileSync(join(part, `${snippet.page.replace(/\.md$/u, '').replaceAll('/', '_')}_${snippet.line}.ts`), toModule(snippet));
    }
    writeFileSync(join(part, 'tsconfig.json'), JSON.stringify({
      compilerOptions: {
        target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2024', 'DOM', 'DOM.Iterable'], types: [], strict: language === 'ts',
        noEmit: true, skipLibCheck: true, useUnknownInCatchVariables: language === 'ts',
      },
      include: ['.'],
    }));
    const { status, output } = runTool('tsc', ['--pretty', 'false', '-p', part]);
    const lines = output.split('\n').filter((line) => line.includes('error TS'));
    return status === 0 ? [] : lines.length > 0 ? lines : [output];
  });
}
