import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Exchange } from './exchange.js';

/** The request of an exchange with its body still to be read, for libraries that read it themselves. */
export function toReplay(exchange: Exchange, url = exchange.request.url): IncomingMessage {
  const { method, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket } = exchange.request;
  const body = Readable.from(exchange.body === '' ? [] : [Buffer.from(exchange.body)]);
  return Object.assign(body, {
    url, method, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket, connection: socket,
  }) as unknown as IncomingMessage;
}
