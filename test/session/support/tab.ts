import { TokenKeeper } from '../../../src/session/token-keeper.js';
import type { TokenChange } from '../../../src/session/token-keeper.js';
import { systemClock } from '../../../src/platform/clock.js';
import { openStore } from '../../../src/platform/storage.js';
import type { ClientConfig } from '../../../src/auth/authority.js';

/** A tab of its own, in a frame of the same origin: its own locks, channels, storage events and end. */
export interface Tab {
  readonly keeper: TokenKeeper;
  readonly changes: TokenChange[];
}

/** What the frame's script leaves on its window. */
export interface TabWindow extends Window {
  makeTab?: (config: ClientConfig) => Tab;
}

/** Opens a tab. Its script is this file. */
export async function openTab(config: ClientConfig): Promise<{ tab: Tab; frame: HTMLIFrameElement }> {
  const frame = document.createElement('iframe');
  const loaded = new Promise<void>((resolve) => { window.addEventListener('message', function hear({ data, source }) {
    if (data !== 'tab' || source !== frame.contentWindow) return;
    window.removeEventListener('message', hear);
    resolve();
  }); });
  frame.srcdoc = `<!doctype html><script type="module" src="${import.meta.url}"></script>`;
  document.body.append(frame);
  await loaded;
  const { makeTab } = frame.contentWindow as TabWindow;
  if (!makeTab) throw new Error('the frame has run its script');
  return { tab: makeTab(config), frame };
}

if (window.frameElement && document.URL === 'about:srcdoc') {
  (window as TabWindow).makeTab = (config) => {
    const changes: TokenChange[] = [];
    const keeper = new TokenKeeper({
      config, store: openStore('local'), clock: systemClock, window, onChange: (change) => changes.push(change),
    });
    keeper.restore();
    return { keeper, changes };
  };
  window.parent.postMessage('tab', '*');
}
