import { PICTURE } from '#shared/limits.ts';
import { foldName } from '#shared/people/fold-name.ts';
import type { PictureFile, PictureId } from '#shared/people/pictures.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { PictureParts } from './pictures.ts';

/**
 * Asks the relay about names in handfuls, and fetches pictures a few at a time: a screen full of people is one question, and
 * a long list never stands in the way of what the person does.
 */
export interface PictureAsking {
  ask(name: string): void;
  fetch(name: string, picture: PictureId): void;
  close(): void;
}

export interface AskingParts {
  readonly timers: Timers;
  readonly call: PictureParts['call'];
  isOnline(): boolean;
  /** Of each name that was asked about: its picture, or null. */
  told(answers: ReadonlyMap<string, PictureId | null>): void;
  /** Null: there is none at that address any more. */
  fetched(name: string, picture: PictureId, file: PictureFile | null): void;
  /** No answer came; it is asked again when there is a reason to. */
  failed(name: string): void;
}

const BREATH_MS = 1_000;

export function createPictureAsking({ timers, call, isOnline, told, fetched, failed }: AskingParts): PictureAsking {
  const wanted = new Set<string>();
  const queue: { readonly name: string; readonly picture: PictureId }[] = [];
  let gathering: TimerHandle | null = null;
  let pausing: TimerHandle | null = null;
  let running = 0;
  let closed = false;

  function gather(afterMs: number): void {
    if (closed || gathering !== null || wanted.size === 0) return;
    gathering = timers.after(afterMs, () => {
      gathering = null;
      void askSome();
    });
  }

  async function askSome(): Promise<void> {
    const names = [...wanted].slice(0, PICTURE.maxNamesAsked);
    for (const name of names) wanted.delete(name);
    if (!isOnline()) return names.forEach(failed);
    const answer = await call('findPictures', {}, { names });
    if (closed) return;
    if (answer.ok) {
      const found = new Map(answer.value.pictures.map(({ name, picture }) => [foldName(name), picture]));
      told(new Map(names.map((name) => [name, found.get(name) ?? null])));
    } else if (answer.error.code === 'too-fast') {
      for (const name of names) wanted.add(name);
      return gather(answer.error.retryAfterMs ?? BREATH_MS);
    } else {
      names.forEach(failed);
    }
    gather(PICTURE.gatherMs);
  }

  function pump(): void {
    if (closed) return;
    while (pausing === null && running < PICTURE.maxFetchesAtOnce) {
      const next = queue.shift();
      if (next === undefined) return;
      running += 1;
      void fetchOne(next).finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  async function fetchOne(next: (typeof queue)[number]): Promise<void> {
    const answer = await call('readPicture', { picture: next.picture }, null);
    if (closed) return;
    if (answer.ok) return fetched(next.name, next.picture, answer.value);
    if (answer.error.code === 'not-found') return fetched(next.name, next.picture, null);
    if (answer.error.code !== 'too-fast') return failed(next.name);
    queue.unshift(next);
    pausing ??= timers.after(answer.error.retryAfterMs ?? BREATH_MS, () => {
      pausing = null;
      pump();
    });
  }

  return {
    ask(name) {
      wanted.add(name);
      gather(PICTURE.gatherMs);
    },
    fetch(name, picture) {
      if (queue.some((one) => one.name === name && one.picture === picture)) return;
      queue.push({ name, picture });
      pump();
    },
    close() {
      closed = true;
      gathering?.cancel();
      pausing?.cancel();
    },
  };
}
