import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId, type AccountId, type RequestId } from '../ids.ts';
import { RULES } from '../policy/verdict.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { CHAT_LANGUAGES, TOPICS } from '../words.ts';
import { API, type Endpoint } from './contract.ts';
import { PROBLEMS, problem } from './problem.ts';
import { consent, newGuest, newRequest, requestId, signIn } from './schemas.ts';

const ENDPOINTS = Object.entries(API) as [string, Endpoint][];
const random = seededRandom(9);

describe('the HTTP contract', () => {
  it.each(ENDPOINTS)('%s is whole', (_, endpoint) => {
    const inPath = [...endpoint.path.matchAll(/:([a-z]+)/g)].map((match) => match[1]);
    const inSchema = Object.keys((endpoint.params as unknown as { shape: object }).shape);
    expect(inSchema).toEqual(inPath);
    expect(endpoint.path).toMatch(/^\/api\/[a-z/:-]+$/);
    expect(endpoint.path).not.toMatch(/token/);
    // Only a POST carries a body; what is done to one thing needs none, and neither does going on under a new token.
    const needsNone = endpoint.method !== 'POST' || inPath.length > 0 || endpoint === API.renewSession;
    expect(endpoint.body === null ? needsNone : endpoint.method === 'POST').toBe(true);
    for (const code of endpoint.problems) expect(PROBLEMS).toHaveProperty(code);
    expect(endpoint.summary).toMatch(/^[A-Z].*\.$/);
  });

  it('has one answer to each method and path', () => {
    const routes = ENDPOINTS.map(([, { method, path }]) => `${method} ${path.replaceAll(/:[a-z]+/g, ':')}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('D5: what is about one thing can answer that it is not there', () => {
    const aboutOne = ENDPOINTS.filter(([, endpoint]) => endpoint.path.includes(':'));
    expect(aboutOne).toHaveLength(12);
    for (const [, endpoint] of aboutOne) expect(endpoint.problems).toContain('not-found');
  });

  it('can be written down as JSON schema, for OpenAPI', () => {
    const schemas = ENDPOINTS.flatMap(([, { params, body, reply }]) => [params, reply, ...(body === null ? [] : [body])]);
    expect(schemas.length).toBeGreaterThan(2 * ENDPOINTS.length);
    for (const schema of schemas) expect(z.toJSONSchema(schema)).toBeTypeOf('object');
  });
});

describe('what comes in', () => {
  it('takes no field that is not asked for', () => {
    expect(newRequest.safeParse({ topic: null, language: 'en' }).success).toBe(true);
    expect(newRequest.safeParse({ topic: null, language: 'en', seeker: newId<AccountId>(random) }).success).toBe(false);
    expect(newGuest.safeParse({ deviceName: 'x', type: 'listener' }).success).toBe(false);
    expect(signIn.safeParse({ name: 'a', password: 'b', deviceName: 'c', admin: true }).success).toBe(false);
  });

  it('F153: knows every topic and language, and no other', () => {
    for (const topic of TOPICS) expect(newRequest.safeParse({ topic, language: 'en' }).success).toBe(true);
    for (const language of CHAT_LANGUAGES) {
      expect(newRequest.safeParse({ topic: null, language }).success).toBe(true);
      expect(Intl.getCanonicalLocales(language)).toEqual([language]);
    }
    expect(newRequest.safeParse({ topic: 'other', language: 'en' }).success).toBe(false);
    expect(newRequest.safeParse({ topic: null, language: 'xx' }).success).toBe(false);
    expect(new Set(TOPICS).size).toBe(TOPICS.length);
    expect(new Set(CHAT_LANGUAGES).size).toBe(CHAT_LANGUAGES.length);
  });

  it('F080: nobody passes the gate without certifying', () => {
    const answer = {
      ageGroup: 'adult',
      parentalConsent: false,
      certified: true,
      versions: { member: '1', privacy: '1', certification: '1' },
    };
    expect(consent.safeParse(answer).success).toBe(true);
    expect(consent.safeParse({ ...answer, certified: false }).success).toBe(false);
    expect(consent.safeParse({ ...answer, ageGroup: 'child' }).success).toBe(false);
  });

  it('ids in paths have the form of ids', () => {
    expect(requestId.safeParse(newId<RequestId>(random)).success).toBe(true);
    for (const text of ['', '../x', 'relay', `${newId(random)}x`]) expect(requestId.safeParse(text).success).toBe(false);
  });
});

describe('problems', () => {
  it('each code has a status of an error', () => {
    for (const status of Object.values(PROBLEMS)) expect(status >= 400 && status < 600).toBe(true);
  });

  it('a denial may name any rule, and only rules', () => {
    const denial = { type: 'about:blank', title: 'x', status: 403, code: 'denied' };
    for (const rule of RULES) expect(problem.safeParse({ ...denial, rule }).success).toBe(true);
    expect(problem.safeParse({ ...denial, rule: 'P99-none' }).success).toBe(false);
  });
});
