// The server as the repository's mcp.json starts it, from the repository's root: whatever builds first, standard output
// stays the protocol's.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { check, expect } from "./checks.mjs";
import { connect } from "./connect.mjs";
import { examples, readAnswer, root } from "./examples.mjs";

/** The first start restores and builds. */
const startTimeout = 600_000;

const { mcpServers } = JSON.parse(await readFile(path.join(root, "mcp.json"), "utf8"));
for (const [name, server] of Object.entries(mcpServers)) {
  await check(`mcp.json: ${name} starts, answers and ends`, async () => {
    const begin = performance.now();
    const { client, errors } = await connect({ ...server, cwd: root }, startTimeout);
    console.log(`        connected after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    readAnswer(examples[0], await client.callTool(examples[0]));
    await client.close();
    expect(errors.length === 0, errors.join("; "));
  });
}
