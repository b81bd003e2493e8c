import type * as Y from 'yjs';
import { z } from 'zod';
import { PAGE } from '../limits.ts';

/**
 * The page, rich text that its editors change together (DESIGN §4): one `Y.XmlFragment`, as the ProseMirror and Tiptap
 * binding y-prosemirror writes it. A node is a `Y.XmlElement` named like its node type, with the node's attributes that
 * are not null as JSON values under their names; a run of text is a `Y.XmlText`; a mark is a formatting attribute of
 * the text, named like the mark type, whose value is the mark's own attributes (`{}` for bold) or null where it ends.
 *
 * That binding adds a hash to the names of marks that may overlap themselves (`comment--a1B2c3D4`). None of ours may: an
 * editor for these pages declares none with `excludes: ''`, and its link with `href` alone; target and rel are the renderer's.
 */
export interface PageShape {
  readonly shape: 'page';
  /** The name of the fragment, the document's one root. */
  readonly root: string;
  /** Names of the nodes that may stand in the root. */
  readonly top: readonly string[];
  readonly nodes: Readonly<Record<string, NodeSpec>>;
  /** Mark name to what it may hold. */
  readonly marks: Readonly<Record<string, z.ZodType>>;
}

export interface NodeSpec {
  /** Names of the nodes that it may hold. How many, and that there is one at all, is no promise: see `AttributeSpec`. */
  readonly holds: readonly string[];
  /** `plain`: without marks. */
  readonly text: 'none' | 'plain' | 'marked';
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
}

/**
 * An attribute may be absent, since two who edit at once can undo it away together although neither did anything wrong.
 * So none is required: a renderer takes `fallback`. For the same reason a list may be empty and an item begin with a
 * list; a renderer shows such a node as well as it can, and never deletes what it does not like.
 */
export interface AttributeSpec {
  readonly value: z.ZodType;
  readonly fallback: string | number | boolean | null;
}

/** The root of a page. Call it on a document of the page shape only: Yjs makes a root on first mention. */
export const pageRoot = (doc: Y.Doc, shape: PageShape): Y.XmlFragment => doc.getXmlFragment(shape.root);

/** Invisible characters make an address look like another one, and browsers read a backslash as a slash. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\\]/u;
/** No name and password before the host: `https://samovar.example@evil.example` leads elsewhere than it seems to. */
const WEB = /^https?:\/\/[^/?#@]+(?:[/?#].*)?$/i;
const MAIL = /^mailto:[^@]+@[^@]+$/i;
/** A place in this app. Two slashes would be another host. */
const IN_APP = /^(?:\/(?!\/)|#.)/;

/** Whether an address may stand behind a link: web, mail, or a place in the app. Nothing that runs, nothing that hides. */
export const isPageLink = (href: string): boolean =>
  href.length <= PAGE.maxLinkLength && !DECEPTIVE.test(href) && (WEB.test(href) || MAIL.test(href) || IN_APP.test(href));

const BLOCKS = [
  'paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'blockquote', 'codeBlock', 'horizontalRule',
] as const;
const plainMark = z.strictObject({});
const inline = { holds: ['hardBreak'], text: 'marked', attributes: {} } as const;
const holding = (...holds: readonly string[]): NodeSpec => ({ holds, text: 'none', attributes: {} });

/** What a wiki or project page holds. Names and attributes are those of Tiptap's own extensions. */
export const PAGE_SHAPE: PageShape = {
  shape: 'page',
  root: 'page',
  top: BLOCKS,
  nodes: {
    paragraph: inline,
    heading: { ...inline, attributes: { level: { value: z.literal([1, 2, 3]), fallback: 1 } } },
    bulletList: holding('listItem'),
    orderedList: { ...holding('listItem'), attributes: { start: { value: z.int().min(0).max(99_999), fallback: 1 } } },
    listItem: holding(...BLOCKS),
    taskList: holding('taskItem'),
    taskItem: { ...holding(...BLOCKS), attributes: { checked: { value: z.boolean(), fallback: false } } },
    blockquote: holding(...BLOCKS),
    codeBlock: {
      holds: [],
      text: 'plain',
      attributes: { language: { value: z.string().regex(/^[a-z0-9+#.-]{1,30}$/), fallback: null } },
    },
    horizontalRule: holding(),
    hardBreak: holding(),
  },
  marks: {
    bold: plainMark,
    italic: plainMark,
    strike: plainMark,
    code: plainMark,
    link: z.strictObject({ href: z.string().refine(isPageLink) }),
  },
};
