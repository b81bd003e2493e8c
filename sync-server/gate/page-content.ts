import { fault, type Fault } from './fault.ts';
import type { PageCase, Shelf, Spot } from './page-case.ts';
import { shelfIn } from './page-placement.ts';
import { weightOf } from './page-size.ts';
import { isPlainJson } from './plain-json.ts';
import { pageContentOf, type Container, type PageContent } from './yjs-page-internals.ts';
import type { Item } from './yjs-internals.ts';

/** What the declaration says of an item in its place (G21–G23). What it adds to the page is noted on the way. */
export function pageContentFault(subject: PageCase, item: Item, spot: Exclude<Spot, 'nowhere'>): Fault | null {
  const content = pageContentOf(item);
  if (spot.key !== null) return attributeFault(subject, item, spot.shelf, spot.key, content);
  if (content.kind === 'tombstone') return null; // made and removed again before it was sent
  return spot.shelf.model.of === 'run'
    ? textFault(subject, item, spot.shelf, content)
    : childFault(subject, item, spot.shelf, content);
}

function childFault(subject: PageCase, item: Item, around: Shelf, content: PageContent): Fault | null {
  if (content.kind !== 'element' && content.kind !== 'run') {
    return fault('G21', 'wrong-kind', 'nodes and runs of text alone stand here', item.id);
  }
  const shelf = shelfIn(subject.page, around, content.type);
  if (shelf === null) {
    return fault('G21', 'schema', content.kind === 'run' ? 'no text goes here' : 'no such node goes here', item.id);
  }
  if (shelf.depth > subject.page.limits.maxDepth) return fault('G24', 'too-large', 'nodes nested too deep', item.id);
  subject.shelves.set(content.type, shelf);
  subject.added.nodes += 1;
  return null;
}

function textFault(subject: PageCase, item: Item, run: Shelf, content: PageContent): Fault | null {
  const { added } = subject;
  addTo(added.piecesByRun, run.type, 1);
  if (content.kind === 'text') {
    added.textLength += content.text.length;
    addTo(added.lengthByRun, run.type, content.text.length);
    return null;
  }
  if (content.kind !== 'format') return fault('G21', 'wrong-kind', 'text and its formatting alone stand here', item.id);
  const found = formatFault(subject, item, run, content);
  if (found !== null) return found;
  // Only now: to weigh a value is to go down all of it, and its depth comes from a stranger.
  added.textLength += weightOf(content.value);
  addTo(added.formatsByRun, run.type, 1);
  return null;
}

type Format = Extract<PageContent, { kind: 'format' }>;

function formatFault({ page }: PageCase, item: Item, { model }: Shelf, { name, value }: Format): Fault | null {
  const schema = page.model.marks.get(name);
  if (schema === undefined) return fault('G23', 'schema', 'no such mark', item.id);
  if (model.of !== 'run' || !model.marked) return fault('G23', 'schema', 'no marks on this text', item.id);
  if (value === null) return null; // where it ends
  return isPlainJson(value, page.limits.maxJsonDepth) && schema.safeParse(value).success
    ? null
    : fault('G23', 'schema', 'the mark does not match its schema', item.id);
}

function attributeFault({ page }: PageCase, item: Item, { model }: Shelf, key: string, content: PageContent): Fault | null {
  const schema = model.of === 'node' ? model.attributes.get(key) : undefined;
  if (schema === undefined) return fault('G22', 'schema', 'no such attribute', item.id);
  if (content.kind === 'tombstone') return null; // set and overwritten before it was sent
  if (content.kind !== 'values') return fault('G22', 'wrong-kind', 'attributes are JSON', item.id);
  // Yjs merges what one client set in turn into one item, where an undo keeps the older values: the last one shows.
  const fits = content.values.every((value) => isPlainJson(value, page.limits.maxJsonDepth) && schema.safeParse(value).success);
  return fits ? null : fault('G22', 'schema', 'the attribute does not match its schema', item.id);
}

const addTo = (sums: Map<Container, number>, type: Container, more: number): void =>
  void sums.set(type, (sums.get(type) ?? 0) + more);
