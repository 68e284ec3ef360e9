// Every tool of the built program, driven by the Inspector's command line.
import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { check, expect } from "./checks.mjs";
import { examples, program, readAnswer } from "./examples.mjs";

const run = promisify(execFile);
const npx = process.platform === "win32" ? "npx.cmd" : "npx";

// What the server keeps is not the user's.
const data = mkdtempSync(path.join(tmpdir(), "fgclip-inspector-"));

/** What the Inspector prints for one request. */
async function inspect(...request) {
  const { stdout } = await run(npx, ["--no-install", "@modelcontextprotocol/inspector", "--cli", "-e", `FGCLIP_DATA=${data}`, program, "stdio", ...request], {
    cwd: import.meta.dirname,
    maxBuffer: 16_000_000,
    shell: process.platform === "win32",
  });
  return JSON.parse(stdout);
}

await check("--method tools/list", async () => {
  const { tools } = await inspect("--method", "tools/list");
  const names = tools.map((tool) => tool.name).sort();
  expect(String(names) === String(examples.map((example) => example.name).sort()), `tools: ${names}`);
});

for (const example of examples) {
  await check(`--method tools/call --tool-name ${example.name}`, async () => {
    const pairs = Object.entries(example.arguments).flatMap(([name, value]) => [
      "--tool-arg",
      `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    ]);
    readAnswer(example, await inspect("--method", "tools/call", "--tool-name", example.name, ...pairs));
  });
}

await check("--method resources/list", async () => {
  const { resources } = await inspect("--method", "resources/list");
  expect(Array.isArray(resources), "no list");
});

await check(`a call without its arguments is told so`, async () => {
  const result = await inspect("--method", "tools/call", "--tool-name", "rank_captions");
  expect(result.isError && result.content[0].text.includes("'image' is missing"), JSON.stringify(result));
});

