// Every tool of the built program, driven by the official TypeScript SDK's client over stdio, Streamable HTTP and SSE, and
// over stdio joined to a running server.
import { check, expect } from "./checks.mjs";
import { connect, connectHttp, connectSse } from "./connect.mjs";
import { examples, program, readAnswer, root } from "./examples.mjs";
import { serve } from "./serve.mjs";

const server = await serve();
const ways = {
  stdio: () => connect({ command: program, args: ["stdio"], cwd: root }),
  "Streamable HTTP": () => connectHttp(server.url),
  SSE: () => connectSse(server.url),
  "stdio --connect": () => connect({ command: program, args: ["stdio", "--connect", server.url], cwd: root }),
};
for (const [way, open] of Object.entries(ways)) await drive(way, await open());
await check("the HTTP server ends when it is told to", async () => expect((await server.stop()) === 0, `standard error: ${server.log.join("\n")}`));

/** Checks one connection, and closes it. */
async function drive(way, { client, transport, errors }) {
  const locate = examples.find((example) => example.name === "locate_concept");

  await check(`${way}: initialize names the server and gives instructions`, () => {
    expect(client.getServerVersion().name === "fgclip", client.getServerVersion().name);
    expect(client.getInstructions().length > 100, "instructions are missing");
  });

  await check(`${way}: tools/list gives every tool, described`, async () => {
    const { tools } = await client.listTools();
    const names = tools.map((tool) => tool.name).sort();
    expect(String(names) === String(examples.map((example) => example.name).sort()), `tools: ${names}`);
    for (const tool of tools) {
      expect(tool.title && tool.description && tool.annotations?.readOnlyHint, `${tool.name} lacks a title, a description or hints`);
      expect(tool.inputSchema.type === "object", `${tool.name} has no object schema`);
    }
  });

  for (const example of examples) {
    await check(`${way}: tools/call ${example.name}`, async () => readAnswer(example, await client.callTool(example)));
  }

  await check(`${way}: a link can be listed, read and used as a picture`, async () => {
    const { content } = await client.callTool({ ...locate, arguments: { ...locate.arguments, image_output: "link" } });
    const link = content.find((block) => block.type === "resource_link");
    const { resources } = await client.listResources();
    expect(resources.some((resource) => resource.uri === link.uri), "the link is not listed");
    const { contents } = await client.readResource({ uri: link.uri });
    expect(Buffer.from(contents[0].blob, "base64").length === link.size, "the resource has another size");
    const again = await client.callTool({ name: "embed_image", arguments: { images: [link.uri] } });
    expect(!again.isError, again.content[0].text);
  });

  await check(`${way}: a handle can be listed, read and stand for its picture`, async () => {
    const embed = examples.find((example) => example.name === "embed_image");
    const { embeddings } = JSON.parse((await client.callTool(embed)).content[0].text);
    const { resources } = await client.listResources();
    expect(resources.some((resource) => resource.uri === embeddings[0].uri), "the handle is not listed");
    const { contents } = await client.readResource({ uri: embeddings[0].uri });
    expect(JSON.parse(contents[0].text).values.length === embeddings[0].dimensions, "the resource has another length");
    const pairs = { images: [embeddings[0].uri, ...embed.arguments.images], mode: "pairs" };
    const answer = JSON.parse((await client.callTool({ name: "similarity", arguments: pairs })).content[0].text);
    expect(Math.abs(answer.pairs[0].cosine - 1) < 1e-5, JSON.stringify(answer.pairs));
  });

  await check(`${way}: templates, prompts and completion`, async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    const template = resourceTemplates.find((one) => one.uriTemplate.startsWith("embedding://"));
    const kinds = await client.complete({ ref: { type: "ref/resource", uri: template.uriTemplate }, argument: { name: "kind", value: "i" } });
    expect(String(kinds.completion.values) === "image", JSON.stringify(kinds));
    const { prompts } = await client.listPrompts();
    expect(prompts.length === 4, `${prompts.length} prompts`);
    const { messages } = await client.getPrompt({ name: "check_caption", arguments: { image: "a.jpg", caption: "a dog" } });
    expect(messages[0].content.text.includes("detect_mismatches"), JSON.stringify(messages));
  });

  await check(`${way}: an error is a result that says what was wrong`, async () => {
    const result = await client.callTool({ name: "rank_captions", arguments: { image: "no-such.jpg", captions: ["a"] } });
    expect(result.isError && result.content[0].text.includes("no-such.jpg"), JSON.stringify(result));
  });

  await check(`${way}: an unknown tool and an unknown resource are errors of the protocol`, async () => {
    for (const call of [() => client.callTool({ name: "dance", arguments: {} }), () => client.readResource({ uri: "fgclip://rendered/gone.png" })]) {
      const error = await call().then(() => null, (reason) => reason);
      expect(typeof error?.code === "number", `no error: ${error}`);
    }
  });

  await check(`${way}: a cancelled call stops and the next one is answered soon`, async () => {
    const stop = new AbortController();
    const arguments_ = { ...locate.arguments, max_patches: 16384 };
    const long = client.callTool({ name: locate.name, arguments: arguments_ }, undefined, { signal: stop.signal });
    await client.callTool({ name: "server_status", arguments: {} });
    stop.abort();
    expect(await long.then(() => false, () => true), "the call was answered");
    const next = await client.callTool({ name: "embed_text", arguments: { texts: ["a dog"] } }, undefined, { timeout: 20_000 });
    expect(!next.isError, "the next call failed");
  });

  await check(`${way}: nothing but the protocol was received`, () => expect(errors.length === 0, errors.join("; ")));

  const { pid } = transport;
  if (pid === undefined) return client.close();
  await check(`${way}: the program ends when its input closes`, async () => {
    await client.close();
    const alive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    expect(!alive(), `process ${pid} is still there`);
  });
}
