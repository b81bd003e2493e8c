import { z } from 'zod';
import { API, type Endpoint } from '#shared/api/contract.ts';
import { problem, PROBLEMS, type ProblemCode } from '#shared/api/problem.ts';
import { PICTURE_TYPES } from '#shared/pictures/forms.ts';

/** The OpenAPI 3.1 description of the relay, generated from the contract that its routes are made of. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, endpoint] of Object.entries(API) as [string, Endpoint][]) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Samovar relay', version },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operation(name: string, endpoint: Endpoint): object {
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.auth === 'session' ? { security: [{ session: [] }] } : {}),
    ...(endpoint.auth === 'optional' ? { security: [{}, { session: [] }] } : {}),
    ...(endpoint.path.includes(':') || endpoint.query !== undefined ? { parameters: parameters(endpoint) } : {}),
    ...(endpoint.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
    responses: {
      200: { description: 'Done.', content: contentOf(endpoint) },
      ...problemResponses(endpoint),
    },
  };
}

const contentOf = ({ sends, reply }: Endpoint): object =>
  sends === 'picture'
    ? Object.fromEntries(PICTURE_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: schemaOf(reply, 'output') } };

const fieldsOf = (schema: z.ZodType): [string, object][] =>
  Object.entries((schemaOf(schema, 'input') as { properties?: Record<string, object> }).properties ?? {});

function parameters(endpoint: Endpoint): object[] {
  return [
    ...fieldsOf(endpoint.params).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...(endpoint.query === undefined ? [] : fieldsOf(endpoint.query).map(([name, schema]) => ({ name, in: 'query', schema }))),
  ];
}

/** What any endpoint may answer besides its own. */
const ALWAYS: readonly ProblemCode[] = ['bad-request', 'too-fast', 'internal', 'storage', 'stopping'];

function problemResponses(endpoint: Endpoint): Record<string, object> {
  const codes = new Set([...endpoint.problems, ...ALWAYS, ...(endpoint.auth === 'session' ? ['signed-out' as const] : [])]);
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
