// The server of --live: a few known files and one stream of Server-Sent Events, to this machine alone. Decides nothing about
// what is sent, and never waits for a client.

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createServer } from "node:http";

const ADDRESS = "127.0.0.1";
/** Names of this machine. Whoever names another host was led here by a name that is not ours (DNS rebinding). */
const HOSTS = ["127.0.0.1", "localhost"];
const EVENTS_PATH = "/events";
const MOST_STREAMS = 16;
const MOST_CONNECTIONS = 64;
/** How long a client may take to say what it wants. */
const REQUEST_MILLISECONDS = 5000;

export interface PageFile {
  /** With the slash: `/page.js`. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface LiveServerOptions<Cursor> {
  /** 0: any that is free. */
  readonly port: number;
  readonly files: readonly PageFile[];
  readonly newCursor: () => Cursor;
  /** The events that bring a client up to date, and its cursor with them; empty where there are none. */
  readonly compose: (cursor: Cursor) => string;
}

export interface LiveServer {
  /** `http://127.0.0.1:41237/`. */
  readonly url: string;
  /** Streams that are open and whose client has taken all it was sent. */
  readonly attentive: () => number;
  /** Whether anyone has asked for the page yet. */
  readonly visited: () => boolean;
  /** When anything was last asked, sent, taken or ended, as `performance.now()`. */
  readonly lastSeen: () => number;
  /** Brings every client up to date that has taken what it was sent before; the others when they have. */
  readonly publish: () => void;
  /** Ends the streams, those not delivered within the time by force, and the server. */
  readonly close: (milliseconds: number) => Promise<void>;
}

interface Client<Cursor> {
  readonly response: ServerResponse;
  readonly cursor: Cursor;
  /** What it was sent waits in our memory: nothing more is sent until that is taken. */
  isBlocked: boolean;
  isBehind: boolean;
}

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** @throws the system's error where the port cannot be had. */
export async function openLiveServer<Cursor>(options: LiveServerOptions<Cursor>): Promise<LiveServer> {
  const clients = new Set<Client<Cursor>>();
  let visited = false;
  let lastSeen = performance.now();
  const seen = (): void => {
    lastSeen = performance.now();
  };
  const connections = new Connections();
  const timeouts = { headersTimeout: REQUEST_MILLISECONDS, requestTimeout: REQUEST_MILLISECONDS, connectionsCheckingInterval: REQUEST_MILLISECONDS / 5 };
  const server = createServer(timeouts, (request, response) => {
    connections.asked(request.socket);
    const isStream = request.url === EVENTS_PATH;
    const file = options.files.find(({ path }) => path === request.url);
    const refusal = refusalOf(request) ?? (isStream && clients.size >= MOST_STREAMS ? 503 : undefined);
    if (refusal !== undefined || (!isStream && file === undefined)) {
      refuse(response, refusal ?? 404);
      return;
    }
    visited = true;
    seen();
    if (file === undefined) {
      connections.keep(request.socket);
      openStream(response, clients, options, seen);
    } else response.writeHead(200, { ...HEADERS, "Content-Type": file.type, "Content-Length": file.bytes.length }).end(file.bytes);
  });
  server.on("connection", (socket) => connections.add(socket));
  // What is broken about a connection is the client's affair.
  server.on("clientError", (_, socket) => socket.destroy());
  const port = await listen(server, options.port);
  return {
    url: `http://${ADDRESS}:${port}/`,
    attentive: () => [...clients].filter(({ isBlocked }) => !isBlocked).length,
    visited: () => visited,
    lastSeen: () => lastSeen,
    publish: () => {
      if (clients.size > 0) seen();
      for (const client of clients) send(client, options.compose);
    },
    close: (milliseconds) => close(server, clients, milliseconds),
  };
}

/**
 * The connections of all clients. One that says nothing, or takes nothing, could keep others out: where there are too many, the one that has
 * not asked for anything for the longest goes. Streams stay, which are few.
 */
class Connections {
  /** Those that asked last are last. */
  private readonly waiting = new Set<Socket>();

  add(socket: Socket): void {
    this.waiting.add(socket);
    socket.once("close", () => this.waiting.delete(socket));
    if (this.waiting.size <= MOST_CONNECTIONS - MOST_STREAMS) return;
    for (const oldest of this.waiting) {
      oldest.destroy();
      return;
    }
  }

  asked(socket: Socket): void {
    if (this.waiting.delete(socket)) this.waiting.add(socket);
  }

  keep(socket: Socket): void {
    this.waiting.delete(socket);
  }
}

/** An HTTP status, or undefined for a request to be answered. */
function refusalOf({ method, headers, url }: IncomingMessage): number | undefined {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  if (!HOSTS.includes(host)) return 403;
  if (method !== "GET") return 405;
  // A page of another site may link here, but has no business with what is trained.
  const site = headers["sec-fetch-site"];
  return url !== "/" && site !== undefined && site !== "same-origin" && site !== "none" ? 403 : undefined;
}

function refuse(response: ServerResponse, status: number): void {
  const allow = status === 405 ? { Allow: "GET" } : {};
  response.writeHead(status, { ...HEADERS, ...allow, "Content-Type": "text/plain; charset=utf-8", Connection: "close" }).end(`${status}\n`);
}

function openStream<Cursor>(
  response: ServerResponse,
  clients: Set<Client<Cursor>>,
  { newCursor, compose }: LiveServerOptions<Cursor>,
  seen: () => void,
): void {
  // The stream ends where the connection ends. Chunks would make a broken transfer of an interrupted training.
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.writeHead(200, { ...HEADERS, "Content-Type": "text/event-stream; charset=utf-8" });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  const client: Client<Cursor> = { response, cursor: newCursor(), isBlocked: false, isBehind: false };
  clients.add(client);
  response.on("drain", () => {
    client.isBlocked = false;
    seen();
    if (client.isBehind) send(client, compose);
  });
  response.on("error", () => undefined);
  response.on("close", () => {
    clients.delete(client);
    seen();
  });
  send(client, compose);
}

function send<Cursor>(client: Client<Cursor>, compose: (cursor: Cursor) => string): void {
  client.isBehind = client.isBlocked;
  if (client.isBlocked) return;
  const text = compose(client.cursor);
  if (text !== "") client.isBlocked = !client.response.write(text);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

async function close<Cursor>(server: Server, clients: ReadonlySet<Client<Cursor>>, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  for (const client of clients) if (!client.isBehind) client.response.end();
  const deadline = performance.now() + milliseconds;
  while (clients.size > 0 && performance.now() < deadline) {
    for (const client of clients) if (!client.isBehind && !client.response.writableEnded) client.response.end();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  server.closeAllConnections();
  await closed;
}
