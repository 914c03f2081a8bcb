import { expect } from '@open-wc/testing';
import { loadPart } from '../../src/platform/parts.js';
import type { Part, PartNames, PartTable } from '../../src/platform/parts.js';

/** What the build writes at the end of the entry, and what `scripts/test/parts-plugin.ts` calls. */
interface Built {
  PARTS: Record<number, Part | number>;
  ENTRY_NAMES: PartNames;
  onPart(url: string): void;
  evaluatePart(url: string, imports: readonly PartNames[]): PartNames;
}

const ENTRY = 0;
const REST = 1;
const FOLDER = new URL('../../src/platform/chunks/', import.meta.url).href;

const built = globalThis as unknown as Built;
/** Addresses whose files have run. */
const ran: string[] = [];
/** Addresses of the tags that were there. */
const asked: string[] = [];
/** What the table of the files that the entry does not list says. */
const listed: Record<number, Part> = {};
let hash: string;
let count = REST;

/** A file that no test has asked for before: the browser keeps what it has loaded. */
function createPart(...imports: number[]): { id: number; url: string; part: Part } {
  count += 1;
  return { id: count, url: `${FOLDER}part-${count}.js`, part: [`part-${count}`, hash, ...imports] };
}

/** The same file, as it was built before somebody changed a byte of it. */
const withOtherHash = ([name, , ...imports]: Part): Part => [name, `A${hash.slice(1)}`, ...imports];

/** Loads a file that cannot be had. */
async function expectFailure(id: number): Promise<Error> {
  const error: unknown = await loadPart(id).then(() => 'loaded', (reason: unknown) => reason);
  expect(error).to.be.instanceOf(Error);
  return error as Error;
}

describe('loadPart', () => {
  const observer = new MutationObserver(note);

  function note(records: readonly MutationRecord[] = observer.takeRecords()): void {
    asked.push(...records.flatMap(({ addedNodes }) => [...addedNodes]).flatMap((node) => (node instanceof HTMLScriptElement ? node.src : [])));
  }

  before(async () => {
    const body = await (await fetch(`${FOLDER}part-0.js`)).arrayBuffer();
    hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', body))));
    expect(hash).not.to.match(/^A/);
    Object.assign(built, {
      PARTS: {},
      ENTRY_NAMES: { entry: 'entry' },
      onPart: (url: string) => ran.push(url),
      evaluatePart: (url: string, imports: readonly PartNames[]) => ({ url, imports, parts: listed satisfies PartTable }),
    });
    observer.observe(document.documentElement, { childList: true });
  });

  beforeEach(() => {
    note();
    for (const list of [ran, asked]) list.length = 0;
  });

  after(() => observer.disconnect());

  it('row 137: runs a file with the names that it takes from others and from the entry, each asked for once', async () => {
    const needed = createPart();
    const whole = createPart(ENTRY, needed.id);
    Object.assign(built.PARTS, { [needed.id]: needed.part, [whole.id]: whole.part });

    const [first, second] = await Promise.all([loadPart(whole.id), loadPart(whole.id)]);
    note();

    expect(first).to.equal(second);
    expect(first).to.include({ url: whole.url });
    const [entry, names] = first['imports'] as PartNames[];
    expect(entry).to.equal(built.ENTRY_NAMES);
    expect(names).to.equal(await loadPart(needed.id));
    expect(names).to.include({ url: needed.url });
    expect([...ran].sort()).to.deep.equal([needed.url, whole.url]);
    expect([...asked].sort()).to.deep.equal([needed.url, whole.url]);
    expect(document.querySelectorAll('html > script').length, 'no tag is left').to.equal(0);
  });

  for (const which of ['that is loaded', 'that it needs'] as const) {
    it(`row 137: a changed file ${which} does not run; once it is right it does, from another address`, async () => {
      const needed = createPart();
      const whole = createPart(needed.id);
      Object.assign(built.PARTS, { [needed.id]: needed.part, [whole.id]: whole.part });
      const changed = which === 'that it needs' ? needed : whole;
      built.PARTS[changed.id] = withOtherHash(changed.part);

      expect((await expectFailure(whole.id)).message).to.contain(changed.part[0]);
      await expectFailure(whole.id);
      expect(ran.filter((url) => url.startsWith(changed.url))).to.deep.equal([]);

      built.PARTS[changed.id] = changed.part;
      await loadPart(whole.id);
      note();
      expect(ran.filter((url) => url.startsWith(changed.url))).to.deep.equal([`${changed.url}?r2`]);
      expect(asked.filter((url) => url.startsWith(changed.url))).to.deep.equal([changed.url, `${changed.url}?r1`, `${changed.url}?r2`]);
    });
  }

  it('row 137: who joins a request that is lost asks once more, and all who have joined ask together', async () => {
    const { id, url, part } = createPart();
    built.PARTS[id] = withOtherHash(part);
    const lost = expectFailure(id);
    for (let turns = 0; asked.length === 0; turns += 1) {
      expect(turns, 'turns until a tag is there').to.be.below(100);
      await undefined;
      note();
    }
    built.PARTS[id] = part;

    const [second, third] = await Promise.all([loadPart(id), loadPart(id)]);

    await lost;
    expect(second).to.equal(third);
    note();
    expect(ran.filter((file) => file.startsWith(url))).to.deep.equal([`${url}?r1`]);
    expect(asked.filter((file) => file.startsWith(url))).to.deep.equal([url, `${url}?r1`]);
  });

  it('row 137: who joins asks no more than once', async () => {
    const { id, url, part } = createPart();
    built.PARTS[id] = withOtherHash(part);

    await Promise.all([expectFailure(id), expectFailure(id), expectFailure(id)]);

    note();
    expect(asked.filter((file) => file.startsWith(url))).to.deep.equal([url, `${url}?r1`]);
  });

  it('row 137: the table of the other files is checked, too, and may be divided', async () => {
    const [rest, half, whole] = [createPart(), createPart(), createPart()];
    built.PARTS[REST] = withOtherHash(rest.part);
    await expectFailure(whole.id);
    expect(ran).to.deep.equal([]);

    built.PARTS[REST] = rest.part;
    listed[whole.id] = whole.part;
    expect(await loadPart(whole.id)).to.include({ url: whole.url });

    const other = createPart();
    Object.assign(built.PARTS, { [half.id]: half.part, [other.id]: half.id });
    listed[other.id] = other.part;
    expect(await loadPart(other.id)).to.include({ url: other.url });
    expect(ran).to.contain(half.url);
  });

  it('row 137: whatever a file is called, it is one of this folder and of this origin', async () => {
    for (const name of ['../parts', '/src/platform/parts', '//evil.example/part', 'https://evil.example/part', '..\\parts']) {
      const { id } = createPart();
      built.PARTS[id] = [name, hash];
      await expectFailure(id);
    }
    note();

    expect(asked).to.have.length(5);
    for (const url of asked) expect(url).to.match(new RegExp(`^${FOLDER}[^/\\\\]+$`, 'u'));
  });

  it('row 137: runs nothing where the page has changed the address that was checked', async () => {
    const { id, part, url } = createPart();
    built.PARTS[id] = part;
    const own = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src')!;
    Object.defineProperty(HTMLScriptElement.prototype, 'src', {
      ...own, set(this: HTMLScriptElement, value: unknown) { own.set!.call(this, `${String(value)}?other`); },
    });
    try {
      expect((await expectFailure(id)).message).to.contain('another address');
    } finally {
      Object.defineProperty(HTMLScriptElement.prototype, 'src', own);
    }
    expect(ran).not.to.contain(url);
  });
});
