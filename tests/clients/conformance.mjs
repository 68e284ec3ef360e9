// The official conformance suite against the program's HTTP server, all of it, with no failure expected. The suite needs a
// newer Node than may be installed: the package `node` brings one.
import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { check, expect } from "./checks.mjs";
import { serve } from "./serve.mjs";

const modules = path.join(import.meta.dirname, "node_modules");
const node = path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const suite = path.join(modules, "@modelcontextprotocol", "conformance", "dist", "index.js");

const server = await serve("--conformance-fixtures", "--log-level", "Critical");
try {
  await check("the conformance suite, all scenarios", async () => {
    const { stdout, stderr, status } = await run();
    const lines = stdout.split("\n");
    console.log(lines.filter((line) => /^[✓✗]|^Total/.test(line)).map((line) => `        ${line}`).join("\n"));
    expect(status === 0, `exit code ${status}: ${stderr.slice(-2000)}`);
    const scenarios = lines.filter((line) => line.startsWith("✓")).length;
    expect(scenarios >= 32 && / 0 failed/.test(lines.find((line) => line.startsWith("Total"))), `${scenarios} scenarios passed`);
  });
} finally {
  await server.stop();
}

async function run() {
  const child = spawn(node, [suite, "server", "--url", server.url, "--suite", "all"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr, status: await ended };
}
