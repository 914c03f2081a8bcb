import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { Session } from '../../session/session-types.js';
import { toShortAddress } from '../../shared/addresses.js';
import type { AccountAsset, AssetList } from '../../shared/network.js';
import { adoptStyles } from '../support/adopt-styles.js';
import { cleanText } from '../support/clean-text.js';
import { getText } from '../../shared/texts.js';
import { TEXTS } from './assets-texts.js';
import { assetStyles } from './assets.styles.js';
import { DrawnList } from './drawn-list.js';
import { formatDigits } from './format-amount.js';
import { handlePictureError, handlePictureLoad } from './pictures.js';
import { toPictureUrl } from './token-view.js';

const MAX_NAME = 80;
/** Longer ids are shown by both ends. The whole one stands in the title. */
const MAX_ID = 12;
/** More than anybody looks at: a service may go on for ever (row 149). */
const MAX_ASSETS = 5_000;

/** What is drawn. */
export interface AssetsModel {
  readonly locale: string;
  readonly list: AssetList;
  /** Cards that are shown, of those that have been read. */
  readonly limit: number;
  readonly session: Session;
  /** Shows more of them, and goes on at the first that was not shown before. */
  readonly onMore: (from: number) => void;
  /** Told why the next page could not be read. */
  readonly onError: (error: unknown) => void;
}

/** The assets of one account as cards, page by page. */
export class AssetsView {
  readonly texts = TEXTS;
  readonly #host: LitElement;
  readonly #cards: DrawnList<AccountAsset>;
  /** The first page, and what has been read after it. */
  #first?: AssetList;
  #all: readonly AccountAsset[] = [];
  #cursor?: string;
  #seen = new Set<string>();
  #reading?: AbortController;
  #isIncomplete = false;
  /** Whether the next page could not be read when it was asked for last. */
  #hasFailed = false;

  constructor(host: LitElement) {
    adoptStyles(host, assetStyles);
    this.#host = host;
    this.#cards = new DrawnList(host, 'li', { part: 'card', tabindex: '-1' });
  }

  /** Everything that has been read of the account by now. */
  getAssets(list: AssetList): readonly AccountAsset[] {
    this.#follow(list);
    return this.#all;
  }

  /** Whether some assets after the first page could not be read. */
  isPartial(list: AssetList): boolean {
    this.#follow(list);
    return this.#isIncomplete || this.#hasFailed;
  }

  /** The cards, and the button for more of them. */
  render(model: AssetsModel): TemplateResult {
    const { locale, list, limit } = model;
    this.#follow(list);
    const shown = this.#all.slice(0, limit);
    const hasMore = shown.length < this.#all.length || this.#cursor !== undefined;
    const label = getText(TEXTS, locale, 'assets-of', { address: toShortAddress(list.owner) });
    return html`
      <ul role="list" class="cards" aria-label=${label} aria-busy=${this.#reading !== undefined}>
        ${this.#cards.draw(shown, { getKey, getLook: () => locale + label, draw: (asset) => renderCard(asset, locale) })}
      </ul>
      ${hasMore ? html`<button type="button" class="button more" part="more" ?disabled=${this.#reading !== undefined}
        @click=${() => void this.#showMore(model)}>${getText(TEXTS, locale, 'assets-more')}</button>` : nothing}
    `;
  }

  /** Ends a read: the element has left the page. */
  stop(): void {
    this.#reading?.abort();
    this.#reading = undefined;
  }

  /** A refreshed first page is the beginning of another list. */
  #follow(list: AssetList): void {
    if (list === this.#first) return;
    this.stop();
    this.#first = list;
    this.#all = withoutDoubles([], list.assets);
    this.#cursor = list.cursor;
    this.#seen = new Set();
    this.#isIncomplete = !list.complete;
    this.#hasFailed = false;
  }

  async #showMore(model: AssetsModel): Promise<void> {
    if (this.#reading) return;
    const { list, limit, onMore } = model;
    const from = Math.min(limit, this.#all.length);
    if (this.#all.length <= limit && this.#cursor !== undefined) await this.#readMore(model, this.#cursor);
    if (list === this.#first) onMore(from);
  }

  async #readMore({ session, list: first, onError }: AssetsModel, cursor: string): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    this.#host.requestUpdate();
    try {
      const next = await session.fetchAssets({ owner: first.owner, cursor, signal: reading.signal });
      if (first !== this.#first) return;
      const all = withoutDoubles(this.#all, next.assets);
      // A cursor once more, or nothing new behind a new one: the service goes round.
      this.#seen.add(cursor);
      const isRound = next.cursor !== undefined && (this.#seen.has(next.cursor) || all.length === this.#all.length);
      const isEnd = isRound || all.length >= MAX_ASSETS;
      this.#all = all.slice(0, MAX_ASSETS);
      this.#cursor = isEnd ? undefined : next.cursor;
      this.#hasFailed = false;
      this.#isIncomplete ||= !next.complete || (isEnd && next.cursor !== undefined);
    } catch (error) {
      if (reading.signal.aborted || first !== this.#first) return;
      // What is shown is right; the button asks again.
      this.#hasFailed = true;
      onError(error);
    } finally {
      if (this.#reading === reading) this.#reading = undefined;
      this.#host.requestUpdate();
    }
  }
}

/** Makes the view of one element. */
export function createAssets(host: LitElement): AssetsView {
  return new AssetsView(host);
}

function renderCard(asset: AccountAsset, locale: string): TemplateResult {
  const { collection, tokenId, amount } = asset;
  const name = cleanText(asset.name ?? '', MAX_NAME);
  const collectionName = cleanText(asset.collectionName ?? '', MAX_NAME);
  const title = name || getText(TEXTS, locale, 'assets-unnamed');
  const picture = toPictureUrl(asset.imageUrl);
  const id = tokenId.length > MAX_ID ? `${tokenId.slice(0, 5)}…${tokenId.slice(-5)}` : tokenId;
  return html`
    <span class="picture" aria-hidden="true">${[...title][0]}${picture
      ? html`<img part="picture" src=${picture} alt="" width="160" height="160" referrerpolicy="no-referrer" loading="lazy"
          decoding="async" @error=${handlePictureError} @load=${handlePictureLoad}>` : nothing}</span>
    <span class="lines">
      <bdi class="name" part="name" title=${title}>${title}</bdi>${amount !== undefined && amount > 1n
        ? html`<bdi class="count" part="amount">×${formatDigits(String(amount), locale)}</bdi>` : nothing}
      <span class="small muted sub"><bdi part="collection" title=${collection}>${collectionName || toShortAddress(collection)}</bdi><bdi
        title=${tokenId}>#${id}</bdi></span>
    </span>
  `;
}

function withoutDoubles(before: readonly AccountAsset[], more: readonly AccountAsset[]): readonly AccountAsset[] {
  const all = new Map(before.map((asset) => [getKey(asset), asset]));
  for (const asset of more) if (!all.has(getKey(asset))) all.set(getKey(asset), asset);
  return [...all.values()];
}

function getKey({ collection, tokenId }: AccountAsset): string {
  return `${collection.toLowerCase()} ${tokenId}`;
}
