import { Socket } from 'node:net';

/**
 * Preloaded into every test process of Node: connections leave this machine never, and one that tries
 * fails its file, even when the test expects a failing request.
 */
const refused = new Set<string>();
// The method has five signatures; this one stands for all of them.
const connect = Socket.prototype.connect as (this: Socket, ...parameters: unknown[]) => Socket;

Socket.prototype.connect = function connectToLoopback(this: Socket, ...parameters: unknown[]): Socket {
  const host = findHost(parameters);
  if (host === undefined || isLoopback(host)) return connect.apply(this, parameters);
  refused.add(host);
  return this.destroy(new Error(`Tests do not leave this machine: connection to ${host} refused.`));
} as Socket['connect'];

process.on('exit', () => {
  if (refused.size === 0) return;
  process.stderr.write(`Tests asked for hosts outside this machine: ${[...refused].join(', ')}\n`);
  process.exitCode = 1;
});

/** The host of `connect(options)`, `connect(port, host)`, or of the list that Node makes of them; undefined means loopback. */
function findHost(parameters: readonly unknown[]): string | undefined {
  const [first, second] = parameters;
  if (Array.isArray(first)) return findHost(first);
  if (typeof first === 'object' && first !== null && 'host' in first) return String(first.host ?? 'localhost');
  return typeof second === 'string' ? second : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
