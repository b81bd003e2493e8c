import type { Note } from '../../../vault/types.ts';

/** A note for a test, with what matters to it. */
export const noteOf = (more: Partial<Note> = {}): Note => ({
  id: 'note',
  title: '',
  body: '',
  pinned: false,
  tags: [],
  about: [],
  createdAtMs: 1_700_000_000_000,
  updatedAtMs: 1_700_000_000_000,
  deletedAtMs: null,
  ...more,
});
