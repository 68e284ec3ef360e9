// Many clients at once over HTTP, mixing all tools: no error that is not a typed overload, no answer other than that of a
// single call, bounded memory. Pictures and texts vary and little is remembered, so that calls are computed in the company
// of others. Only this machine is called. Usage: node load.mjs [SECONDS] [CLIENTS]
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { check, expect } from "./checks.mjs";
import { connectHttp, connectSse } from "./connect.mjs";
import { root } from "./examples.mjs";
import { differenceOf } from "./png.mjs";
import { serve } from "./serve.mjs";

const [seconds, clients] = [Number(process.argv[2] ?? 120), Number(process.argv[3] ?? 50)];
const folder = path.join(root, "tests/data/golden/fgclip2-scenes/inputs");
const pictures = readdirSync(folder).slice(0, 8).map((name) => path.join(folder, name));
const things = ["a green snake", "two dogs", "一把粉色的剪刀", "a red bicycle to the left of a tree", "一只狗"];

const server = await serve("--rate-limit", "1000000", "--text-cache", "0", "--picture-cache", "1");
try {
  await run();
} finally {
  await server.stop();
}

async function run() {
  const { client: alone } = await connectHttp(server.url);
  const calls = await callsOf(alone);
  for (const call of calls) {
    call.expected = await alone.callTool(call);
    if (call.expected.isError) throw new Error(`${call.name}: ${call.expected.content[0].text}`);
  }

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
  console.log(`        ${clients} clients, ${seconds} s, ${calls.length} different calls: ${counts.answered} answers, ${counts.overloaded} overloads, ${faults.length} faults`);
  console.log(`        resident: ${megabytes[0]} MB at first, at most ${half} MB in the first half and ${Math.max(...megabytes)} MB at all`);
  await check("no error that is not a typed overload, no wrong answer", () => expect(faults.length === 0, [...new Set(faults)].slice(0, 5).join("; ")));
  await check("every client was served", () => expect(counts.answered >= clients, `${counts.answered} answers`));
  await check("memory is bounded", () => expect(Math.max(...megabytes) <= half * 1.2 + 50, megabytes.join(" ")));

  async function drive(index) {
    const { client } = index % 5 === 4 ? await connectSse(server.url) : await connectHttp(server.url);
    for (let turn = index * 7; performance.now() < end; turn++) {
      const call = calls[turn % calls.length];
      try {
        const result = await client.callTool(call, undefined, { timeout: 300_000 });
        if (result.isError && result._meta?.["fgclip/error"] === "overloaded") {
          counts.overloaded++;
          await new Promise((resolve) => setTimeout(resolve, 200 * Math.random()));
        } else if (result.isError) faults.push(`${call.name}: ${result.content[0].text}`);
        else {
          const difference = call.name === "server_status" ? null : compare(call.expected, result);
          if (difference) faults.push(`${call.name}: another answer: ${difference}`);
          else counts.answered++;
        }
      } catch (error) {
        faults.push(`${call.name}: ${error.message}`);
      }
    }

    await client.close();
  }
}

/** Every tool, over all pictures and texts; handles are those of `client`'s user, who is the same for all. */
async function callsOf(client) {
  const kept = await client.callTool({ name: "embed_image", arguments: { images: pictures } });
  const handles = JSON.parse(kept.content[0].text).embeddings.map((one) => one.uri);
  return pictures.flatMap((image, index) => {
    const thing = things[index % things.length];
    return [
      { name: "rank_captions", arguments: { image, captions: things } },
      { name: "rank_images", arguments: { text: thing, images: [image, handles[(index + 3) % handles.length]] } },
      { name: "locate_concept", arguments: { image, concepts: [thing, things[(index + 1) % things.length]] } },
      { name: "detect_mismatches", arguments: { image, caption: thing } },
      { name: "classify", arguments: { image, labels: things, boxes: [[10, 10, 80 + index, 90]] } },
      { name: "similarity", arguments: { images: [image, handles[index]], texts: [thing] } },
      { name: "embed_image", arguments: { images: [image], max_patches: 128 + 32 * index, include_values: true } },
      { name: "embed_text", arguments: { texts: [`${thing}, number ${index}`], include_values: true } },
      { name: "server_status", arguments: {} },
    ];
  });
}

/** What differs between two results beyond the last places of numbers; null for nothing. */
function compare(expected, result) {
  if (expected.content.length !== result.content.length) return `${result.content.length} blocks`;
  for (let index = 1; index < expected.content.length; index++) {
    const [one, other] = [expected, result].map((answer) => Buffer.from(answer.content[index].data, "base64"));
    const difference = one.equals(other) ? 0 : differenceOf(one, other);
    if (difference > 0.5) return `picture ${index} by ${difference}`;
  }

  return compareValues(JSON.parse(expected.content[0].text), JSON.parse(result.content[0].text), "");
}

function compareValues(one, other, place) {
  if (typeof one === "number" && typeof other === "number") {
    return Math.abs(one - other) <= 1e-4 * Math.max(1, Math.abs(one)) ? null : `${place}: ${other} instead of ${one}`;
  }

  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    return one === other ? null : `${place}: ${other} instead of ${one}`;
  }

  const names = Object.keys(one);
  if (String(names) !== String(Object.keys(other))) return `${place}: members ${Object.keys(other)} instead of ${names}`;
  return names.map((name) => compareValues(one[name], other[name], `${place}.${name}`)).find((difference) => difference) ?? null;
}

async function residentBytes() {
  const status = await readFile(`/proc/${server.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}
