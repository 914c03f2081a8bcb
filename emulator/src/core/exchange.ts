import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RecordedRequest } from './requests.js';

/** Header values added to an answer. */
export type HeaderValues = Readonly<Record<string, string>>;

/** Turns the body that a service sends into the one that leaves; may be asynchronous. */
export type BodyRewriter = (body: Buffer) => Buffer | Promise<Buffer>;

/** One request and the means to answer it once. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: URL;
  /** The whole body as text. */
  readonly body: string;
  /** What the log keeps of this request. */
  readonly record: RecordedRequest;
  readonly #rewriters: BodyRewriter[] = [];
  readonly #lastRewriters: BodyRewriter[] = [];
  #delivery: (response: ServerResponse, body: Buffer) => void;

  constructor(request: IncomingMessage, response: ServerResponse, url: URL, body: string, record: RecordedRequest) {
    this.request = request;
    this.response = response;
    this.method = request.method ?? 'GET';
    this.url = url;
    this.body = body;
    this.record = record;
    const end = response.end.bind(response);
    this.#delivery = (_response, bytes) => void end(bytes);
    this.#captureBody();
  }

  /** The path without query. */
  get path(): string {
    return this.url.pathname;
  }

  /** A request header as one string. */
  header(name: string): string | undefined {
    const value = this.request.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** The token of an `Authorization: Bearer` header. */
  get bearer(): string | undefined {
    return /^Bearer (\S+)$/i.exec(this.header('authorization') ?? '')?.[1];
  }

  /** The body as JSON, or undefined when it is none. */
  json(): unknown {
    try {
      return JSON.parse(this.body);
    } catch {
      return undefined;
    }
  }

  /** The body as form fields. */
  form(): URLSearchParams {
    return new URLSearchParams(this.body);
  }

  /** Answers with JSON. */
  sendJson(status: number, value: unknown, headers: HeaderValues = {}): void {
    this.send(status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers });
  }

  /** Answers with a page. */
  sendHtml(status: number, html: string, headers: HeaderValues = {}): void {
    this.send(status, html, { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers });
  }

  /** Answers without a body. */
  sendEmpty(status = 204, headers: HeaderValues = {}): void {
    this.send(status, '', headers);
  }

  /** Sends the client elsewhere. */
  sendRedirect(location: string, headers: HeaderValues = {}): void {
    this.send(302, '', { location, ...headers });
  }

  /** Answers with a body of any type. */
  send(status: number, body: string | Buffer, headers: HeaderValues = {}): void {
    this.response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) this.response.setHeader(name, value);
    this.response.end(body);
  }

  /** Cuts the connection without an answer. */
  cut(): void {
    this.record.status = 0;
    this.request.socket.resetAndDestroy();
  }

  /** Changes the body on its way out; rewriters run in the order they were added. */
  rewriteBody(rewriter: BodyRewriter): void {
    this.#rewriters.push(rewriter);
  }

  /** As `rewriteBody`, after all others: what a fault spoils must not be repaired or read by the service. */
  spoilBody(rewriter: BodyRewriter): void {
    this.#lastRewriters.push(rewriter);
  }

  /** Replaces the way the finished body leaves, for faults such as a stalled body. */
  deliverBy(delivery: (response: ServerResponse, body: Buffer) => void): void {
    this.#delivery = delivery;
  }

  /**
   * Collects what a service writes until it ends the answer. Services write with
   * `end` and `write` alone: `writeHead` would fix the headers before faults had their say.
   */
  #captureBody(): void {
    const chunks: Buffer[] = [];
    const response = this.response;
    response.write = ((chunk: string | Uint8Array) => {
      chunks.push(Buffer.from(chunk));
      return true;
    }) as typeof response.write;
    response.end = ((chunk?: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      void this.#finish(Buffer.concat(chunks));
      return response;
    }) as typeof response.end;
  }

  async #finish(collected: Buffer): Promise<void> {
    let body = collected;
    try {
      for (const rewrite of [...this.#rewriters, ...this.#lastRewriters]) body = await rewrite(body);
    } catch (error) {
      this.response.statusCode = 500;
      body = Buffer.from(`The emulator failed: ${String(error)}`);
    }
    if (this.response.destroyed || this.response.headersSent) return;
    this.record.status = this.response.statusCode;
    if (this.response.statusCode !== 204) this.response.setHeader('content-length', body.length);
    this.#delivery(this.response, this.method === 'HEAD' ? Buffer.alloc(0) : body);
  }
}
