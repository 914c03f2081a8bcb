import { readdirSync } from 'node:fs';
import { PARTS } from '../../src/locales/text-files.js';
import type { TextPart } from '../../src/locales/text-files.js';
import type { Texts } from '../../src/shared/texts.js';

const FOLDER = new URL('../../src/locales/', import.meta.url);

/** The languages that have a folder. */
export function listFolders(): readonly string[] {
  return readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** The texts of a language as its files hold them. */
export async function readTexts(tag: string): Promise<Readonly<Record<TextPart, Texts>>> {
  const parts = PARTS.map(async (part) => {
    const file = await import(new URL(`${tag}/${part}.ts`, FOLDER).href) as { readonly default: Texts };
    return [part, file.default] as const;
  });
  return Object.fromEntries(await Promise.all(parts)) as Record<TextPart, Texts>;
}
