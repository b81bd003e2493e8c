import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API } from '#shared/api/contract.ts';
import type { ListenersPage } from '#shared/people/profile.ts';
import { freePort } from '../../build/lib/ports.ts';
import { startRelayProcess, type RelayProcess } from '../../build/lib/relay-process.ts';
import type { Figure } from '../report.ts';
import { residentBytes } from '../soak/resident.ts';
import { percentile } from '../statistics.ts';
import { furnishTherapists } from './therapists.ts';
import { furnishListeners, giveStatuses, nameOf, RARE_LANGUAGE, untilListed } from './furnish.ts';

const LISTENERS = 50_000;
/** As many therapists as listeners: far more than any community has. */
const THERAPISTS_PER_LISTENER = 1;
const TRIES = 200;
const DEEP_PAGE = 100;
const HOST = '127.0.0.1';
/** What a person does not notice. */
const BAR_MS = 50;
const BAR_MIB = 300;
const MIB = 1_048_576;

/**
 * `npm run bench -- directory`: 50,000 listeners and 50,000 therapists in a real relay with its ordinary limits, asked over HTTP one question after
 * the other: each filter, a page far down, a profile, a public page.
 */
export async function directoryFigures({ quick }: { readonly quick: boolean }): Promise<Figure[]> {
  const listeners = quick ? 2_000 : LISTENERS;
  const folder = mkdtempSync(join(tmpdir(), 'samovar-directory-'));
  const dataFolder = join(folder, 'data');
  const place = { dataFolder, host: HOST, port: await freePort(0, HOST), env: { SAMOVAR_PROXY: HOST, SAMOVAR_LOG: 'error' } };
  try {
    await furnishListeners(dataFolder, listeners);
    await furnishTherapists(dataFolder, Math.round(listeners * THERAPISTS_PER_LISTENER));
    const firstStartMs = await timed(async () => {
      const first = await startRelayProcess(place);
      await untilListed(dataFolder, listeners);
      await first.stop();
    });
    await giveStatuses(dataFolder, listeners);
    const relay = await startRelayProcess(place);
    try {
      // Everybody is offline to a relay that has just begun: said again, as if they had come.
      await giveStatuses(dataFolder, listeners);
      return [figure('first start, until all are listed', 's', firstStartMs / 1_000, 60), ...(await measure(relay, quick ? 20 : TRIES))];
    } finally {
      await relay.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const page = (query: Readonly<Record<string, string>>): string => `${API.findListeners.path}?${new URLSearchParams(query)}`;

const therapists = (query: Readonly<Record<string, string>>): string => `${API.findTherapists.path}?${new URLSearchParams(query)}`;

async function measure(relay: RelayProcess, tries: number): Promise<Figure[]> {
  const ask = asker(relay.url);
  const deep = await cursorOf(ask, page, DEEP_PAGE - 1);
  const deepTherapists = await cursorOf(ask, therapists, DEEP_PAGE - 1);
  const ways: readonly (readonly [string, string])[] = [
    ['first page', page({})],
    ['topic', page({ topic: 'grief' })],
    ['language of many', page({ language: 'en' })],
    ['language of few', page({ language: RARE_LANGUAGE })],
    ['for teenagers', page({ hears: 'teen' })],
    ['online', page({ status: 'online' })],
    ['over 35', page({ over35: 'yes' })],
    ['beginning of a name, one letter', page({ text: 'a' })],
    ['beginning of a name, four letters', page({ text: 'calm' })],
    ['topic, language, age group and over 35 together', page({ topic: 'sleep', language: 'en', hears: 'teen', over35: 'yes' })],
    [`page ${DEEP_PAGE}`, page({ after: deep })],
    ['a profile', API.readProfile.path.replace(':name', nameOf(7))],
    ['a public page', `/@${nameOf(7)}`],
    ['therapists, first page', therapists({})],
    ['therapists, one letter of a name', therapists({ text: 'm' })],
    ['therapists, two words of a name', therapists({ text: 'anna mull' })],
    ['therapists, a country of many', therapists({ country: 'US' })],
    ['therapists, a topic', therapists({ topic: 'grief' })],
    ['therapists, a language of few', therapists({ language: RARE_LANGUAGE })],
    ['therapists, all of it together', therapists({ text: 'lopez', country: 'US', language: 'en', topic: 'sleep' })],
    [`therapists, page ${DEEP_PAGE}`, therapists({ after: deepTherapists })],
  ];
  const figures: Figure[] = [];
  for (const [name, path] of ways) {
    await ask(path);
    const took: number[] = [];
    for (let n = 0; n < tries; n += 1) took.push(await timed(() => ask(path)));
    figures.push(figure(`${name}, p50`, 'ms', percentile(took, 0.5), BAR_MS), figure(`${name}, p95`, 'ms', percentile(took, 0.95), BAR_MS));
  }
  const rssBytes = relay.child.pid === undefined ? null : residentBytes(relay.child.pid);
  return rssBytes === null ? figures : [...figures, figure('memory of the relay afterwards', 'MiB', rssBytes / MIB, BAR_MIB)];
}

/** Each question comes from an address of its own, by a proxy that the relay believes: one address may not ask so fast. */
function asker(url: string): (path: string) => Promise<string> {
  let asked = 0;
  return async (path) => {
    asked += 1;
    const address = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
    const response = await fetch(url + path, { headers: { 'x-forwarded-for': address } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`);
    return text;
  };
}

async function cursorOf(ask: (path: string) => Promise<string>, pathOf: typeof page, pages: number): Promise<string> {
  let after = '';
  for (let n = 0; n < pages; n += 1) {
    const { next } = JSON.parse(await ask(pathOf(after === '' ? {} : { after }))) as Pick<ListenersPage, 'next'>;
    if (next === null) break;
    after = next;
  }
  return after;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}

const figure = (name: string, unit: string, samovar: number, bar: number): Figure => ({ name, unit, samovar, peers: { bar }, ratio: samovar / bar });
