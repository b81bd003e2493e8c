import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../config/config.ts';
import { DocumentCounters } from '../documents/counters.ts';
import { GATE_RULES } from '../gate/gate-rules.ts';
import { createMetrics } from './metrics.ts';

const guide = readFileSync(new URL('../../docs/admins.md', import.meta.url), 'utf8');

const counters = new DocumentCounters();
for (const code of ['malformed', 'wrong-place', 'wrong-kind', 'forged-author'] as const) counters.countRefused(code, 'G7');

/** As a relay that has seen everything once: a figure by label shows a label only when there was something of it. */
const metrics = createMetrics({
  documents: () => ({
    counters, openDocuments: 1, damagedDocuments: 0, sessions: 1, channels: 1, present: 1,
  }),
  sync: () => ({ sockets: 1, framesReceived: 1, bytesReceived: 1, upgradesRefused: { 429: 1 }, closedByRelay: { 4429: 1 }, brokenSockets: 0 }),
  starts: () => ({ ask: 1 }),
  isWritable: async () => true,
  checkpointThreadDeaths: () => 0,
  version: '1.2.3',
});
metrics.observeRequest('GET', '/healthz', 200, 1);
afterAll(() => metrics.close());

/** `name` or `name{…}`, as Prometheus and the guide write it. */
const FIGURE = /\b((?:samovar|process)_[a-z_]+)(?:\{([^}]*)\})?/g;
const mentioned = [...guide.matchAll(FIGURE)].map(([, name = '', labels = '']) => ({ name, labels: labels.split(',').filter((label) => label !== '') }));

it('the guide for admins names every figure that the relay exports, and none that it does not', async () => {
  const exported = [...(await metrics.render()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  const histograms = new Set(['samovar_http_request_seconds_count', 'samovar_http_request_seconds_sum', 'samovar_http_request_seconds_bucket']);
  const named = new Set(mentioned.map(({ name }) => name).filter((name) => !histograms.has(name)));
  expect([...named].toSorted()).toEqual(exported.toSorted());
});

/** Of a scrape, and not of the relay: Prometheus puts these on every figure. */
const OF_PROMETHEUS = new Set(['job', 'instance']);

it('each label that the guide names, and each value of one, is one that a figure has', async () => {
  const lines = (await metrics.render()).split('\n');
  const isThere = (name: string, label: string): boolean => {
    const [key = '', wanted] = label.split('=');
    if (OF_PROMETHEUS.has(key)) return true;
    const values = lines
      .filter((line) => new RegExp(`^${name}(?:_count)?\\{`).test(line))
      .map((line) => new RegExp(`[{,]${key}="([^"]*)"`).exec(line)?.[1]);
    return values.some((value) => value !== undefined && (wanted === undefined || `"${value}"` === wanted));
  };
  const strange = mentioned.flatMap(({ name, labels }) => labels.filter((label) => !isThere(name, label)).map((label) => `${name}{${label}}`));
  expect(strange).toEqual([]);
});

it('G8: says of a refused update by which rule of the gate and with which code, and the guide says what each rule is', async () => {
  expect(await metrics.render()).toContain('samovar_updates_refused_total{gate="G7",code="malformed"} 1\n');
  const rows = [...guide.matchAll(/^\| (G\d+) \| (.+) \|$/gm)].map(([, rule, text]) => [rule, text]);
  expect(rows).toEqual(Object.entries(GATE_RULES));
});

it('the secret in the example for Prometheus is one that the relay takes', () => {
  const secret = /credentials: "([^"]+)"/.exec(guide)?.[1];
  expect(readConfig({ SAMOVAR_METRICS_TOKEN: secret }, '/')).toMatchObject({ ok: true });
});

it('there is a rule for each figure that needs somebody as soon as it is not what it should be', () => {
  const rules = guide.slice(guide.indexOf('groups:'), guide.indexOf('```', guide.indexOf('groups:')));
  const watched = new Set([...rules.matchAll(FIGURE)].map(([, name]) => name));
  const needed = [
    'samovar_store_writable', 'samovar_storage_failures_total', 'samovar_documents_damaged', 'samovar_checkpoint_thread_deaths_total',
    'samovar_document_openings_refused_total', 'samovar_loop_delay_seconds', 'samovar_upgrades_refused_total',
  ];
  expect(needed.filter((name) => !watched.has(name))).toEqual([]);
});
