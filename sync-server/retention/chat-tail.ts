import type { LogEntry } from '#shared/documents/log.ts';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import type { Documents } from '../ports.ts';
import type { KeptChat } from './chat-rows.ts';

/** What one segment of a chat holds. */
export interface TailPart {
  readonly segment: number;
  readonly entries: readonly LogEntry[];
}

/**
 * The end of a chat, oldest segment first: as many segments as hold `messages` messages, counted from the newest. What
 * stands before them is more than is asked for, and stays unread however long the chat is.
 */
export async function readTail(documents: Documents, chat: KeptChat, messages: number): Promise<readonly TailPart[]> {
  const parts: TailPart[] = [];
  let missing = messages;
  for (let segment = chat.newest; segment >= chat.first; segment -= 1) {
    const entries = await documents.read(chatDocument(chat.id, segment), (doc) => logRoots(doc).entries.toArray());
    parts.unshift({ segment, entries });
    missing -= entries.filter(({ kind }) => kind === 'message').length;
    if (missing <= 0) break;
  }
  return parts;
}

export const entriesOf = (tail: readonly TailPart[]): readonly LogEntry[] => tail.flatMap(({ entries }) => entries);

/** Where a chat begins from now on: every segment before `segment` goes, and the first `entries` of that one. */
export interface Cut {
  readonly segment: number;
  readonly entries: number;
}

/** The place behind the first `count` entries of the tail. Segments in front of it that are empty go with them; the newest stays. */
export function cutBehind(tail: readonly TailPart[], count: number): Cut {
  let left = count;
  for (const [index, { segment, entries }] of tail.entries()) {
    if (left < entries.length || index === tail.length - 1) return { segment, entries: left };
    left -= entries.length;
  }
  throw new Error('a chat has at least one segment');
}
