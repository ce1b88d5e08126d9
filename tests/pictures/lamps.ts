import type { Page } from '@playwright/test';

/** Device pixels from lamp to lamp in the picture, and the radius of one in parts of that. */
const pitchPx = 5;
const lampRadius = 0.42;

/** A part of the page at its upper left corner, each pixel of the display drawn as a round lamp; lossless WebP. */
export async function lampsOf(
  page: Page,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const shot = await page.screenshot({ clip: { x: 0, y: 0, width, height } });
  const drawing = await page.context().newPage();
  const size = [width * pitchPx, height * pitchPx];
  await drawing.setContent('<body style="margin: 0; background: #101010"><canvas></canvas>');
  const address: string = await drawing.evaluate(`(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,${shot.toString('base64')}';
    await picture.decode();
    const canvas = document.querySelector('canvas');
    [canvas.width, canvas.height] = ${JSON.stringify(size)};
    const context = canvas.getContext('2d');
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const dot = document.createElement('canvas');
    dot.width = dot.height = ${pitchPx};
    const pen = dot.getContext('2d');
    pen.arc(${pitchPx / 2}, ${pitchPx / 2}, ${pitchPx * lampRadius}, 0, 2 * Math.PI);
    pen.fill();
    context.globalCompositeOperation = 'destination-in';
    context.fillStyle = context.createPattern(dot, 'repeat');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#101010';
    context.fillRect(0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 1);
  })()`);
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
