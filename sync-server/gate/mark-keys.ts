import { parseMarkKey, type MarkKey } from '#shared/documents/log.ts';

const MAX_REMEMBERED = 1_000;

/** The keys of a document's marks, parsed once: people set the same few over and over. */
export class MarkKeys {
  readonly #parsed = new Map<string, MarkKey>();

  /** Null for what is no mark's key. */
  parse(text: string): MarkKey | null {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const parsed = parseMarkKey(text);
    // What comes from strangers must not pile up here.
    if (this.#parsed.size >= MAX_REMEMBERED) this.#parsed.clear();
    if (parsed !== null) this.#parsed.set(text, parsed);
    return parsed;
  }
}
