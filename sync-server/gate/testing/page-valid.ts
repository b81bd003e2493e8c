import * as Y from 'yjs';
import type { PageShape } from '#shared/documents/page.ts';
import { PAGE } from '#shared/limits.ts';

interface Totals {
  nodes: number;
  textLength: number;
}

/**
 * What of a live page its declaration does not allow; null when all is well. Written apart from the gate, on what Yjs
 * shows to a renderer, so that the one does not inherit the other's mistakes. Test support.
 */
export function pageComplaint(doc: Y.Doc, shape: PageShape, bounds: Record<keyof typeof PAGE, number> = PAGE): string | null {
  if ([...doc.share.keys()].join() !== shape.root) return 'there is another root';
  const root = doc.getXmlFragment(shape.root);
  // oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
  if (root._map.size > 0) return 'the root has attributes';
  const totals = { nodes: 0, textLength: 0 };
  const found = complaintIn(root, shape.top, false, shape, totals, 1, bounds);
  if (found !== null) return found;
  if (totals.nodes > bounds.maxNodes) return 'too many nodes';
  return totals.textLength > bounds.maxTextLength ? 'too much text' : null;
}

function complaintIn(
  around: Y.XmlFragment, holds: readonly string[], text: boolean, shape: PageShape, totals: Totals, depth: number, bounds: Record<keyof typeof PAGE, number>,
): string | null {
  for (const child of around.toArray() as unknown[]) {
    totals.nodes += 1;
    if (depth > bounds.maxDepth) return 'nodes nested too deep';
    if (child instanceof Y.XmlText) {
      if (!text) return 'a text where none goes';
      continue;
    }
    if (!(child instanceof Y.XmlElement) || child.constructor !== Y.XmlElement) return 'a child that is no node';
    const spec = Object.hasOwn(shape.nodes, child.nodeName) ? shape.nodes[child.nodeName] : undefined;
    if (spec === undefined || !holds.includes(child.nodeName)) return `a ${child.nodeName} where none goes`;
    for (const [key, value] of Object.entries(child.getAttributes())) {
      const attribute = Object.hasOwn(spec.attributes, key) ? spec.attributes[key] : undefined;
      if (attribute?.value.safeParse(value).success !== true) return `an attribute ${key}`;
    }
    if (Object.getPrototypeOf(child.getAttributes()) !== Object.prototype) return 'attributes with another prototype';
    for (const run of child.toArray()) {
      const found = run instanceof Y.XmlText ? runComplaint(run, spec.text, shape, totals, bounds) : null;
      if (found !== null) return found;
    }
    const found = complaintIn(child, spec.holds, spec.text !== 'none', shape, totals, depth + 1, bounds);
    if (found !== null) return found;
  }
  return null;
}

function runComplaint(run: Y.XmlText, kind: string, shape: PageShape, totals: Totals, bounds: Record<keyof typeof PAGE, number>): string | null {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
  if (run._map.size > 0) return 'a text with attributes';
  totals.textLength += run.length;
  if (run.length > bounds.maxRunLength) return 'too long a text';
  for (const { insert, attributes = {} } of run.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string' || !insert.isWellFormed()) return 'something in a text that is no text';
    if (Object.getPrototypeOf(attributes) !== Object.prototype) return 'marks with another prototype';
    for (const [name, value] of Object.entries(attributes)) {
      if (kind !== 'marked') return 'marks where none go';
      const mark = Object.hasOwn(shape.marks, name) ? shape.marks[name] : undefined;
      if (mark?.safeParse(value).success !== true) return `a mark ${name}`;
    }
  }
  return null;
}
