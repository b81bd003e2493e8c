import { toBase64 } from 'lib0/buffer';
import { z } from 'zod';
import { API, type BodyOf, type Endpoint, type EndpointName, type ParamsOf, type QueryOf, type ReplyOf } from '#shared/api/contract.ts';
import { problem, PROBLEMS, type ProblemCode } from '#shared/api/problem.ts';
import type { Timers } from '#shared/ports.ts';
import type { RuleId } from '#shared/policy/verdict.ts';
import { err, ok, type Result } from '#shared/result.ts';

/**
 * Why a call did not succeed. `offline`: no answer of a relay came, in time or at all. `not-known`: a relay that is newer than
 * this app did not do it, and says why in a word that came later.
 */
export type ApiFailure =
  | { readonly code: 'offline' }
  | { readonly code: ProblemCode | 'not-known'; readonly rule: RuleId | null; readonly retryAfterMs: number | null };
export type FailureCode = ApiFailure['code'];

export interface ApiOptions {
  /** `http…`, with or without a slash at the end. */
  readonly relayUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timers: Timers;
  /** The session's token; null while there is none. Travels as `Authorization` (RELIABILITY E3). */
  token(): string | null;
}

/** The relay's commands and queries, typed by the contract. Replies are parsed; nothing throws. */
export interface Api {
  call<Name extends EndpointName>(
    name: Name,
    params: ParamsOf<Name>,
    body: BodyOf<Name>,
    query?: QueryOf<Name>,
  ): Promise<Result<ReplyOf<Name>, ApiFailure>>;
}

const TIMEOUT_MS = 15_000;
const OFFLINE: ApiFailure = { code: 'offline' };

export function createApi(options: ApiOptions): Api {
  return {
    async call(name, params, body, query) {
      const endpoint: Endpoint = API[name];
      const token = options.token();
      const address = addressOf(options.relayUrl, endpoint, params as Record<string, string>, (query ?? {}) as Record<string, string | undefined>);
      const answer = await ask(options, endpoint, address, body);
      if (!answer.ok) {
        // The token was renewed while the call was on its way: it was not done, and this session is not over (E3).
        const isRenewed = answer.error.code === 'signed-out' && token !== null && options.token() !== token;
        return isRenewed && options.token() !== null ? this.call(name, params, body, query) : answer;
      }
      const reply = endpoint.reply.safeParse(answer.value);
      // An answer in no form of ours comes from a portal or a proxy: the relay was not reached (RELIABILITY F12).
      return reply.success ? ok(reply.data as ReplyOf<typeof name>) : err(OFFLINE);
    },
  };
}

/** The socket's address beside the API's. */
export function syncUrl(relayUrl: string, path: string): string {
  const url = new URL(path, relayUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

async function ask(
  options: ApiOptions,
  endpoint: Endpoint,
  address: string,
  body: unknown,
): Promise<Result<unknown, ApiFailure>> {
  const aborter = new AbortController();
  const timer = options.timers.after(TIMEOUT_MS, () => aborter.abort());
  try {
    const { fetch } = options;
    const response = await fetch(address, {
      method: endpoint.method,
      headers: headersFor(endpoint, options.token(), body),
      body: endpoint.body === null ? null : JSON.stringify(body),
      signal: aborter.signal,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    });
    const content = await contentOf(response, endpoint);
    return response.ok ? ok(content) : err(failureOf(content, response.status));
  } catch {
    return err(OFFLINE);
  } finally {
    timer.cancel();
  }
}

async function contentOf(response: Response, { sends }: Endpoint): Promise<unknown> {
  if (response.status === 204) return {};
  if (sends !== 'picture' || !response.ok) return response.json();
  const image = toBase64(new Uint8Array(await response.arrayBuffer()));
  return { type: response.headers.get('content-type'), image };
}

function addressOf(
  relayUrl: string,
  { path }: Endpoint,
  params: Record<string, string>,
  query: Record<string, string | undefined>,
): string {
  const filled = path.replaceAll(/:([a-z]+)/gi, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));
  const url = new URL(filled, relayUrl);
  for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, value);
  return url.href;
}

function headersFor({ auth, body: schema }: Endpoint, token: string | null, body: unknown): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (schema !== null && body !== null) headers['content-type'] = 'application/json';
  if (auth !== 'none' && token !== null) headers['authorization'] = `Bearer ${token}`;
  return headers;
}

/** A rule or a code that only a newer relay has is no reason to take its refusal for no answer at all. */
const anyProblem = problem.extend({ rule: problem.shape.rule.catch(undefined), code: z.string() });

function failureOf(content: unknown, status: number): ApiFailure {
  const parsed = anyProblem.safeParse(content);
  if (!parsed.success) return OFFLINE;
  const { code, rule, retryAfterMs } = parsed.data;
  const known = problem.shape.code.safeParse(code);
  return { code: known.success ? known.data : kindOf(status), rule: rule ?? null, retryAfterMs: retryAfterMs ?? null };
}

/** What the status alone says (RFC 9110, 15.5 and 15.6; RFC 6585, 4). */
function kindOf(status: number): ProblemCode | 'not-known' {
  if (status === PROBLEMS['too-fast']) return 'too-fast';
  return status >= PROBLEMS.internal ? 'internal' : 'not-known';
}
