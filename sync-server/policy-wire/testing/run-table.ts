import { parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import {
  allowedKeys, cellKey, RELATIONS, TABLE_ACTORS, type Cell, type Relation, type TableActor,
} from '#shared/policy/table.ts';
import { WIRE } from '#shared/limits.ts';
import { unreachable } from '#shared/result.ts';
import { openRelayHouse, type RelayHouse } from './relay-house.ts';
import { statusOf } from '../../testing/clients.ts';
import { digestOf, setScene, type StandingScene } from './standing-scene.ts';
import { tryOverHttp } from './try-http.ts';
import { doorsOf, isRead, waysOf, type Way } from './ways.ts';
import { awareness, OBSERVED_CLIENT, tryPresence, type Observer } from './try-presence.ts';
import { tryToReadAlone, tryToWriteAlone } from './try-stock.ts';
import { documentOf, markOf, tryToRead, tryToWrite, updateFor } from './try-sync.ts';
import type { WireClient } from './wire-client.ts';

export interface TableReport {
  readonly tries: Readonly<Record<Way, number>>;
  readonly allowed: number;
  readonly denied: number;
  /** Code of a refusal, or status of an answer, to how often it was given to a denied try. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Each in one line; empty when the relay does what the table says. */
  readonly differences: readonly string[];
}

/** Refusals that say "you may not". Any other to a denied try means that the try itself was no good. */
const DENIALS = new Set(['denied', 'not-yours', 'forged-author', 'wrong-place', 'wrong-kind', 'schema']);
/** Long enough for every rate of `RATE` to be whole again. */
const RECOVERY_MS = 120_000;
/** Below the burst of `RATE.command`. */
const COMMANDS_AT_ONCE = 25;
/** Far below what one account's budget of work pays for, on a busy machine, too. */
const WRITES_AT_ONCE = 40;

/** Tries cells of the table at a whole relay. The cells say which; what is expected is the table's. */
export async function runTable(wanted: readonly Cell[]): Promise<TableReport> {
  const house = await openRelayHouse();
  const run = new TableRun(house);
  try {
    for (const actor of TABLE_ACTORS) {
      for (const relation of RELATIONS) {
        const cells = wanted.filter((cell) => cell.actor === actor && cell.relation === relation);
        if (cells.length > 0) await run.scene(actor, relation, cells);
      }
    }
    return run.report();
  } finally {
    await house.close();
  }
}

class TableRun {
  readonly #house: RelayHouse;
  readonly #allowed = allowedKeys();
  readonly #tries = { http: 0, read: 0, update: 0, step2: 0, presence: 0, stock: 0 };
  readonly #refusals = new Map<string, number>();
  readonly #differences: string[] = [];
  #allowedTries = 0;
  #deniedTries = 0;
  #clientIds = 100_000;
  #socket: WireClient | null = null;

  constructor(house: RelayHouse) {
    this.#house = house;
  }

  report(): TableReport {
    const counts = { tries: this.#tries, allowed: this.#allowedTries, denied: this.#deniedTries };
    return { ...counts, refusals: this.#refusals, differences: this.#differences };
  }

  async scene(actor: TableActor, relation: Relation, cells: readonly Cell[]): Promise<void> {
    const scene = await setScene(this.#house, actor, relation);
    const before = await digestOf(this.#house, scene);
    await this.#denied(scene, cells.filter((cell) => !this.#allowed.has(cellKey(cell))));
    if ((await digestOf(this.#house, scene)) !== before) this.#differences.push(`${actor} ${relation}: something denied changed a document or a row`);
    const allowed = cells.filter((cell) => this.#allowed.has(cellKey(cell)));
    await this.#allowedOnce(scene, allowed.filter(isRead));
    await scene.clear();
    for (const cell of allowed.filter((each) => !isRead(each))) {
      for (const way of doorsOf(cell, scene)) await this.#inFreshScene(cell, way);
    }
  }

  async #denied(scene: StandingScene, cells: readonly Cell[]): Promise<void> {
    const byWay = (way: Way): Cell[] => cells.filter((cell) => waysOf(cell).includes(way));
    const http = byWay('http');
    for (let from = 0; from < http.length; from += COMMANDS_AT_ONCE) {
      this.#house.skip(RECOVERY_MS);
      await Promise.all(http.slice(from, from + COMMANDS_AT_ONCE).map((cell) => this.#http(scene, cell)));
    }
    if (scene.token === null) return this.#withoutSession(scene, cells);
    for (const cell of byWay('read')) await this.#withSocket(scene, (client) => this.#read(client, scene, cell));
    for (const [nth, cell] of cells.filter((each) => !isRead(each)).entries()) {
      if (nth % WRITES_AT_ONCE === 0) this.#rest();
      for (const way of ['update', 'step2'] as const) {
        await this.#withSocket(scene, (client) => this.#write(client, scene, cell, way));
      }
    }
    for (const cell of byWay('stock')) await this.#stock(scene, cell);
    await this.#presence(scene, byWay('presence'));
    this.#hangUp();
  }

  /** Nobody gets as far as a document: the upgrade itself is refused, whatever was to be tried. */
  async #withoutSession(scene: StandingScene, cells: readonly Cell[]): Promise<void> {
    const nobody = { token: 'A'.repeat(43) };
    for (const cell of cells) {
      const document = documentOf(cell.kind, cell.action, scene);
      for (const way of waysOf(cell).filter((each) => each !== 'http')) {
        const socket = way === 'stock' ? this.#house.dialOne(nobody, document) : this.#house.dial(nobody).socket;
        const status = await statusOf(socket);
        this.#note(cell, way, status === 101, `upgrade ${status}`);
      }
    }
  }

  async #allowedOnce(scene: StandingScene, cells: readonly Cell[]): Promise<void> {
    this.#house.skip(RECOVERY_MS);
    for (const cell of cells) {
      for (const way of doorsOf(cell, scene)) if (way !== 'presence') await this.#by(way, scene, cell);
    }
    await this.#presence(scene, cells.filter((cell) => cell.kind === 'presence'));
    this.#hangUp();
  }

  async #inFreshScene(cell: Cell, way: Way): Promise<void> {
    const scene = await setScene(this.#house, cell.actor, cell.relation);
    const before = await digestOf(this.#house, scene);
    this.#house.skip(RECOVERY_MS);
    await this.#by(way, scene, cell);
    this.#hangUp();
    // Being present, or blocking who is blocked, leaves nothing behind; a new account is nobody's here.
    const silent = cell.kind === 'presence' || cell.kind === 'profile' || (cell.kind === 'chat-block' && cell.relation === 'blocked');
    if (!silent && (await digestOf(this.#house, scene)) === before) this.#differences.push(`${cellKey(cell)} by ${way}: allowed, and had no effect`);
    await scene.clear();
  }

  async #by(way: Way, scene: StandingScene, cell: Cell): Promise<void> {
    switch (way) {
      case 'http':
        return this.#http(scene, cell);
      case 'read':
        return this.#withSocket(scene, (client) => this.#read(client, scene, cell));
      case 'update':
      case 'step2':
        return this.#withSocket(scene, (client) => this.#write(client, scene, cell, way));
      case 'stock':
        return this.#stock(scene, cell);
      case 'presence':
        return this.#presence(scene, [cell]);
      default:
        return unreachable(way);
    }
  }

  async #http(scene: StandingScene, cell: Cell): Promise<void> {
    const { status, text } = await tryOverHttp(this.#house, scene, cell.kind, cell.action);
    const wrong = status === 429 || status >= 500;
    if (wrong) throw new Error(`${cellKey(cell)}: the try itself failed with ${status} ${text}`);
    this.#note(cell, 'http', status < 400, `http ${status}`);
  }

  async #read(client: WireClient, scene: StandingScene, cell: Cell): Promise<void> {
    const document = documentOf(cell.kind, cell.action, scene);
    this.#note(cell, 'read', await tryToRead(client, document, markOf(cell.kind, cell.action, scene)), 'closed');
  }

  async #write(client: WireClient, scene: StandingScene, cell: Cell, way: 'update' | 'step2'): Promise<void> {
    const document = documentOf(cell.kind, cell.action, scene);
    const update = updateFor(cell.action, await this.#now(document), scene);
    const outcome = await tryToWrite(client, document, update, way === 'step2');
    if (outcome.is === 'refused' && !DENIALS.has(outcome.refusal.code)) {
      throw new Error(`${cellKey(cell)} by ${way}: the try itself was no good: ${JSON.stringify(outcome.refusal)}`);
    }
    const said = outcome.is === 'refused' ? outcome.refusal.code : outcome.is === 'closed' ? `closed ${outcome.code}` : 'taken';
    this.#note(cell, way, outcome.is === 'acknowledged', said);
  }

  async #stock(scene: StandingScene, cell: Cell): Promise<void> {
    const document = documentOf(cell.kind, cell.action, scene);
    const socket = this.#house.dialOne(scene.me, document);
    if (isRead(cell)) {
      const read = await tryToReadAlone(socket);
      return this.#note(cell, 'stock', read.is === 'answered', 'closed');
    }
    const write = await tryToWriteAlone(socket, updateFor(cell.action, await this.#now(document), scene));
    this.#note(cell, 'stock', write.is === 'answered' && write.message.type === 'receipt', write.is === 'closed' ? `closed ${write.code}` : 'denied');
  }

  #now(document: string): Promise<Uint8Array> {
    return parseDocumentName(document) === null ? Promise.resolve(EMPTY) : this.#house.bytesOf(document as DocumentName);
  }

  async #presence(scene: StandingScene, cells: readonly Cell[]): Promise<void> {
    if (cells.length === 0) return;
    const observer = await this.#observe(scene);
    for (const cell of cells) {
      await this.#withSocket(scene, async (actor) => {
        this.#clientIds += 1;
        const had = await tryPresence({ actor, observer, scene, own: this.#clientIds }, cell.action);
        this.#note(cell, 'presence', had, 'unseen');
      });
    }
    observer.client.cut();
  }

  /** The other side, in its own chat, showing itself. In an ended one nobody is seen, so that nobody can be forged. */
  async #observe(scene: StandingScene): Promise<Observer> {
    const client = this.#house.dial(scene.other);
    await client.opened;
    const channel = client.open(scene.documents.chat);
    client.say(channel, awareness(OBSERVED_CLIENT, 1, { typing: true }));
    await client.sync(channel);
    return { client, channel };
  }

  /** On the actor's socket; on a new one before a third strike would close it (W10). */
  async #withSocket(scene: StandingScene, act: (client: WireClient) => Promise<void>): Promise<void> {
    if (this.#socket !== null && this.#socket.strikes >= WIRE.maxStrikes - 1) this.#hangUp();
    this.#socket ??= this.#house.dial(scene.me);
    await this.#socket.opened;
    await act(this.#socket);
  }

  /** What all these tries cost the relay (GATE G12) is not what they are about. */
  #rest(): void {
    this.#hangUp();
    this.#house.skip(RECOVERY_MS);
  }

  #hangUp(): void {
    this.#socket?.cut();
    this.#socket = null;
  }

  #note(cell: Cell, way: Way, happened: boolean, said: string): void {
    const ought = this.#allowed.has(cellKey(cell));
    this.#tries[way] += 1;
    if (ought) this.#allowedTries += 1;
    else this.#deniedTries += 1;
    if (!ought && !happened) this.#refusals.set(said, (this.#refusals.get(said) ?? 0) + 1);
    if (happened !== ought) this.#differences.push(`${cellKey(cell)} by ${way}: ${said}, ought to be ${ought ? 'allowed' : 'denied'}`);
  }
}

const EMPTY = new Uint8Array([0, 0]);
