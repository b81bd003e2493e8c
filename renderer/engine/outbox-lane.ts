import type { EntryId } from '#shared/ids.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import { unreachable } from '#shared/result.ts';
import type { ChannelProgress } from './speaker.ts';

/**
 * What one wants to say in one document, on its way to the relay (DESIGN §5, Recovery and Order). Pure. The words
 * themselves are in the vault's outbox; an item leaves it by `remove` (the relay has it) or `refuse`, by nothing else.
 */
export type ItemState =
  /** On this device only. */
  | { readonly at: 'waiting' }
  /** In the document. `update`: its number on the channel; null while no channel carries it. */
  | { readonly at: 'sent'; readonly update: number | null }
  /** Refused for good; told to its writer once the document is rid of it. */
  | { readonly at: 'condemned'; readonly refusal: HeardRefusal };

export interface LaneItem {
  readonly id: EntryId;
  readonly state: ItemState;
  /** How often it was written anew after a refusal that allowed it. */
  readonly rebases: number;
}

export interface Lane {
  /** In the order of writing. */
  readonly items: readonly LaneItem[];
  /** The channel is synced and may be written. */
  readonly open: boolean;
  /** How many may be under way at once; one after a refusal, so that the next one names its culprit. */
  readonly window: number;
  /** Refusals in a row that asked to wait, or to sync again. */
  readonly laters: number;
  readonly resyncs: number;
}

export const EMPTY_LANE: Lane = { items: [], open: false, window: 4, laters: 0, resyncs: 0 };

/** Small, because what is under way when the channel breaks goes out again as one sync step 2. */
export const MAX_UNDER_WAY = 4;
/** After so many fresh starts the words go back to their writer. */
export const MAX_REBASES = 3;
const MAX_RESYNCS = 3;

export type LaneEvent =
  | { readonly type: 'added'; readonly id: EntryId }
  /** The kept copy was read; `present` are the entries in it. */
  | { readonly type: 'loaded'; readonly present: ReadonlySet<EntryId> }
  /**
   * First sync of a connection done; `present` are the entries that the document holds now. `rebuilt`: it is the
   * relay's state alone.
   */
  | {
      readonly type: 'opened';
      readonly present: ReadonlySet<EntryId>;
      readonly progress: ChannelProgress;
      readonly rebuilt: boolean;
      /** The segment is closed: nothing more goes into it. */
      readonly full: boolean;
    }
  /** The segment was closed while it was open here. What is under way in it is still waited for. */
  | { readonly type: 'full' }
  | { readonly type: 'step2-sent'; readonly n: number }
  /** What `append` came to; null when it could not be written. */
  | { readonly type: 'appended'; readonly id: EntryId; readonly n: number | null }
  | { readonly type: 'receipt'; readonly count: number }
  | { readonly type: 'refusal'; readonly refusal: HeardRefusal }
  | { readonly type: 'lost' }
  /** The document may not be written at all any more. */
  | { readonly type: 'denied'; readonly refusal: HeardRefusal }
  /** Time to see whether more may go out. */
  | { readonly type: 'pump' };

export type LaneEffect =
  | { readonly do: 'append'; readonly id: EntryId }
  | { readonly do: 'remove'; readonly id: EntryId }
  | { readonly do: 'refuse'; readonly id: EntryId; readonly refusal: HeardRefusal }
  | { readonly do: 'rebuild' }
  /** Leave the channel and come back; `attempt` 0 first. */
  | { readonly do: 'reopen'; readonly attempt: number }
  /** The relay will ask for what it lacks; should it not, reopen. */
  | { readonly do: 'expect-resync' }
  /** What was refused is no item but a mark of ours: set no more for now. */
  | { readonly do: 'hush-marks' };

export interface LaneStep {
  readonly lane: Lane;
  readonly effects: readonly LaneEffect[];
}

