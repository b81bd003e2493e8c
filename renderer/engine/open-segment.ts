import type { DocumentName } from '#shared/documents/names.ts';
import { CONTINUED_KEY, parseContinued } from '#shared/documents/segments.ts';
import type { DocumentEvent, DocumentHandle } from './document.ts';
import type { Documents } from './documents.ts';
import type { Held } from './segment-view.ts';
import type { ChannelProgress } from './speaker.ts';

/** One segment of a log that is open on this device. */
export interface OpenSegment {
  readonly handle: DocumentHandle;
  /** How far its channel has come since it was level with the relay; null while it is not. */
  progress(): ChannelProgress | null;
  /** Where the log goes on; null while this segment is open, as far as is known here. */
  continuation(): number | null;
  held(): Held;
  close(): void;
}

export function openSegment(documents: Documents, name: DocumentName, hear: (event: DocumentEvent) => void): OpenSegment {
  const { handle, release } = documents.acquire(name);
  let progress: ChannelProgress | null = null;
  let read = handle.access() !== 'loading';
  const stop = handle.subscribe((event) => {
    progress = progressAfter(progress, event);
    read ||= event.type === 'loaded';
    hear(event);
  });
  return {
    handle,
    progress: () => progress,
    continuation: () => parseContinued(handle.view().marks[CONTINUED_KEY]),
    held: () => (handle.access() !== 'loading' ? handle.view().entries.length : read ? 'absent' : 'reading'),
    close() {
      stop();
      release();
    },
  };
}

function progressAfter(progress: ChannelProgress | null, event: DocumentEvent): ChannelProgress | null {
  switch (event.type) {
    case 'synced':
      return event.progress;
    case 'lost':
    case 'denied':
    case 'gone':
      return null;
    case 'update-sent':
      return progress && { ...progress, sent: event.n, step2: event.step2 ? event.n : progress.step2 };
    case 'receipt':
      return progress && { ...progress, receipted: Math.max(progress.receipted, event.count) };
    default:
      return progress;
  }
}
