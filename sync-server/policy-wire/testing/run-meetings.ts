import { newId, type AccountId } from '#shared/ids.ts';
import { apart, doorsOf, meetings, opens, partyOf, type Apart, type Channel } from '#shared/policy/meeting.ts';
import { TABLE_ACTORS, type TableActor } from '#shared/policy/table.ts';
import { systemPorts } from '../../system.ts';
import { WIRE_DOORS } from './meeting-doors.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import { WireParty } from './wire-party.ts';

const { random } = systemPorts();
/** What somebody without a session shows. */
const NO_TOKEN = 'A'.repeat(43);
/** With what one more pair costs, below the burst of `RATE.command`. */
const COMMANDS_AT_ONCE = 20;
/** Long enough for every rate of `RATE` to be whole again. */
const RECOVERY_MS = 120_000;

export interface MeetingReport {
  /** Ordered pairs on a channel. */
  readonly cells: number;
  /** A cell's channel may have several doors. */
  readonly tries: number;
  /** Ways found, by how the two stand to each other by age. */
  readonly ways: Readonly<Record<Apart, number>>;
  readonly byChannel: Readonly<Record<Channel, number>>;
  /** Each in one line; empty when the relay does what the rule book says. */
  readonly differences: readonly string[];
}

/**
 * Every pair of actors tries every door of every channel at a whole relay (RELIABILITY D2): what comes through is what the rule
 * book says, and between a teen and an adult who is no cleared listener it is nothing.
 */
export async function runMeetings(): Promise<MeetingReport> {
  const house = await openRelayHouse();
  const report = {
    cells: 0, tries: 0, differences: [] as string[],
    ways: { 'of-no-age': 0, 'teen-and-adult': 0, cleared: 0, together: 0 },
    byChannel: { request: 0, 'listener-chat': 0, room: 0, presence: 0, mention: 0, feed: 0 },
  };
  try {
    const [froms, tos] = [await everybody(house), await everybody(house)];
    const everyone = [...froms.values(), ...tos.values()];
    for (const cell of meetings()) {
      if (everyone.some(({ commands }) => commands >= COMMANDS_AT_ONCE)) {
        // One comes after the other, at leisure: what is tried here is who may, not how often.
        for (const party of everyone) party.rest();
        house.skip(RECOVERY_MS);
      }
      const [from, to] = [froms.get(cell.from), tos.get(cell.to)];
      if (from === undefined || to === undefined) throw new Error('somebody is missing');
      report.cells += 1;
      for (const door of doorsOf(cell.channel)) {
        const came = await WIRE_DOORS[door](house, { from, to });
        const ought = opens(cell, door, { from: from.account, to: to.account });
        report.tries += 1;
        if (came) {
          report.ways[apart(cell)] += 1;
          report.byChannel[cell.channel] += 1;
        }
        if (came !== ought) report.differences.push(`${cell.from} to ${cell.to}, ${door}: ${came ? 'came through' : 'refused'}, ought not to be`);
      }
    }
    for (const party of everyone) party.rest();
    return report;
  } finally {
    await house.close();
  }
}

/** Says "online", and has held enough chats to write to a member first, or has an entry: only ages are to stand between two people. */
async function makeReady({ relay }: RelayHouse, { account }: Resident, type: 'listener' | 'therapist', completed_chats: number): Promise<void> {
  if (type === 'therapist') {
    const licence = { legal_name: 'Anna Miller', country: 'DE', region: '', number: 'N1', since_ms: 0, entry_until_ms: null };
    await relay.database.db.insertInto('therapists').values({ account, ...licence }).execute();
    await relay.database.db.updateTable('accounts').set({ entitlements: '["directory-entry"]' }).where('id', '=', account).execute();
  }
  await relay.database.db.updateTable('accounts').set({ completed_chats }).where('id', '=', account).execute();
  await relay.services.profiles.setStatus(account, 'online');
}

async function everybody(house: RelayHouse): Promise<ReadonlyMap<TableActor, WireParty>> {
  const all = new Map<TableActor, WireParty>();
  for (const actor of TABLE_ACTORS) {
    const caller = partyOf(actor, '' as AccountId);
    if (caller === null) {
      all.set(actor, new WireParty(house, null, { account: newId<AccountId>(random), name: 'nobodyAtAll', token: NO_TOKEN }));
      continue;
    }
    const { account: _, ...facts } = caller;
    const resident: Resident = await house.person(facts);
    if (facts.type === 'listener' || facts.type === 'therapist') await makeReady(house, resident, facts.type, facts.standing.completedChats);
    all.set(actor, new WireParty(house, { ...facts, account: resident.account }, resident));
  }
  return all;
}
