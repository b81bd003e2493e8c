import { toBase64 } from 'lib0/buffer';
import type { OwnPicture, PictureId } from '#shared/people/pictures.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { Pictures } from '../../../engine/pictures.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** Pictures in plain memory, for the screens' tests. */
export interface FakePictures extends Pictures {
  readonly own: ValueStore<OwnPicture | null>;
  /** What a name shows. */
  shows(name: string, src: string | null): void;
  /** What was sent. */
  readonly sent: Uint8Array[];
}

export function fakePictures(command: <T>(act: () => T) => CommandResult<T>): FakePictures {
  const own = createValueStore<OwnPicture | null>({ picture: null, pausedUntilMs: null });
  const shown = new Map<string, ValueStore<string | null>>();
  const sent: Uint8Array[] = [];
  const of = (name: string): ValueStore<string | null> => {
    const there = shown.get(name) ?? createValueStore<string | null>(null);
    shown.set(name, there);
    return there;
  };
  const become = (picture: PictureId | null): OwnPicture => {
    const next = { picture, pausedUntilMs: null };
    own.set(next);
    return next;
  };
  return {
    of,
    own,
    sent,
    shows: (name, src) => of(name).set(src),
    readOwn: () => command(() => own.getSnapshot() ?? { picture: null, pausedUntilMs: null }),
    set: (image) =>
      command(() => {
        sent.push(image);
        of('calmPear').set(`data:image/webp;base64,${toBase64(image)}`);
        return become('p'.repeat(20) as PictureId);
      }),
    clear: () => command(() => become(null)),
    forget: (name) => of(name).set(null),
    close: async () => undefined,
  };
}
