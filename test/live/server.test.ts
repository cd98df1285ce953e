// The server of --live over plain HTTP: what it answers, to whom, and that nobody holds it up.

import type { IncomingMessage } from "node:http";
import { request } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import type { LiveServer } from "../../src/live/server.ts";
import { openLiveServer } from "../../src/live/server.ts";

interface Counter {
  sent: number;
}

/** A server whose clients are told how often they were told something, and how the world is. */
async function opened(port = 0) {
  const world = { state: "a", padding: 0, cursors: Array<Counter>() };
  const server = await openLiveServer<Counter>({
    port,
    files: [
      { path: "/", type: "text/html; charset=utf-8", bytes: Buffer.from("<p>page</p>") },
      { path: "/page.js", type: "text/javascript; charset=utf-8", bytes: Buffer.from("1;") },
    ],
    newCursor: () => {
      const cursor = { sent: 0 };
      world.cursors.push(cursor);
      return cursor;
    },
    compose: (cursor) => `data: ${++cursor.sent} ${world.state}${"x".repeat(world.padding)}\n\n`,
  });
  onTestFinished(() => server.close(0));
  return { server, world };
}

function ask(server: LiveServer, path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<IncomingMessage & { text: string }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve(Object.assign(response, { text })));
    })
      .on("error", reject)
      .end();
  });
}

