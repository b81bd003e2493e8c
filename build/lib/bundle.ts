import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createLogger, type InlineConfig, type Logger } from 'vite';
import { root } from './root.ts';

/** What goes into the three bundles; a change in any of it makes them stale. */
const SOURCES = ['renderer/**/*', 'main/**/*', 'shared/**/*', 'vite.config.ts', 'package-lock.json', 'build/lib/bundle.ts'];
const STAMP = join(root, 'dist/.stamp');

/** A fingerprint of the sources by name, size and time, so that a second start does not build again. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) {
    const info = statSync(join(root, file));
    if (info.isFile()) hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds renderer, main and preload into dist/ where they are older than their sources. Returns whether it built. */
export async function ensureBundles(): Promise<boolean> {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return false;
  await buildBundles();
  return true;
}

/** Vite declares the whole process a production one while it builds; what comes after, such as the tests, must not inherit that. */
export async function buildBundles(): Promise<void> {
  const sources = fingerprint();
  const before = process.env['NODE_ENV'];
  try {
    await buildAll();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  writeFileSync(STAMP, sources);
}

async function buildAll(): Promise<void> {
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', customLogger: withoutFalseAlarm(createLogger('warn')) });
  if (existsSync(join(root, 'main/index.ts'))) {
    await build(nodeBundle('main/index.ts', 'dist/main', 'es', 'node24'));
    await build(nodeBundle('main/preload.ts', 'dist/preload', 'cjs', 'chrome156'));
  }
}

/** Vite blames a PostCSS plugin for the names it takes out of CSS modules itself. None of ours has an address in it, and the first output is no place for an alarm. */
function withoutFalseAlarm(logger: Logger): Logger {
  const { warnOnce } = logger;
  logger.warnOnce = (text, options) => {
    if (!text.includes('A PostCSS plugin did not pass the `from` option')) warnOnce(text, options);
  };
  return logger;
}

/** Plain Vite for the main process (ESM) and the sandboxed preload (CommonJS): one file each, nothing left to resolve. */
function nodeBundle(entry: string, outDir: string, format: 'es' | 'cjs', target: string): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, entry),
      outDir: join(root, outDir),
      target,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: { format, entryFileNames: `[name].${extension}`, codeSplitting: false },
      },
    },
  };
}
