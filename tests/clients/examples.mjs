// A call of every tool that succeeds. A new tool is one more line of `examples`.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The built program; FGCLIP_PROGRAM names another one. */
export const program =
  process.env.FGCLIP_PROGRAM ??
  path.join(root, "src/FgClip.Mcp/bin/Release/net10.0", process.platform === "win32" ? "fgclip.exe" : "fgclip");

const scene = path.join(root, "samples/scene.jpg");
const other = path.join(root, "tests/data/golden/fgclip2-scenes/inputs/0071.jpg");

/** name, arguments, the member that holds the results, number of pictures, and what must be true of the answer. */
export const examples = [
  { name: "rank_captions", arguments: { image: scene, captions: ["two dogs", "一条绿色的蛇"] }, list: "results", pictures: 0, holds: (answer) => answer.results[0].caption === "一条绿色的蛇" },
  { name: "rank_images", arguments: { text: "a green snake", images: [other, scene] }, list: "results", pictures: 0, holds: (answer) => answer.results[0].index === 1 },
  { name: "locate_concept", arguments: { image: scene, concepts: ["a green snake", "一把粉色的剪刀"] }, list: "concepts", pictures: 2, holds: (answer) => answer.concepts[0].present === true },
  { name: "detect_mismatches", arguments: { image: scene, caption: "a green snake to the left of a blue bicycle" }, list: "claims", pictures: 1, holds: (answer) => answer.corrected_caption === "a green snake to the left of a red bicycle" },
  { name: "classify", arguments: { image: scene, labels: ["a dog", "a snake"] }, list: "results", pictures: 0, holds: (answer) => answer.results[0].label === "a snake" },
  { name: "similarity", arguments: { images: [other, scene], texts: ["a green snake"] }, list: "matrix", pictures: 0, holds: (answer) => answer.matrix[1][0] > answer.matrix[0][0] },
  { name: "embed_image", arguments: { images: [scene] }, list: "embeddings", pictures: 0, holds: (answer) => answer.embeddings[0].dimensions > 0 },
  { name: "embed_text", arguments: { texts: ["a dog", "一只狗"], include_values: true }, list: "embeddings", pictures: 0, holds: (answer) => answer.embeddings[1].values.length === answer.embeddings[1].dimensions },
  { name: "server_status", arguments: {}, list: "versions", pictures: 0, holds: (answer) => answer.versions.fgclip.length > 0 },
];

/** The JSON of an example's result, after checking what every client sees of it. */
export function readAnswer(example, result) {
  if (result.isError) throw new Error(result.content[0].text);
  const [text, ...pictures] = result.content;
  const answer = JSON.parse(text.text);
  if (!answer.summary || !(example.list in answer)) throw new Error(`summary or ${example.list} is missing`);
  if (pictures.length !== example.pictures) throw new Error(`${pictures.length} pictures, expected ${example.pictures}`);
  for (const picture of pictures) {
    if (picture.type !== "image" || !Buffer.from(picture.data, "base64").subarray(1, 4).equals(Buffer.from("PNG"))) {
      throw new Error("a picture is not a PNG");
    }
  }

  const structured = JSON.stringify(result.structuredContent ?? null);
  const expected = example.pictures > 0 ? "null" : JSON.stringify(answer);
  if (structured !== expected) throw new Error("structured content is not the text's JSON");
  if (!example.holds(answer)) throw new Error(`unexpected answer: ${text.text.slice(0, 300)}`);
  return answer;
}