/** A client of the stream that keeps what it hears. */
function listener(server: LiveServer): Promise<{ readonly heard: () => string; readonly ended: Promise<void>; readonly leave: () => void }> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL("/events", server.url), (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      const ended = new Promise<void>((end) => response.on("close", end));
      response.on("error", () => undefined);
      resolve({ heard: () => text, ended, leave: () => asked.destroy() });
    });
    asked.on("error", reject).end();
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("what it answers", () => {
  test("its files, under a policy that lets the page load nothing else", async () => {
    const { server } = await opened();
    const { statusCode, headers, text } = await ask(server, "/");
    expect({ statusCode, text }).toEqual({ statusCode: 200, text: "<p>page</p>" });
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
    expect((await ask(server, "/page.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  test.each(["/page.css", "/../package.json", "/%2e%2e/package.json", "//", "/page.js/", "/?x", "/events/", "http://127.0.0.1/"])("no path like %s", async (path) => {
    const { server } = await opened();
    expect((await ask(server, path)).statusCode).toBe(404);
  });

  test.each(["POST", "HEAD", "PUT", "DELETE", "OPTIONS"])("nothing but GET: %s", async (method) => {
    const { server } = await opened();
    const { statusCode, headers } = await ask(server, "/", { method });
    expect({ statusCode, allow: headers.allow }).toEqual({ statusCode: 405, allow: "GET" });
  });

  test.each(["example.org", "example.org:80", "127.0.0.1.example.org", "[::1]", "localhost.", "127.0.0.1@example.org"])("nobody who takes it for '%s'", async (host) => {
    const { server } = await opened();
    expect((await ask(server, "/", { headers: { host } })).statusCode).toBe(403);
    expect((await ask(server, "/events", { headers: { host } })).statusCode).toBe(403);
    expect(server.visited()).toBe(false);
  });

  test("by either name of this machine, through whatever port", async () => {
    const { server } = await opened();
    for (const host of ["localhost:8080", "localhost", "127.0.0.1:1"]) expect((await ask(server, "/", { headers: { host } })).statusCode).toBe(200);
  });

  test("no stream to a page of another site", async () => {
    const { server } = await opened();
    expect((await ask(server, "/events", { headers: { "sec-fetch-site": "cross-site" } })).statusCode).toBe(403);
    // A link to the page is followed.
    expect((await ask(server, "/", { headers: { "sec-fetch-site": "cross-site" } })).statusCode).toBe(200);
  });

  test("what is no HTTP at all is hung up on", async () => {
    const { server } = await opened();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.on("error", () => undefined).write("\u0000\u0001 what\r\n\r\n");
    await new Promise((resolve) => socket.on("close", resolve));
    expect((await ask(server, "/")).statusCode).toBe(200);
  });

  test("and nobody is locked out by connections that say nothing, half of it, or take nothing", async () => {
    const { server } = await opened();
    const watching = await listener(server);
    const said = ["", "GET / HT", "GET /page.js HTTP/1.1\r\nHost: localhost\r\n\r\n"];
    const sockets = await Promise.all(Array.from({ length: 72 }, (_, number) => new Promise<Socket>((resolve) => {
      const socket: Socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => resolve(socket));
      socket.on("error", () => undefined).pause().write(said[number % said.length]);
    })));
    onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
    expect((await ask(server, "/")).statusCode).toBe(200);
    // Who watches stays, however long ago that began.
    expect(server.attentive()).toBe(1);
    watching.leave();
  });

  test("on no other address of this machine", async () => {
    const { server } = await opened();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address);
    for (const host of [...others, "127.0.0.2", "::1"]) {
      const refused = await new Promise((resolve) => {
        connect(Number(new URL(server.url).port), host).on("connect", () => resolve(false)).on("error", () => resolve(true));
      });
      expect({ host, refused }).toEqual({ host, refused: true });
    }
  });

  test("a port that is taken is an error", async () => {
    const { server } = await opened();
    await expect(opened(Number(new URL(server.url).port))).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});

describe("the stream", () => {
  test("tells every client by its own cursor, the newcomer at once", async () => {
    const { server, world } = await opened();
    const first = await listener(server);
    await until(() => first.heard() === "data: 1 a\n\n");
    world.state = "b";
    server.publish();
    const second = await listener(server);
    await until(() => first.heard() === "data: 1 a\n\ndata: 2 b\n\n" && second.heard() === "data: 1 b\n\n");
    expect(server.attentive()).toBe(2);
    first.leave();
    await until(() => server.attentive() === 1);
  });

  test("ends for all when the server closes, after the last frame", async () => {
    const { server, world } = await opened();
    const clients = await Promise.all([listener(server), listener(server)]);
    world.state = "the end";
    server.publish();
    await server.close(5000);
    await Promise.all(clients.map(({ ended }) => ended));
    expect(clients.map(({ heard }) => heard())).toEqual(Array(2).fill("data: 1 a\n\ndata: 2 the end\n\n"));
    await expect(ask(server, "/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("a client that never reads is sent no more than its connection takes, and holds nobody up", async () => {
    const { server, world } = await opened();
    const socket: Socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.on("error", () => undefined).pause();
    socket.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await until(() => server.attentive() === 1);
    const reader = await listener(server);
    world.padding = 1_000_000;
    for (let i = 0; i < 50; i++) {
      server.publish();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.attentive()).toBeLessThan(2);
    // What the system buffers of a connection is a few MB.
    expect(world.cursors[0].sent).toBeLessThan(25);
    world.state = "the end";
    world.padding = 0;
    server.publish();
    await until(() => reader.heard().includes("the end"));
    await server.close(200);
    await reader.ended;
    socket.destroy();
  });

  test("a client that reads late is brought up to date", async () => {
    const { server, world } = await opened();
    const socket: Socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.pause();
    socket.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await until(() => server.attentive() === 1);
    world.padding = 1_000_000;
    for (let i = 0; i < 50; i++) {
      server.publish();
      await new Promise((resolve) => setImmediate(resolve));
    }
    world.state = "the end";
    world.padding = 0;
    server.publish();
    let heard = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (heard += chunk));
    socket.resume();
    await until(() => heard.includes("the end"));
    // Frames were left out, not kept.
    expect(Number(/data: (\d+) the end/.exec(heard)?.[1])).toBeLessThan(40);
    socket.destroy();
  });

  test("there are not more than sixteen", async () => {
    const { server } = await opened();
    const clients = await Promise.all(Array.from({ length: 16 }, () => listener(server)));
    expect((await ask(server, "/events")).statusCode).toBe(503);
    clients[0].leave();
    await until(() => server.attentive() === 15);
    await listener(server);
  });
});
