import type { PictureId } from '#shared/people/pictures.ts';
import type { PictureType } from '#shared/pictures/forms.ts';
import type { AccountId } from '#shared/ids.ts';

/**
 * The picture that somebody shows (F027). Whose: the account's. Why: for others to see. How long: until changed or taken
 * away, or the account ends. Exported: all. Erased: the row.
 */
export interface PicturesTable {
  account: AccountId;
  /** Another one with each picture: what its address is made of. */
  id: PictureId;
  type: PictureType;
  bytes: Uint8Array;
  at_ms: number;
}