/** `budget`: how many items the rate allows to go out now. */
export function nextLane(lane: Lane, event: LaneEvent, budget: number): LaneStep {
  switch (event.type) {
    case 'added':
      if (lane.items.some(({ id }) => id === event.id)) return same(lane);
      return pump(withItems(lane, [...lane.items, { id: event.id, state: { at: 'waiting' }, rebases: 0 }]), budget);
    case 'loaded':
      return same(withItems(lane, lane.items.map((item) => (event.present.has(item.id) ? inState(item, IN_DOCUMENT) : item))));
    case 'opened':
      return opened(lane, event, budget);
    case 'full':
      return lane.open ? same({ ...lane, open: false }) : same(lane);
    case 'step2-sent':
      return same(withItems(lane, lane.items.map((item) => carriedBy(item, event.n))));
    case 'appended':
      return same(withItems(lane, lane.items.map((item) => (item.id === event.id ? appended(item, event.n) : item))));
    case 'receipt':
      return receipted(lane, event.count, budget);
    case 'refusal':
      return refused(lane, event.refusal);
    case 'lost':
      return same({ ...withItems(lane, lane.items.map(uncarried)), open: false });
    case 'denied':
      return denied(lane, event.refusal);
    case 'pump':
      return pump(lane, budget);
    default:
      return unreachable(event);
  }
}

const IN_DOCUMENT: ItemState = { at: 'sent', update: null };

const same = (lane: Lane): LaneStep => ({ lane, effects: [] });

const withItems = (lane: Lane, items: readonly LaneItem[]): Lane => ({ ...lane, items });

const inState = (item: LaneItem, state: ItemState): LaneItem => ({ ...item, state });

/** Whether anything of ours may still come to be in the document, or has to leave it first. */
export const isUnderWay = (lane: Lane): boolean => lane.items.some((item) => item.state.at !== 'waiting');

const underWayIn = (lane: Lane): number => lane.items.filter((item) => item.state.at === 'sent').length;

/** Whether an open lane has items that only the rate holds back; a full window is moved on by receipts. */
export const isHeldByRate = (lane: Lane): boolean =>
  lane.open && underWayIn(lane) < lane.window && lane.items.some((item) => item.state.at === 'waiting');

/** Hands out waiting items in order, as many as window and budget allow. */
function pump(lane: Lane, budget: number): LaneStep {
  if (!lane.open) return same(lane);
  const underWay = underWayIn(lane);
  const next = lane.items.filter((item) => item.state.at === 'waiting').slice(0, Math.max(0, Math.min(lane.window - underWay, budget)));
  if (next.length === 0) return same(lane);
  const going = new Set(next.map(({ id }) => id));
  return {
    lane: withItems(lane, lane.items.map((item) => (going.has(item.id) ? inState(item, { at: 'sent', update: null }) : item))),
    effects: next.map(({ id }) => ({ do: 'append', id })),
  };
}

/**
 * What is in the document already is not written again: it waits for the receipt of the sync step 2 that carried it,
 * whether it got there from here or came back from the relay. What was in it and is so no longer was taken out over
 * there, by retention or a moderator: the relay had it.
 */
function opened(lane: Lane, event: Extract<LaneEvent, { type: 'opened' }>, budget: number): LaneStep {
  const effects: LaneEffect[] = [];
  const items = lane.items.flatMap((item): LaneItem[] => {
    const { id, state } = item;
    if (event.present.has(id)) {
      const update = (state.at === 'sent' ? state.update : null) ?? event.progress.step2;
      if (update === null || update > event.progress.receipted) return [inState(item, { at: 'sent', update })];
    } else if (state.at === 'waiting' || (state.at === 'sent' && event.rebuilt)) {
      return [inState(item, { at: 'waiting' })];
    }
    const done = state.at === 'condemned' && !event.present.has(id);
    effects.push(done ? { do: 'refuse', id, refusal: state.refusal } : { do: 'remove', id });
    return [];
  });
  const after = pump({ ...withItems(lane, items), open: !event.full }, budget);
  return { lane: after.lane, effects: [...effects, ...after.effects] };
}

