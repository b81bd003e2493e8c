import { PICTURE } from '#shared/limits.ts';
import { lookAtFile } from '#shared/pictures/chosen-file.ts';
import { squareOf, type Crop } from '#shared/pictures/crop.ts';
import { readPlainPicture, toPlainPicture, type Frame } from '#shared/pictures/forms.ts';
import { stir } from '#shared/pictures/stir.ts';
import type { Random } from '#shared/ports.ts';
import { err, ok } from '#shared/result.ts';
import { webRandom } from '../../../host/web-ports.ts';
import type { Studio } from './studio.ts';

/**
 * The browser's own canvas. What it writes is made of pixels alone: neither the place nor the name of a camera comes along, and
 * what a browser adds by itself (a colour profile, say) is taken out before it goes anywhere. Nor does a picture come out the same
 * twice (`stir`).
 */
export const createWebStudio = (random: Random): Studio => ({
  async open(file) {
    if (file.size > PICTURE.maxFileBytes) return err('too-large');
    const looked = lookAtFile(new Uint8Array(await file.arrayBuffer()));
    if (!looked.ok) return looked;
    const whole = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
    if (whole === null || whole.width < 1 || whole.height < 1) return err('broken');
    const held = scaledDown(whole);
    whole.close();
    return ok({
      width: held.width,
      height: held.height,
      show: (onto, crop) => draw(onto, held, crop),
      take: (crop) => write(held, crop, random),
      close() {
        held.width = 0;
        held.height = 0;
      },
    });
  },
});

export const webStudio: Studio = createWebStudio(webRandom);

/** Photographs of today are larger than any part that is taken of them. Light where they are transparent. */
function scaledDown(whole: ImageBitmap): HTMLCanvasElement {
  const { width, height } = fitted(whole);
  const held = canvasOf(width, height);
  const pen = penOf(held);
  pen?.fillRect(0, 0, width, height);
  pen?.drawImage(whole, 0, 0, width, height);
  return held;
}

function fitted({ width, height }: Frame): Frame {
  const scale = Math.min(1, PICTURE.workSidePx / Math.min(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return null;
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#ffffff';
  return pen;
}

function draw(onto: HTMLCanvasElement, held: HTMLCanvasElement, crop: Crop): void {
  const { left, top, side } = squareOf(held, crop);
  penOf(onto)?.drawImage(held, left, top, side, side, 0, 0, onto.width, onto.height);
}

/** Good first, then smaller, until it fits; browsers that write no WebP get along with a smaller PNG. */
async function write(held: HTMLCanvasElement, crop: Crop, random: Random): Promise<Uint8Array | null> {
  for (const sidePx of PICTURE.sidesPx) {
    const canvas = canvasOf(sidePx, sidePx);
    draw(canvas, held, crop);
    stirOn(canvas, sidePx, random);
    for (const quality of PICTURE.qualities) {
      const written = await bytesOf(canvas, quality);
      const plain = written === null ? null : toPlainPicture(written);
      if (plain !== null && readPlainPicture(plain).ok) return plain;
    }
  }
  return null;
}

function stirOn(canvas: HTMLCanvasElement, sidePx: number, random: Random): void {
  const pen = penOf(canvas);
  if (pen === null) return;
  const image = pen.getImageData(0, 0, sidePx, sidePx);
  stir(image.data, sidePx, random);
  pen.putImageData(image, 0, 0);
}

const bytesOf = (canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob === null ? null : blob.arrayBuffer().then((bytes) => new Uint8Array(bytes))), 'image/webp', quality);
  });
