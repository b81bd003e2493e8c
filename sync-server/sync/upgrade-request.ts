import type { IncomingHttpHeaders } from 'node:http';
import { SUBPROTOCOL, SUBPROTOCOL_RECEIPTS, SUBPROTOCOL_TOKEN, SYNC_PATH } from '#shared/protocol/codes.ts';

/** What the opening of a socket asks for. */
export interface UpgradeRequest {
  readonly form: { readonly kind: 'one'; readonly document: string } | { readonly kind: 'many' };
  readonly token: string;
  readonly receipts: boolean;
}

/** Why it is answered with a status instead of a socket (W2). */
export type UpgradeFault = { readonly status: 400 | 401 | 403 | 404 };

export type ReadUpgrade =
  | { readonly ok: true; readonly request: UpgradeRequest }
  | { readonly ok: false; readonly fault: UpgradeFault };

const MAX_TOKEN_LENGTH = 256;
const MAX_NAME_LENGTH = 200;

/**
 * Reads the opening of a socket, and believes nothing. Browsers always say from which origin a page opens a socket:
 * `null` and foreign ones are refused. No origin at all comes from programs that are no browser; they are admitted only
 * if they offer a token, and no web page can make a browser leave the origin out (RELIABILITY E5).
 */
export function readUpgrade(url: string, headers: IncomingHttpHeaders, origins: readonly string[]): ReadUpgrade {
  const form = readForm(url);
  if (form === null) return fault(404);
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  const token = readToken(offered);
  const { origin } = headers;
  if (origin === undefined ? token === null : !origins.includes(origin)) return fault(403);
  if (token === null) return fault(401);
  if (!offered.includes(SUBPROTOCOL)) return fault(400);
  return { ok: true, request: { form, token, receipts: form.kind === 'many' || offered.includes(SUBPROTOCOL_RECEIPTS) } };
}

const fault = (status: UpgradeFault['status']): ReadUpgrade => ({ ok: false, fault: { status } });

function readToken(offered: readonly string[]): string | null {
  const tokens = offered.filter((protocol) => protocol.startsWith(SUBPROTOCOL_TOKEN));
  const [token] = tokens;
  if (token === undefined || tokens.length > 1 || token.length > MAX_TOKEN_LENGTH) return null;
  return token.length > SUBPROTOCOL_TOKEN.length ? token.slice(SUBPROTOCOL_TOKEN.length) : null;
}

function readForm(url: string): UpgradeRequest['form'] | null {
  const path = url.split('?', 1)[0] ?? '';
  if (path === SYNC_PATH) return { kind: 'many' };
  if (!path.startsWith(`${SYNC_PATH}/`)) return null;
  const name = path.slice(SYNC_PATH.length + 1);
  try {
    return { kind: 'one', document: decodeURIComponent(name).slice(0, MAX_NAME_LENGTH) };
  } catch {
    return { kind: 'one', document: '' }; // a name that no document can have: told as such, like any other (W4)
  }
}
