import type { EvmProvider } from '../../shared/evm-provider.js';

/** A page of our own with a key in it: no picture of anybody's brand. */
const ICON = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 24 24%22%3E%3Crect width=%2224%22 height=%2224%22 rx=%225%22 '
  + 'fill=%22%23141414%22/%3E%3Cpath d=%22M8 18V6h5a3.5 3.5 0 0 1 0 7H8%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%222%22/%3E%3C/svg%3E';

/**
 * Tells the page's wallet pickers of a provider (EIP-6963), now and whenever they ask; gives its undo. Name and
 * reverse domain are those under which pages know this wallet from the official SDK.
 */
export function announceProvider(provider: EvmProvider, page: Window & typeof globalThis): () => void {
  const detail = Object.freeze({
    info: Object.freeze({ uuid: crypto.randomUUID(), name: 'Immutable Passport', icon: ICON, rdns: 'com.immutable.passport' }),
    provider,
  });
  const announce = (): void => {
    page.dispatchEvent(new page.CustomEvent('eip6963:announceProvider', { detail }));
  };
  page.addEventListener('eip6963:requestProvider', announce);
  announce();
  return () => page.removeEventListener('eip6963:requestProvider', announce);
}
