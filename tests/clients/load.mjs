// Many clients at once over HTTP, mixing all tools: no error that is not a typed overload, no answer other than that of a
// single call, bounded memory. Only this machine is called. Usage: node load.mjs [SECONDS] [CLIENTS]
import { readFile } from "node:fs/promises";
import { check, expect } from "./checks.mjs";
import { connectHttp, connectSse } from "./connect.mjs";
import { examples } from "./examples.mjs";
import { serve } from "./serve.mjs";

const [seconds, clients] = [Number(process.argv[2] ?? 120), Number(process.argv[3] ?? 50)];
const calls = examples.filter((example) => example.name !== "server_status");
const server = await serve("--rate-limit", "1000000");
try {
  await run();
} finally {
  await server.stop();
}

async function run() {
  const { client: alone } = await connectHttp(server.url);
  const expected = new Map();
  for (const example of calls) expected.set(example.name, essence(await alone.callTool(example)));

  const counts = { answered: 0, overloaded: 0 };
  const faults = [];
  const resident = [await residentBytes()];
  const end = performance.now() + seconds * 1000;
  const watch = setInterval(async () => resident.push(await residentBytes()), 1000);
  await Promise.all(Array.from({ length: clients }, (_, index) => drive(index)));
  clearInterval(watch);
  await alone.close();

  const megabytes = resident.map((bytes) => Math.round(bytes / 1e6));
  const half = Math.max(...megabytes.slice(0, megabytes.length / 2));
  console.log(`        ${clients} clients, ${seconds} s: ${counts.answered} answers, ${counts.overloaded} overloads, ${faults.length} faults`);
  console.log(`        resident: ${megabytes[0]} MB at first, at most ${half} MB in the first half and ${Math.max(...megabytes)} MB at all`);
  await check("no error that is not a typed overload, no wrong answer", () => expect(faults.length === 0, [...new Set(faults)].slice(0, 5).join("; ")));
  await check("every client was served", () => expect(counts.answered >= clients, `${counts.answered} answers`));
  await check("memory is bounded", () => expect(Math.max(...megabytes) <= half * 1.2 + 50, megabytes.join(" ")));

  async function drive(index) {
    const { client } = index % 5 === 4 ? await connectSse(server.url) : await connectHttp(server.url);
    for (let turn = index; performance.now() < end; turn++) {
      const example = calls[turn % calls.length];
      try {
        const result = await client.callTool(example, undefined, { timeout: 300_000 });
        if (result.isError && result._meta?.["fgclip/error"] === "overloaded") {
          counts.overloaded++;
          await new Promise((resolve) => setTimeout(resolve, 200 * Math.random()));
        } else if (result.isError) faults.push(`${example.name}: ${result.content[0].text}`);
        else if (essence(result) !== expected.get(example.name)) faults.push(`${example.name}: another answer: ${essence(result).slice(0, 300)}`);
        else counts.answered++;
      } catch (error) {
        faults.push(`${example.name}: ${error.message}`);
      }
    }

    await client.close();
  }
}

/** What must not change from call to call: the text and the pictures. */
function essence(result) {
  return result.isError ? result.content[0].text : JSON.stringify(result.content);
}

async function residentBytes() {
  const status = await readFile(`/proc/${server.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}
