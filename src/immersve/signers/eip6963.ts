import { readPath } from './wallet-error.js';
import type { Eip1193Provider } from './eip1193.js';

/** A wallet that has announced itself. Its texts and picture are a stranger's; so is its claim to a name. */
export interface AnnouncedProvider {
  readonly uuid: string;
  readonly name: string;
  /** Proves nothing: anybody may announce any. */
  readonly rdns: string;
  /** A `data:image/` URI, for an `<img>` only. */
  readonly icon?: string;
  readonly provider: Eip1193Provider;
}

/** Wallets that announce themselves (EIP-6963), as long as somebody looks. */
export interface ProviderWatch {
  readonly providers: readonly AnnouncedProvider[];
  /** The provider of a browser with one wallet of the older kind. Asked for at each look. */
  readonly injected: Eip1193Provider | undefined;
  /** Removes the listener. */
  close(): void;
}

const MAX_PROVIDERS = 100;
const MAX_NAME_LENGTH = 100;
const MAX_ICON_LENGTH = 200_000;

/**
 * Collects wallets that announce themselves, each `uuid` once: a later announcement cannot take the place of an
 * earlier one. Announcements may come at any time; nothing is chosen here.
 */
export function watchProviders(page: Window, onChange: () => void): ProviderWatch {
  const found = new Map<string, AnnouncedProvider>();
  const listener = (event: Event): void => {
    const announced = parseAnnouncement(event);
    if (!announced || found.has(announced.uuid) || found.size >= MAX_PROVIDERS) return;
    found.set(announced.uuid, announced);
    onChange();
  };
  page.addEventListener('eip6963:announceProvider', listener);
  page.dispatchEvent(new Event('eip6963:requestProvider'));
  return {
    get providers() {
      return [...found.values()];
    },
    get injected() {
      return toProvider(readPath(page, ['ethereum']));
    },
    close: () => page.removeEventListener('eip6963:announceProvider', listener),
  };
}

/** Reads an announcement once, member by member: getters may throw, or give another value next time (row 134). */
export function parseAnnouncement(event: Event): AnnouncedProvider | undefined {
  const read = (key: string): string | undefined => {
    const value = readPath(event, ['detail', 'info', key]);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const uuid = read('uuid');
  const name = read('name')?.slice(0, MAX_NAME_LENGTH).trim();
  const provider = toProvider(readPath(event, ['detail', 'provider']));
  if (!uuid || uuid.length > 100 || !name || !provider) return undefined;
  return Object.freeze({ uuid, name, rdns: read('rdns')?.slice(0, 200) ?? '', icon: toIcon(read('icon')), provider });
}

/** A picture that can be drawn by `<img>`: nothing that is fetched. */
function toIcon(value: unknown): string | undefined {
  const isIcon = typeof value === 'string' && value.length <= MAX_ICON_LENGTH && /^data:image\/[a-z0-9.+-]+[;,]/i.test(value);
  return isIcon ? value : undefined;
}

function toProvider(value: unknown): Eip1193Provider | undefined {
  return typeof readPath(value, ['request']) === 'function' ? value as Eip1193Provider : undefined;
}
