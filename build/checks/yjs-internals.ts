import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';

/** What ships, without its tests and what helps them: those look into Yjs to show that others need not. */
const SOURCES = ['sync-server', 'shared', 'renderer', 'main'].map((part) => `${part}/**/*.{ts,tsx}`);
const IS_TEST = /\.test\.tsx?$|[\\/](?:testing|test-support)[\\/]/;

/** The two that may (GATE-RULES G13). */
export const INSIDE: readonly string[] = ['sync-server/gate/yjs-internals.ts', 'sync-server/gate/yjs-page-internals.ts'];

/** Yjs's classes of structs and contents, and what else it exports that only its own insides need. */
const CLASSES = 'Item|GC|Skip|ID|createID|AbstractStruct|Content[A-Z]\\w*|StructStore|getItem|getState|findIndexSS|typeMap\\w+|typeList\\w+';

/** What stands for a look into Yjs. Comments are taken out before. */
const LOOKS: readonly (readonly [what: string, how: RegExp])[] = [
  ['the struct store', /\.store\s*\??\.\s*(?:clients|pending\w+|skips)|\bdoc\s*\??\.\s*store\b|\bpending(?:Structs|Ds)\b|\{[^{}=]*\bstore\b[^{}=]*\}\s*=\s*[\w.#]*[dD]oc\b/],
  ["a type's own list or map", /\._(?:item|map|start|length|hasFormatting|searchMarker|integrate|first|prelimContent|transaction)\b/],
  ['integration', /\.integrate\(/],
  ["Yjs's own files", /['"]yjs\/[^'"]*['"]/],
  ["Yjs's structs", new RegExp(`\\bY\\s*\\.\\s*(?:${CLASSES})\\b`)],
  // What an update deletes may be read off it: which structs it brings is the insides.
  ["Yjs's structs", /\bY\s*\.\s*decodeUpdate(?:V2)?\b(?!\(\w+\)\.ds\.)/],
  ["Yjs's structs", new RegExp(`\\bimport\\s+(?:type\\s+)?\\{[^}]*\\b(?:${CLASSES}|decodeUpdate(?:V2)?)\\b[^}]*\\}\\s*from\\s*['"]yjs['"]`)],
];

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** All that ships of ours, by its path in the project with `/`. */
export const sources = (): Source[] =>
  globSync(SOURCES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !IS_TEST.test(file))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** G13: Yjs's internals are looked at in one place, since its next major version moves them. Returns complaints. */
export function checkYjsInternals(all: readonly Source[] = sources()): string[] {
  const complaints = INSIDE.filter((file) => !all.some((source) => source.file === file)).map((file) => `${file} is not there: was it renamed?`);
  for (const { file, text } of all) {
    if (INSIDE.includes(file)) continue;
    const code = withoutComments(text);
    for (const [what, how] of LOOKS) {
      const found = how.exec(code);
      if (found !== null) complaints.push(`${file}:${lineOf(code, found.index)}: looks into Yjs (${what}); that is for ${INSIDE.join(' and ')} (G13)`);
    }
  }
  return complaints;
}

/** Lines stay where they are. A comment begins a line or follows a space, which no address in a text does. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*\*?[\s*][\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/ [^\n]*/g, '$1');

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
