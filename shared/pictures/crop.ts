import { PICTURE } from '../limits.ts';
import type { Frame } from './forms.ts';

/** Which square of a picture is taken: how near, and where it lies along each side, from 0 to 1. */
export interface Crop {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const MIDDLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };

export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const heldIn = ({ zoom, x, y }: Crop): Crop => ({ zoom: within(zoom, 1, PICTURE.maxZoom), x: within(x, 0, 1), y: within(y, 0, 1) });

/** Always within the picture, whatever was asked. */
export function squareOf({ width, height }: Frame, crop: Crop): Square {
  const { zoom, x, y } = heldIn(crop);
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * x, top: (height - side) * y, side };
}

/** The part after the picture was drawn along by so many widths of what is seen: what is under the finger stays there. */
export function movedBy(frame: Frame, crop: Crop, right: number, down: number): Crop {
  const { side } = squareOf(frame, crop);
  const along = (room: number, place: number, by: number): number => (room <= 0 ? place : place - (by * side) / room);
  return heldIn({ ...crop, x: along(frame.width - side, crop.x, right), y: along(frame.height - side, crop.y, down) });
}
