/** The other side of `child.ts`: what runs inside a process of the bench. */

/** What its parent gave it. Only the bench starts these files. */
export const argument = <Value>(): Value => JSON.parse(process.argv[2] ?? 'null') as Value;

export const say = (message: object): void => void process.send?.(message);

/** Answers questions in turn, and goes when the parent is gone. */
export function answer<Question>(reply: (question: Question) => Promise<object> | object): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question) => {
    void (async () => {
      try {
        say(await reply(question as Question));
      } catch (error) {
        say({ trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
}

/** What this process holds, after everything that can be collected has been. */
export interface Usage {
  readonly residentBytes: number;
  readonly heapBytes: number;
  /** User and system time since the start. */
  readonly cpuMs: number;
  /** Updates that it refused; a figure is worth nothing when there are any. */
  readonly refused: number;
}

export async function usage(refused = 0): Promise<Usage> {
  // Twice: what the first round finalises the second one frees. The turns between let closed handles go.
  for (let round = 0; round < 2; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    (globalThis as { gc?: () => void }).gc?.();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { residentBytes: rss, heapBytes: heapUsed + external, cpuMs: (user + system) / 1_000, refused };
}
