import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { listPages, readAllSnippets, ROOT, type Snippet } from './support.js';

const snippets = readAllSnippets();
const toPlace = ({ page, line }: Snippet): string => `${page}:${line}`;

/** What a line of a shell asks npm for. */
const NPM_COMMAND = /\bnpm (?:run (?:--silent )?(?<script>[\w:-]+)|(?<own>start|test)\b)/gu;
const KNOWN_PROGRAMS = /^(?:npm|node|cd|mkdir|cp|sha256sum|unzip)\b/u;

describe('the snippets of the documentation', () => {
  it('are found in the README and in the guide', () => {
    assert.ok(snippets.length > 25, String(snippets.length));
    assert.ok(listPages().includes('docs/guide/quick-start.md'));
  });

  it('are each of a kind that is run, or say why not', () => {
    for (const snippet of snippets) {
      assert.ok(snippet.way ?? (snippet.reason ?? '').length > 10, `${toPlace(snippet)}: ${snippet.language} is not run, and no reason is stated`);
    }
  });

  it('have a fence that names a language, so that none is missed', () => {
    for (const page of listPages()) {
      const fences = readFileSync(join(ROOT, page), 'utf8').match(/^ *```/gmu) ?? [];
      assert.equal(fences.length, 2 * snippets.filter((snippet) => snippet.page === page).length, page);
    }
  });

  it('ask npm for scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const snippet of snippets.filter(({ way }) => way === 'shell')) {
      for (const line of snippet.code.split('\n').flatMap((text) => text.replace(/#.*/u, '').split('&&')).map((text) => text.trim()).filter(Boolean)) {
        assert.match(line, KNOWN_PROGRAMS, toPlace(snippet));
      }
      for (const { groups } of snippet.code.matchAll(NPM_COMMAND)) {
        const script = groups?.['script'] ?? groups?.['own'] ?? '';
        assert.ok(Object.hasOwn(scripts, script), `${toPlace(snippet)}: npm run ${script}`);
      }
    }
  });

  // What they do is tested in server.test.ts, with tokens of the emulator.
  it('for servers can be read by Node', () => {
    const files = snippets.filter(({ way }) => way === 'node');
    assert.ok(files.length >= 2);
    for (const snippet of files) {
      const { status, stderr } = spawnSync(process.execPath, ['--check', '--input-type=module'], { input: snippet.code, encoding: 'utf8' });
      assert.equal(status, 0, `${toPlace(snippet)}: ${stderr}`);
    }
  });
});
