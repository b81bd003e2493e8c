import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { COPY } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { derive, toHex } from '../secrets.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** The head of a copy: what is needed to unlock it, and nothing about the person (BACKUP.md, B2). */
export type CopyHead = z.infer<typeof headSchema>;

/** Why a file is not taken. Nothing is changed by any of these. */
export type CopyFailure =
  /** Some other file. */
  | { readonly code: 'no-copy' }
  | { readonly code: 'newer-version' }
  | { readonly code: 'damaged'; readonly detail: string }
  | { readonly code: 'wrong-passphrase' }
  | { readonly code: 'too-large' };

/** Bytes that can be asked for piece by piece: a file that a person chose, or a backup of the desktop's. */
export interface CopySource {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

export const COPY_VERSION = 1;
const MAGIC = new TextEncoder().encode('SAMOVAR-COPY');
const SUM_BYTES = 32;
const FIXED_BYTES = MAGIC.length + 1 + 4;

const base64 = z.base64().max(4_096);
const cost = z.strictObject({ memoryKib: z.int(), passes: z.int(), lanes: z.int() });
/** A keyed hash that tells whether a key is this copy's without trying the chunks. */
const proof = z.string().regex(/^[0-9a-f]{32}$/u);
const id = z.string().regex(/^[0-9a-f]{32}$/u);
const headSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('export'), id, proof, salt: base64, cost }),
  /** `door` is the place on the shelf, wraps and all but the device's own, as sealed JSON of shelf-door.ts. */
  z.strictObject({ kind: z.literal('local'), id, proof, door: z.string().max(COPY.maxHeadBytes) }),
]);

export interface CopyKeys {
  readonly chunks: Uint8Array;
  readonly proof: string;
}

/** The keys of a copy, out of what a passphrase gave or a vault's own. */
export const copyKeys = (base: Uint8Array, head: string): CopyKeys => ({
  chunks: derive(derive(base, 'copy-chunks'), head),
  proof: toHex(hmac(sha256, derive(base, 'copy-proof'), new TextEncoder().encode(head)).subarray(0, 16)),
});

export function encodeHead(head: CopyHead): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(FIXED_BYTES + json.length + SUM_BYTES);
  bytes.set(MAGIC);
  bytes[MAGIC.length] = COPY_VERSION;
  new DataView(bytes.buffer).setUint32(MAGIC.length + 1, json.length);
  bytes.set(json, FIXED_BYTES);
  const end = FIXED_BYTES + json.length;
  bytes.set(sha256(bytes.subarray(0, end)), end);
  return bytes;
}

export interface ReadHead {
  readonly head: CopyHead;
  /** Of the head's bytes; every chunk is tied to it. */
  readonly sum: string;
  /** Where the chunks begin. */
  readonly length: number;
}

/** Reads the head. A copy of a newer Samovar is named before anything else of it is looked at. */
export async function readHead(source: CopySource): Promise<Result<ReadHead, CopyFailure>> {
  const fixed = await source.read(0, FIXED_BYTES);
  if (fixed.length < FIXED_BYTES || MAGIC.some((byte, at) => fixed[at] !== byte)) return err({ code: 'no-copy' });
  const version = fixed[MAGIC.length] ?? 0;
  if (version > COPY_VERSION) return err({ code: 'newer-version' });
  if (source.size > COPY.maxBytes) return err({ code: 'too-large' });
  const jsonLength = new DataView(fixed.buffer, fixed.byteOffset).getUint32(MAGIC.length + 1);
  const length = FIXED_BYTES + jsonLength + SUM_BYTES;
  if (version === 0 || jsonLength > COPY.maxHeadBytes || length > source.size) return damaged('head');
  const bytes = await source.read(0, length);
  const end = length - SUM_BYTES;
  const sum = toHex(sha256(bytes.subarray(0, end)));
  // Against wear, so that a worn head is not taken for a wrong passphrase. Against people the chunks' own tags stand.
  if (bytes.length < length || sum !== toHex(bytes.subarray(end))) return damaged('head');
  const head = z.string().transform(parseJson).pipe(headSchema).safeParse(new TextDecoder().decode(bytes.subarray(FIXED_BYTES, end)));
  return head.success ? ok({ head: head.data, sum, length }) : damaged('head');
}

/** Undefined for what is no JSON, which then fits no shape. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const damaged = (detail: string): Result<never, CopyFailure> => err({ code: 'damaged', detail });

export const saltOf = (head: CopyHead & { kind: 'export' }): Uint8Array => fromBase64(head.salt);
export const textOfSalt = (salt: Uint8Array): string => toBase64(salt);
