import { crc32, deflateSync } from 'node:zlib';

const side = 20_000;

/** One bit a pixel and all of them alike: a few kilobytes that ask for 1.6 GB when they are decoded. */
export function giantPng(): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = deflateSync(new Uint8Array((side / 8 + 1) * side));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}

export const scriptedSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" onload="top.changmingHostile = 1">
  <script>top.changmingHostile = 1</script>
  <rect width="320" height="180" fill="#f5a623"/>
  <foreignObject width="320" height="180"><iframe xmlns="http://www.w3.org/1999/xhtml" src="/index.html"/></foreignObject>
  <image href="x:" onerror="top.changmingHostile = 1" width="10" height="10"/>
</svg>
`;
