declare const popup: Window;
declare const dialog: { open: boolean; locks: number };
declare const view: { fetch: typeof fetch };

/** Each power of the browser, in the spellings that people use. */
export async function useEverything(options: { fetch?: typeof fetch }): Promise<void> {
  await fetch('/'); // expect passport/browser-powers
  await window.fetch('/'); // expect passport/browser-powers
  await (options.fetch ?? fetch)('/'); // expect passport/browser-powers
  await globalThis['fetch']('/'); // expect passport/browser-powers
  new XMLHttpRequest().open('GET', '/'); // expect passport/browser-powers
  navigator.sendBeacon('/'); // expect passport/browser-powers
  new WebSocket('wss://example.com'); // expect passport/browser-powers
  new EventSource('/'); // expect passport/browser-powers
  open('/'); // expect passport/browser-powers
  window.open('/'); // expect passport/browser-powers
  document.defaultView!.open('/'); // expect passport/browser-powers
  popup.postMessage('x', 'https://example.com'); // expect passport/browser-powers
  postMessage('x'); // expect passport/browser-powers
  new BroadcastChannel('x'); // expect passport/browser-powers
  new window.BroadcastChannel('x'); // expect passport/browser-powers
  await navigator.locks.request('x', () => 1); // expect passport/browser-powers
  await window.navigator.locks.query(); // expect passport/browser-powers
  localStorage.setItem('x', 'y'); // expect passport/browser-powers
  window.localStorage.clear(); // expect passport/browser-powers
  sessionStorage.clear(); // expect passport/browser-powers
  const { localStorage: mine } = window; // expect passport/browser-powers
  document.cookie = `x=${mine.length}`; // expect passport/browser-powers
  indexedDB.open('x'); // expect passport/browser-powers
}

/** Nothing here is a power: own names, types, members of other things. */
export function useNothing(open: () => void, fetched: typeof globalThis.fetch): number {
  const fetch = (): number => 1;
  open();
  void fetched;
  void view.fetch('/');
  dialog.open = true;
  setTimeout(open, 1);
  return fetch() + dialog.locks;
}
