import { z } from 'zod';
import { API, type Endpoint, type EndpointName } from '#shared/api/contract.ts';
import type { DocumentKind } from '#shared/documents/names.ts';
import { HOUSE_BODIES, THERAPIST_BODIES } from '../../house/testing/bodies.ts';

/** What an endpoint is told to point at something: a parameter of its path, or a field of its body. */
export interface Pointer {
  readonly endpoint: EndpointName;
  readonly field: string;
  readonly in: 'path' | 'body';
}

/** Fields of bodies that name somebody, besides all that hold an id. */
const NAMING: ReadonlySet<string> = new Set(['name', 'names', 'to', 'device']);

/**
 * Whose field is no question about somebody else. Choosing a name tells whether it is taken, which names that are unique cannot
 * hide (F012); signing in and coming back are RELIABILITY E2's (`names.ts`).
 */
const ASK_NOBODY: ReadonlySet<EndpointName> = new Set(['becomeMember', 'changeName', 'createListener', 'signIn', 'recover']);

/** Every question about somebody or something that the relay's HTTP can be asked, from the contract itself: a new endpoint is among them. */
export function pointers(): readonly Pointer[] {
  return (Object.entries(API) as [EndpointName, Endpoint][]).flatMap(([endpoint, { path, body }]) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, field = '']) => ({ endpoint, field, in: 'path' as const }));
    if (body === null || ASK_NOBODY.has(endpoint)) return inPath;
    return [...inPath, ...pointingFields(body).map((field) => ({ endpoint, field, in: 'body' as const }))];
  });
}

const ID = '^[0-9a-z]{20}$';
const properties = z.object({ properties: z.record(z.string(), z.object({ pattern: z.string().optional() }).loose()).default({}) }).loose();

/** What can point stands at the top of a body; what lies deeper is somebody's own. */
function pointingFields(body: z.ZodType): string[] {
  const shape = properties.parse(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }));
  return Object.entries(shape.properties).flatMap(([field, { pattern }]) => (NAMING.has(field) || pattern === ID ? [field] : []));
}

/** What the rest of a body says, so that only the pointer can be wrong. A new pointing endpoint needs its line here. */
const BODIES: Readonly<Partial<Record<EndpointName, Readonly<Record<string, unknown>> | null>>> = {
  ...HOUSE_BODIES,
  ...THERAPIST_BODIES,
  findPictures: { names: [] },
  revokeDevice: { password: null },
  askListener: { to: '', topic: null, language: 'en', thenQueue: false },
  leaveMessage: { to: '', topic: null, language: 'en', text: 'A few words.' },
  inviteMember: { to: '', language: 'en', text: 'A few words.' },
};

/** The body with `value` at its pointer; null for an endpoint that takes none. */
export function bodyFor({ endpoint, field, in: place }: Pointer, value: string): Readonly<Record<string, unknown>> | null {
  if (API[endpoint].body === null) return null;
  const body = BODIES[endpoint];
  if (body === undefined || body === null) throw new Error(`walk-doors.ts needs a body for ${endpoint}, which names somebody or something`);
  return place === 'body' ? { ...body, [field]: Array.isArray(body[field]) ? [value] : value } : body;
}

/** Names under which a document of each kind could be asked for. A new kind does not compile without its line. */
export const DOCUMENTS_OF: Readonly<Record<DocumentKind, (id: string) => readonly string[]>> = {
  chat: (id) => [`chat/${id}`, `chat/${id}/1`],
  inbox: (id) => [`inbox/${id}`],
  people: (id) => [`people/${id}`],
  page: (id) => [`page/${id}`],
  // There are two, and everybody knows of them.
  queue: () => [],
};
