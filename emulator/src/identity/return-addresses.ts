const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a login or logout may return to an address: loopback on any port, or one that is registered. */
export function isReturnAddress(address: string, registered: readonly string[]): boolean {
  if (registered.includes(address)) return true;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (url.protocol === 'http:' || url.protocol === 'https:') && LOOPBACK_HOSTS.has(url.hostname)
    && url.username === '' && url.password === '' && url.hash === '';
}
