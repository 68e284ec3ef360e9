// Reads PNG pictures of eight bits a channel without interlacing, which is what the server draws.
import { inflateSync } from "node:zlib";

const channelsOf = { 0: 1, 2: 3, 6: 4 };

/** Width, height, channels and the samples, row by row. */
export function decodePng(bytes) {
  let header;
  const parts = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") header = data;
    if (type === "IDAT") parts.push(data);
    at += 12 + length;
  }

  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), channelsOf[header[9]]];
  if (header[8] !== 8 || header[12] !== 0 || !channels) throw new Error("a PNG of another kind");
  const rows = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const samples = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : samples[y * stride + x - channels];
      const above = y === 0 ? 0 : samples[(y - 1) * stride + x];
      const corner = x < channels || y === 0 ? 0 : samples[(y - 1) * stride + x - channels];
      samples[y * stride + x] = rows[y * (stride + 1) + 1 + x] + predict(filter, left, above, corner);
    }
  }

  return { width, height, channels, samples };
}

/** The mean difference of two pictures' samples; infinite where their sizes differ. */
export function differenceOf(one, other) {
  const [left, right] = [decodePng(one), decodePng(other)];
  if (left.width !== right.width || left.height !== right.height || left.channels !== right.channels) return Infinity;
  let sum = 0;
  for (let at = 0; at < left.samples.length; at++) sum += Math.abs(left.samples[at] - right.samples[at]);
  return sum / left.samples.length;
}

function predict(filter, left, above, corner) {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    default: {
      const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
      return a <= b && a <= c ? left : b <= c ? above : corner;
    }
  }
}