function carriedBy(item: LaneItem, n: number): LaneItem {
  return item.state.at === 'sent' && item.state.update === null ? inState(item, { at: 'sent', update: n }) : item;
}

const appended = (item: LaneItem, n: number | null): LaneItem =>
  inState(item, n === null ? { at: 'waiting' } : { at: 'sent', update: n });

const uncarried = (item: LaneItem): LaneItem =>
  item.state.at === 'sent' ? inState(item, { at: 'sent', update: null }) : item;

function receipted(lane: Lane, count: number, budget: number): LaneStep {
  const isIn = ({ state }: LaneItem) => state.at === 'sent' && state.update !== null && state.update <= count;
  const done = lane.items.filter(isIn);
  if (done.length === 0) return pump(lane, budget);
  const rest = lane.items.filter((item) => !isIn(item));
  const after = pump({ items: rest, open: lane.open, window: MAX_UNDER_WAY, laters: 0, resyncs: 0 }, budget);
  return { lane: after.lane, effects: [...done.map(({ id }): LaneEffect => ({ do: 'remove', id })), ...after.effects] };
}

function refused(lane: Lane, refusal: HeardRefusal): LaneStep {
  const culprits = lane.items.filter(({ state }) => state.at === 'sent' && state.update === refusal.n);
  switch (refusal.again) {
    case 'never': {
      // Several in one update: nobody is blamed yet; written one by one, the next refusal tells.
      const [only] = culprits;
      const condemned = culprits.length === 1 && only !== undefined ? condemn(lane, [only.id], refusal) : lane;
      return fresh(condemned, culprits.length === 0);
    }
    case 'rebase': {
      // Nobody's fault, however often it happens: the words go into the next segment.
      if (refusal.code === 'segment-full') return fresh(lane, false);
      const spent = culprits.filter(({ rebases }) => rebases >= MAX_REBASES).map(({ id }) => id);
      const counted = withItems(lane, lane.items.map((item) => (culprits.includes(item) ? { ...item, rebases: item.rebases + 1 } : item)));
      return fresh(condemn(counted, spent, refusal), culprits.length === 0);
    }
    case 'resync':
      if (lane.resyncs >= MAX_RESYNCS) return fresh({ ...lane, resyncs: 0 }, false);
      return { lane: { ...lane, resyncs: lane.resyncs + 1 }, effects: [{ do: 'expect-resync' }] };
    case 'later':
      return {
        lane: { ...lane, open: false, laters: lane.laters + 1 },
        effects: [{ do: 'reopen', attempt: lane.laters }],
      };
    default:
      return unreachable(refusal.again);
  }
}

/** Everything back to its writer. What is in our copy must never go out later by itself, should we be let in again. */
function denied(lane: Lane, refusal: HeardRefusal): LaneStep {
  const effects: LaneEffect[] = lane.items.map(({ id }) => ({ do: 'refuse', id, refusal }));
  if (lane.items.some(({ state }) => state.at !== 'waiting')) effects.push({ do: 'rebuild' });
  return { lane: { ...lane, items: [], open: false }, effects };
}

function condemn(lane: Lane, ids: readonly EntryId[], refusal: HeardRefusal): Lane {
  return withItems(lane, lane.items.map((item) => (ids.includes(item.id) ? inState(item, { at: 'condemned', refusal }) : item)));
}

/** Everything of ours leaves the document; `opened` writes anew what is still waiting. */
function fresh(lane: Lane, blameMarks: boolean): LaneStep {
  const effects: LaneEffect[] = [{ do: 'rebuild' }];
  if (blameMarks) effects.push({ do: 'hush-marks' });
  return { lane: { ...lane, open: false, window: 1 }, effects };
}
