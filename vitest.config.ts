import { configDefaults, defineConfig } from 'vitest/config';

/** Unit and integration suites run together; journeys drive real Chromium and run one file at a time. */
const suite = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, exclude: [...configDefaults.exclude, 'dist/**'], ...more },
});

export default defineConfig({
  test: {
    projects: [
      suite('shared', ['shared/**/*.test.ts']),
      suite('relay', ['sync-server/**/*.test.ts'], { testTimeout: 20_000 }),
      suite('client', ['renderer/**/*.test.ts'], { testTimeout: 20_000 }),
      suite('screens', ['renderer/**/*.test.tsx'], { environment: 'jsdom', testTimeout: 20_000 }),
      suite('tools', ['build/**/*.test.ts', 'bench/**/*.test.ts'], { testTimeout: 60_000 }),
      suite('desktop', ['main/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false }),
      suite('journeys', ['e2e/**/*.test.ts'], { testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false }),
    ],
  },
});
