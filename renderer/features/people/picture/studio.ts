import type { ChosenFault } from '#shared/pictures/chosen-file.ts';
import type { Crop } from '#shared/pictures/crop.ts';
import type { Frame } from '#shared/pictures/forms.ts';
import type { Result } from '#shared/result.ts';

/** A picture from the device, unpacked, out of which a square is taken. It never leaves the device as it is. */
export interface OpenPicture extends Frame {
  /** Draws what would be taken. */
  show(onto: HTMLCanvasElement, crop: Crop): void;
  /** The square as a plain picture, small enough for the relay; null where the browser writes none. */
  take(crop: Crop): Promise<Uint8Array | null>;
  close(): void;
}

/** What unpacks a chosen file. In a browser its canvas; in tests whatever they want. */
export interface Studio {
  open(file: Blob): Promise<Result<OpenPicture, ChosenFault>>;
}
