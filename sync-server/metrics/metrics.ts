import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DocumentStats } from '../documents/live-documents.ts';
import type { SyncStats } from '../sync/server.ts';

/** Where the figures come from; each is asked when somebody looks. */
export interface MetricsSources {
  readonly documents: () => DocumentStats;
  readonly sync: () => SyncStats;
  /** Personal requests, messages and invitations since the start: by kind, and by how they ended. */
  readonly starts: () => Readonly<Record<string, number>>;
  /** Whether what is received now can be kept. */
  readonly isWritable: () => Promise<boolean>;
  readonly checkpointThreadDeaths: () => number;
  readonly version: string;
}

/** What an operator's Prometheus reads (docs/admins.md names each figure). No label holds an id, a name or an address. */
export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
  /** `route` is a pattern, never a path. */
  observeRequest(method: string, route: string, status: number, tookMs: number): void;
  /** Idempotent. */
  close(): void;
}

const LOOP_DELAY_RESOLUTION_MS = 10;
const NS_PER_SECOND = 1e9;
const REQUEST_SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10];

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  addRelayFigures(registry, sources);
  const delay = monitorEventLoopDelay({ resolution: LOOP_DELAY_RESOLUTION_MS });
  delay.enable();
  addProcessFigures(registry, delay);
  const requests = new Histogram({
    name: 'samovar_http_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    observeRequest: (method, route, status, tookMs) => {
      requests.observe({ method, route, status: String(status) }, tookMs / 1_000);
    },
    close: () => {
      delay.disable();
      registry.clear();
    },
  };
}

function addRelayFigures(registry: Registry, { documents, sync, starts, isWritable, checkpointThreadDeaths, version }: MetricsSources): void {
  const add = adder(registry);
  add.gauge('samovar_info', 'The version that runs; always 1.', (gauge) => gauge.set({ version }, 1), ['version']);
  add.gauge('samovar_store_writable', '1 while the relay can keep what it receives.', async (gauge) => {
    gauge.set((await isWritable()) ? 1 : 0);
  });
  add.gauge('samovar_sockets', 'Open WebSockets.', (gauge) => gauge.set(sync().sockets));
  add.gauge('samovar_sessions', 'Sessions with an open WebSocket.', (gauge) => gauge.set(documents().sessions));
  add.gauge('samovar_channels', 'Documents open on sockets, each socket counted.', (gauge) => gauge.set(documents().channels));
  add.gauge('samovar_documents', 'Documents in memory.', (gauge) => gauge.set(documents().openDocuments));
  add.gauge('samovar_documents_damaged', 'Documents set aside since the start, because what is stored of them is damaged.', (gauge) =>
    gauge.set(documents().damagedDocuments),
  );
  add.gauge('samovar_present', 'Presence states held.', (gauge) => gauge.set(documents().present));
  add.total('samovar_frames_received_total', 'Frames received.', () => sync().framesReceived);
  add.total('samovar_bytes_received_total', 'Bytes received in frames.', () => sync().bytesReceived);
  add.total('samovar_broken_sockets_total', 'Sockets that broke the WebSocket protocol.', () => sync().brokenSockets);
  add.totalsBy('samovar_upgrades_refused_total', 'Upgrades refused.', 'status', () => sync().upgradesRefused);
  add.totalsBy('samovar_sockets_closed_total', 'Sockets closed by the relay.', 'code', () => sync().closedByRelay);
  add.total('samovar_updates_admitted_total', 'Updates judged and kept.', () => documents().counters.updatesAdmitted);
  add.total('samovar_updates_repeated_total', 'Updates that brought nothing new.', () => documents().counters.updatesWithoutNews);
  add.totalsBy('samovar_starts_total', 'Personal requests, messages and invitations: begun by kind, and how they ended.', 'what', starts);
  add.totalsByTwo('samovar_updates_refused_total', 'Updates refused, by code and by the rule of the gate.', ['gate', 'code'], () =>
    documents().counters.refusedBy,
  );
  add.total('samovar_commits_total', 'Turns of a document that were made durable.', () => documents().counters.turnsCommitted);
  add.total('samovar_snapshots_total', 'Documents folded into a snapshot.', () => documents().counters.snapshotsWritten);
  add.total('samovar_storage_failures_total', 'Turns that could not be kept.', () => documents().counters.storageFailures);
  add.total('samovar_checkpoint_thread_deaths_total', 'How often the thread that keeps the store\'s log short has died.', checkpointThreadDeaths);
  add.total('samovar_document_loads_total', 'Documents read from the store.', () => documents().counters.loads);
  add.total('samovar_document_unloads_total', 'Documents let go of.', () => documents().counters.unloads);
  add.total('samovar_document_openings_refused_total', 'Openings refused: every document that may be in memory was in use.', () =>
    documents().counters.openingsRefused,
  );
  add.total('samovar_document_erasures_total', 'Documents erased.', () => documents().counters.erasures);
}

function addProcessFigures(registry: Registry, delay: ReturnType<typeof monitorEventLoopDelay>): void {
  const add = adder(registry);
  add.gauge('process_resident_memory_bytes', 'Resident memory.', (gauge) => gauge.set(process.memoryUsage.rss()));
  add.gauge('process_start_time_seconds', 'When the process started, since the epoch.', (gauge) => {
    gauge.set((performance.timeOrigin) / 1_000);
  });
  add.total('process_cpu_seconds_total', 'Processor time used.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const help = 'How late the event loop is, since it was last asked.';
  add.gauge('samovar_loop_delay_seconds', help, (gauge) => {
    for (const [share, percentile] of [['0.5', 50], ['0.99', 99], ['0.999', 99.9]] as const) {
      gauge.set({ share }, delay.percentile(percentile) / NS_PER_SECOND);
    }
    gauge.set({ share: '1' }, delay.max / NS_PER_SECOND);
    delay.reset();
  }, ['share']);
}

/** Figures that are read where they are kept, at the moment somebody looks. */
function adder(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, read: (gauge: Gauge) => void | Promise<void>, labelNames: string[] = []): void => {
    void new Gauge({ name, help, labelNames, registers, collect: function collect() { return read(this); } });
  };
  const total = (name: string, help: string, read: () => number): void => {
    void new Counter({ name, help, registers, collect: function collect() { this.reset(); this.inc(read()); } });
  };
  const totalsBy = (name: string, help: string, label: string, read: () => Readonly<Record<string, number | undefined>>): void => {
    const collect = function collect(this: Counter): void {
      this.reset();
      for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count ?? 0);
    };
    void new Counter({ name, help, labelNames: [label], registers, collect });
  };
  const totalsByTwo = (
    name: string,
    help: string,
    labelNames: readonly [outer: string, inner: string],
    read: () => ReadonlyMap<string, Readonly<Record<string, number | undefined>>>,
  ): void => {
    const [outer, inner] = labelNames;
    const collect = function collect(this: Counter): void {
      this.reset();
      for (const [first, counts] of read()) {
        for (const [second, count] of Object.entries(counts)) this.inc({ [outer]: first, [inner]: second }, count ?? 0);
      }
    };
    void new Counter({ name, help, labelNames: [outer, inner], registers, collect });
  };
  return { gauge, total, totalsBy, totalsByTwo };
}
