// The official SDK's client over every transport.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

// What the servers keep is not the user's.
process.env.FGCLIP_DATA ??= mkdtempSync(path.join(tmpdir(), "fgclip-clients-"));

/** Starts a server on stdio and connects; `errors` collects what the client could not read as protocol. */
export async function connect(server, timeout = 60_000) {
  const transport = new StdioClientTransport({
    ...server,
    env: { ...getDefaultEnvironment(), FGCLIP_DATA: process.env.FGCLIP_DATA, ...server.env },
    stderr: "pipe",
  });
  const log = [];
  transport.stderr.on("data", (chunk) => log.push(chunk.toString()));
  return open(transport, timeout, () => `; standard error: ${log.join("").slice(-2000)}`);
}

/** Connects over Streamable HTTP. */
export const connectHttp = (url, requestInit) => open(new StreamableHTTPClientTransport(new URL(url), { requestInit }), 60_000);

/** Connects over HTTP with server-sent events, as older clients do. */
export const connectSse = (url) => open(new SSEClientTransport(new URL(`${url}/sse`)), 60_000);

async function open(transport, timeout, explain = () => "") {
  const client = new Client({ name: "fgclip-clients", version: "1.0.0" });
  const errors = [];
  client.onerror = (error) => errors.push(error.message);
  try {
    await client.connect(transport, { timeout });
  } catch (error) {
    throw new Error(error.message + explain());
  }

  return { client, transport, errors };
}
