import type * as Y from 'yjs';
import { fault, type Fault } from './fault.ts';
import type { Incoming } from './incoming.ts';
import type { Added } from './page-case.ts';
import { containerOf, firstIn, hasFormatting, isRun, pageContentOf, piecesIn, type Container } from './yjs-page-internals.ts';
import type { Item } from './yjs-internals.ts';

/**
 * What Yjs does behind a change of formatted text, at the relay and at everybody who hears of it: it goes through the
 * whole text where formatting came, and for each piece that was removed it looks along all its neighbours that are gone.
 * So eleven bytes that remove a text of ten thousand pieces would cost a second, everywhere (G24).
 */
export class TidyWork {
  readonly #removed = new Map<Y.XmlText, number>();
  readonly #whole = new Set<Y.XmlText>();

  /** A live item that the update deletes. */
  note(item: Item): void {
    const around = containerOf(item);
    if (isRun(around)) this.#removed.set(around, (this.#removed.get(around) ?? 0) + 1);
    const content = pageContentOf(item);
    if (content.kind === 'run') this.#whole.add(content.type);
    else if (content.kind === 'element') this.#noteWithin(content.type);
  }

  /** Deleting a node deletes all that is in it, whether the update says so or not. */
  #noteWithin(node: Container): void {
    const waiting = [node];
    for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
      for (let item = firstIn(type); item !== null; item = item.right) {
        const content = item.deleted ? null : pageContentOf(item);
        if (content?.kind === 'run') this.#whole.add(content.type);
        else if (content?.kind === 'element') waiting.push(content.type);
      }
    }
  }

  fault(added: Added, incoming: Incoming, maxSteps: number): Fault | null {
    const ownGone = deletesItsOwn(incoming);
    let steps = 0;
    for (const type of new Set<Container>([...this.#removed.keys(), ...this.#whole, ...added.piecesByRun.keys()])) {
      if (!isRun(type)) continue;
      const formats = added.formatsByRun.get(type) ?? 0;
      if (formats === 0 && !hasFormatting(type)) continue;
      const own = added.piecesByRun.get(type) ?? 0;
      const pieces = piecesIn(type) + own;
      const removed = this.#whole.has(type) ? pieces : (this.#removed.get(type) ?? 0) + (ownGone ? own : 0);
      steps += removed * pieces + (formats === 0 ? 0 : 2 * pieces);
    }
    return steps > maxSteps ? fault('G24', 'too-complex', 'tidying up behind it could take too many steps') : null;
  }
}

/** What was written and removed before it was sent comes as both, where an undo might still need it. */
function deletesItsOwn({ blocks, deletes }: Incoming): boolean {
  return blocks.some(({ client, live }) => deletes.get(client)?.some(({ clock, len }) => clock + len > live) === true);
}
