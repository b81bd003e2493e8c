import { configDefaults, defineConfig } from 'vitest/config';

/** Units run together; then what drives real Chromium: the desktop alone, two journeys at a time, and alone again what is killed. */
const suite = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, exclude: [...configDefaults.exclude, 'dist/**'], ...more },
});

/** What a page or a process shows at last; a second is too short for two of them on two cores. */
const patient = { expect: { poll: { timeout: 15_000, interval: 50 } } };

/** One file at a time, after everything of a lower order. */
const alone = (groupOrder: number) => ({ fileParallelism: false, sequence: { groupOrder } });

export default defineConfig({
  test: {
    projects: [
      suite('shared', ['shared/**/*.test.ts']),
      suite('relay', ['sync-server/**/*.test.ts'], { testTimeout: 20_000 }),
      suite('client', ['renderer/**/*.test.ts'], { testTimeout: 20_000 }),
      suite('screens', ['renderer/**/*.test.tsx'], { environment: 'jsdom', testTimeout: 20_000 }),
      suite('tools', ['build/**/*.test.ts', 'bench/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('desktop', ['main/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000, ...patient, ...alone(1) }),
      // They mostly wait, for a page, a relay or a person's pace: two at a time take half as long.
      suite('journeys', ['e2e/*.test.ts'], { testTimeout: 240_000, hookTimeout: 240_000, ...patient, maxWorkers: 2, sequence: { groupOrder: 2 } }),
      suite('faults', ['e2e/faults/**/*.test.ts'], { testTimeout: 240_000, hookTimeout: 240_000, ...patient, ...alone(3) }),
    ],
  },
});
