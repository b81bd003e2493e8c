import { readFile } from 'node:fs/promises';
import { extname, normalize, resolve, sep } from 'node:path';
import { contentSecurityPolicy } from './csp.ts';

/** The app's pages live at `app://samovar/`: a secure origin of its own, with no server and no file access behind it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'samovar';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The file that a URL names inside `folder`; null when it would lead out of it or to another host. */
export function fileOf(url: string, folder: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== APP_HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = resolve(folder, `.${normalize(path === '/' ? '/index.html' : path)}`);
  return file.startsWith(resolve(folder) + sep) ? file : null;
}

/** Answers requests for the app's own files, each page with its policy. */
export function createAppFiles(folder: string, relayUrl: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, folder) : null;
    if (file === null) return new Response('', { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(file, relayUrl) });
    } catch {
      return new Response('', { status: 404 }); // not there, or not a file: the same answer
    }
  };
}

function headersFor(file: string, relayUrl: string): Record<string, string> {
  return {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(relayUrl),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
}
